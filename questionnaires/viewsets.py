"""How questionnaires, campaigns and access points look in Wagtail's admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from cms.scoped import EditView as OwnEditView
from cms.scoped import OwnSnippetViewSet
from portal.periods import Week
from questionnaires.alarms import alarms
from questionnaires.authoring import EDITOR
from questionnaires.campaigning import open_at_places
from questionnaires.models import (
    AccessPoint,
    Campaign,
    LicenceGrant,
    Moderator,
    Notice,
    QuestionnaireVersion,
)


def ready(version: QuestionnaireVersion) -> str:
    return str(_("Ready to be looked at")) if version.review_wanted else ""


class Draft:
    """Only a draft is edited or deleted; a published version is shown (and the database guards it)."""

    object: QuestionnaireVersion

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.object.is_draft:
            if request.method == "POST":
                messages.error(
                    request, _("It was put in use meanwhile. Your changes are not saved.")
                )
            return redirect("questionnaires_show", self.object.pk)
        return super().dispatch(request, *args, **kwargs)


class EditDraft(Draft, EditView):
    pass


class DeleteDraft(Draft, DeleteView):
    pass


class ListOfVersions(IndexView):
    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Beside “add”, one may fetch what is written elsewhere."""
        fetch = HeaderButton(
            label=_("Fetch from a file"), url=reverse("questionnaires_import"), icon_name="upload"
        )
        return [*super().header_buttons, fetch]


class VersionViewSet(SnippetViewSet):
    model = QuestionnaireVersion
    icon = "form"
    menu_label = _("All versions")
    index_view_class = ListOfVersions
    edit_view_class = EditDraft
    delete_view_class = DeleteDraft
    edit_handler = EDITOR
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = (
        "__str__",
        "status",
        Column("review_wanted", label=_("Ready"), accessor=ready),
        "published_on",
    )
    list_filter = ("status", "questionnaire")
    search_fields = ("questionnaire__title", "questionnaire__key")


class LicenceGrantViewSet(SnippetViewSet):
    model = LicenceGrant
    icon = "key"
    menu_label = _("Licences")
    list_display = ("questionnaire", "holder", "number", "expires_on")


class OpensAtPlaces:
    """A campaign that is saved asks at the places ticked, as one that is started at the desk does."""

    request: HttpRequest

    def save_instance(self) -> Campaign:
        campaign: Campaign = super().save_instance()
        for place in open_at_places(campaign=campaign):
            messages.info(self.request, _("%(place)s has a poster now.") % {"place": place})
        return campaign


class AddCampaign(OpensAtPlaces, CreateView):
    pass


class EditCampaign(OpensAtPlaces, OwnEditView):
    """Says on top where far more answers than usual have come in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if alarms(campaign=self.object, this_week=Week.of(timezone.localdate())):
            look = messages.button(self.aside_url, _("Look at them"))
            messages.warning(request, _("Unusually many answers have come in."), buttons=[look])
        return super().get(request, *args, **kwargs)

    @property
    def aside_url(self) -> str:
        return reverse("questionnaires_quarantines", args=[self.object.pk])

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        aside = Button(
            _("Unusually many answers"), url=self.aside_url, icon_name="warning", priority=25
        )
        return [*super().header_more_buttons, aside]


class CampaignViewSet(OwnSnippetViewSet):
    model = Campaign
    add_view_class = AddCampaign
    edit_view_class = EditCampaign
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


class NoticeViewSet(SnippetViewSet):
    model = Notice
    icon = "info-circle"
    menu_label = _("Notices and consents")
    list_display = ("__str__", "kind", "purpose")


class ModeratorViewSet(OwnSnippetViewSet):
    model = Moderator
    icon = "user"
    menu_label = _("Who reads people's words")
    list_display = ("user", "platform")
    list_filter = ("platform",)


class QuestionnairesGroup(SnippetViewSetGroup):
    items = (
        VersionViewSet,
        CampaignViewSet,
        AccessPointViewSet,
        NoticeViewSet,
        ModeratorViewSet,
        LicenceGrantViewSet,
    )
    menu_label = _("Questionnaires")
    menu_icon = "form"
    menu_order = 200
