"""How platforms look in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Platform, SynonymSet


class PlatformViewSet(SnippetViewSet):
    model = Platform
    icon = "site"
    menu_label = _("Platforms")
    menu_order = 150
    add_to_admin_menu = True
    list_display = ("name", "slug")
    search_fields = ("name",)


class SynonymSetViewSet(SnippetViewSet):
    model = SynonymSet
    icon = "list-ul"
    menu_label = _("Synonyms")
    menu_order = 160
    add_to_admin_menu = True
    list_display = ("words", "platform")
    list_filter = ("platform",)
    search_fields = ("words",)
