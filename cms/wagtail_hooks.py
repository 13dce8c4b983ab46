from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms import logs, menus, urls
from cms.caching import serve_for_everybody
from cms.models import AgeBand, Contact, Platform, Signpost, SynonymSet
from cms.permissions import PlatformPolicy, choosable_pages
from cms.viewsets import KnowledgeGroup

register_permission_policy(Platform, PlatformPolicy(Platform, path=""))
for model in (AgeBand, Contact, Signpost, SynonymSet):
    register_permission_policy(model, PlatformPolicy(model))

register_snippet(KnowledgeGroup)

hooks.register("construct_page_chooser_queryset", choosable_pages)
hooks.register("on_serve_page", serve_for_everybody)
hooks.register("register_log_actions", logs.register)
hooks.register("register_reports_menu_item", menus.report_item)
hooks.register("register_page_header_buttons", menus.review_buttons)
hooks.register("register_page_header_buttons", menus.make_poster)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return urls.desk


@hooks.register("register_permissions")
def permission_to_review() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="cms", codename="review_guidancepage")
