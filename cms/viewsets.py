"""How platforms look in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Contact, Platform


class PlatformViewSet(SnippetViewSet):
    model = Platform
    icon = "site"
    menu_label = _("Platforms")
    menu_order = 150
    add_to_admin_menu = True
    list_display = ("name", "slug")
    search_fields = ("name",)


class ContactViewSet(SnippetViewSet):
    model = Contact
    icon = "mail"
    menu_label = _("Contacts")
    menu_order = 160
    add_to_admin_menu = True
    list_display = ("municipality", "name", "phone", "platform")
    list_filter = ("platform", "municipality")
    search_fields = ("name", "municipality__name")
