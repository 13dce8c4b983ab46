from wagtail.snippets.models import register_snippet

from portal.users.viewsets import PeopleGroup

register_snippet(PeopleGroup)
