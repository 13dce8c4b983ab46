"""How organisations and places look in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.users.models import Organisation, Place


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "home"
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name",)


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    list_display = ("name", "organisation")
    list_filter = ("organisation",)
    search_fields = ("name",)


class PeopleGroup(SnippetViewSetGroup):
    items = (OrganisationViewSet, PlaceViewSet)
    menu_label = _("Organisations")
    menu_icon = "group"
    menu_order = 500
