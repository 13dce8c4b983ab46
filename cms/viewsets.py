"""How platforms look in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from cms.models import Platform
from cms.scoped import OwnSnippetViewSet


class PlatformViewSet(OwnSnippetViewSet):
    model = Platform
    icon = "site"
    menu_label = _("Platforms")
    menu_order = 150
    add_to_admin_menu = True
    list_display = ("name", "slug")
    search_fields = ("name",)
