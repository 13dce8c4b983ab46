from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.permissions import PlatformPolicy
from feedback import marks_desk, rebuild_desk, theme_desk
from feedback.models import Measure, ThemeList
from feedback.theme_desk import ThemeListViewSet
from feedback.viewsets import MeasureViewSet

register_permission_policy(Measure, PlatformPolicy(Measure))
register_permission_policy(ThemeList, PlatformPolicy(ThemeList))
register_snippet(MeasureViewSet)
register_snippet(ThemeListViewSet)

hooks.register("register_reports_menu_item", rebuild_desk.menu_item)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [*theme_desk.urls, *marks_desk.urls, *rebuild_desk.urls]


@hooks.register("register_permissions")
def permission_to_count_anew() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="feedback", codename="add_rebuild")
