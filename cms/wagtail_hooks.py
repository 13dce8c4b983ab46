from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.images.image_operations import FilterOperation
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms import language_report, logs, menus, translating, urls
from cms.caching import serve_for_everybody
from cms.detours import lead_to_the_pages_own_language
from cms.models import AgeBand, Contact, Platform, Signpost, SynonymSet
from cms.permissions import PlatformPolicy, choosable_pages
from cms.pictures import Plain
from cms.viewsets import KnowledgeGroup

register_permission_policy(Platform, PlatformPolicy(Platform, path=""))
for model in (AgeBand, Contact, Signpost, SynonymSet):
    register_permission_policy(model, PlatformPolicy(model))

register_snippet(KnowledgeGroup)

hooks.register("construct_page_chooser_queryset", choosable_pages)
hooks.register("on_serve_page", serve_for_everybody)
hooks.register("before_serve_page", lead_to_the_pages_own_language)
hooks.register("register_log_actions", logs.register)
hooks.register("register_reports_menu_item", menus.report_item)
hooks.register("register_reports_menu_item", language_report.report_menu_item)
hooks.register("register_admin_urls", language_report.report_urls)
hooks.register("register_page_header_buttons", menus.review_buttons)
hooks.register("register_page_header_buttons", menus.make_poster)

# Before wagtail-localize's own, which would answer first.
hooks.register("register_admin_urls", translating.translation_urls, order=-1)
hooks.register("before_edit_page", translating.refuse_half_a_translation, order=-1)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return urls.desk


@hooks.register("register_permissions")
def permission_to_review() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="cms", codename="review_guidancepage")


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[FilterOperation]]]:
    return [("plain", Plain)]
