from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.permissions import PlatformPolicy
from questionnaires import logs
from questionnaires.models import AccessPoint, Campaign
from questionnaires.viewsets import QuestionnairesGroup

register_permission_policy(Campaign, PlatformPolicy(Campaign))
register_permission_policy(AccessPoint, PlatformPolicy(AccessPoint, path="campaign__platform"))
register_snippet(QuestionnairesGroup)

hooks.register("register_log_actions", logs.register)
