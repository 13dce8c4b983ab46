from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.permissions import PlatformPolicy
from questionnaires import logs, urls
from questionnaires.models import AccessPoint, Campaign
from questionnaires.viewsets import QuestionnairesGroup

register_permission_policy(Campaign, PlatformPolicy(Campaign))
register_permission_policy(AccessPoint, PlatformPolicy(AccessPoint, path="campaign__platform"))
register_snippet(QuestionnairesGroup)

hooks.register("register_log_actions", logs.register)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return urls.desk


@hooks.register("register_permissions")
def permission_to_publish() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="questionnaires", codename="publish_questionnaireversion"
    )
