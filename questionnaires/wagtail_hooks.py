from collections.abc import Iterator

from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.permissions import PlatformPolicy
from portal.users.models import User
from questionnaires import logs, urls
from questionnaires.models import AccessPoint, Campaign, Moderator
from questionnaires.views.exports import EXPORT, may_export
from questionnaires.viewsets import QuestionnairesGroup

register_permission_policy(Campaign, PlatformPolicy(Campaign))
register_permission_policy(AccessPoint, PlatformPolicy(AccessPoint, path="campaign__platform"))
register_permission_policy(Moderator, PlatformPolicy(Moderator))
register_snippet(QuestionnairesGroup)

hooks.register("register_log_actions", logs.register)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return urls.desk


@hooks.register("register_permissions")
def permissions_of_our_own() -> QuerySet[Permission]:
    names = ("publish_questionnaireversion", EXPORT)
    return Permission.objects.filter(content_type__app_label="questionnaires", codename__in=names)


@hooks.register("register_snippet_listing_buttons")
def answers_as_a_file(snippet: Model, user: User, next_url: str) -> Iterator[Button]:
    if isinstance(snippet, Campaign) and may_export(user):
        address = reverse("questionnaires_export_responses", args=[snippet.pk])
        yield Button(_("Answers as a file"), address, icon_name="download", priority=60)
