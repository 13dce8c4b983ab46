"""How questionnaires, campaigns and access points look in Wagtail's admin."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.scoped import OwnSnippetViewSet
from questionnaires.models import AccessPoint, Campaign


class CampaignViewSet(OwnSnippetViewSet):
    model = Campaign
    icon = "calendar"
    list_display = ("name", "platform", "version", "opens_on", "closes_on")
    list_filter = ("platform",)
    search_fields = ("name",)


class AccessPointViewSet(OwnSnippetViewSet):
    model = AccessPoint
    icon = "link"
    list_display = ("__str__", "kind", Column("public_url", label=_("Address")))
    list_filter = ("campaign", "kind")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccessPoint]:
        """Leave out the buttons under pages: there are many, and nothing about them is to be edited."""
        return AccessPoint.objects.exclude(kind=AccessPoint.Kind.USEFUL)


class QuestionnairesGroup(SnippetViewSetGroup):
    items = (CampaignViewSet, AccessPointViewSet)
    menu_label = _("Questionnaires")
    menu_icon = "form"
    menu_order = 200
