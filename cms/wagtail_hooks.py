from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms import logs, menus, urls
from cms.viewsets import PlatformViewSet

register_snippet(PlatformViewSet)

hooks.register("register_log_actions", logs.register)
hooks.register("register_reports_menu_item", menus.report_item)
hooks.register("register_page_header_buttons", menus.review_buttons)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return urls.desk


@hooks.register("register_permissions")
def permission_to_review() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="cms", codename="review_guidancepage")
