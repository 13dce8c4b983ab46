from wagtail.snippets.models import register_snippet

from questionnaires.viewsets import QuestionnairesGroup

register_snippet(QuestionnairesGroup)
