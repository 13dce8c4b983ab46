"""How platforms and posters look in Wagtail's admin."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSetGroup

from cms.models import Contact, GuidancePage, Platform, PlatformPage, Scan, Signpost, SynonymSet
from cms.scoped import OwnSnippetViewSet
from portal.periods import Week


class PlatformViewSet(OwnSnippetViewSet):
    model = Platform
    icon = "site"
    menu_label = _("Platforms")
    list_display = ("name", "slug")
    search_fields = ("name",)


class MakePoster(CreateView):
    """Begins with what the page says, when one comes from a page; ends where the sheets are."""

    def get_initial_form_instance(self) -> Signpost | None:
        page = GuidancePage.objects.filter(pk=as_number(self.request.GET.get("page"))).first()
        return of_page(page) if page else None

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=(self.object.pk,))


def as_number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def of_page(page: GuidancePage) -> Signpost:
    front = PlatformPage.objects.parent_of(page).select_related("platform").first()
    return Signpost(
        platform=front.platform if front else None,
        slug=slugify(page.slug)[:30].strip("-"),
        heading=page.title[:80],
        text=page.summary,
        page=page,
    )


class SignpostViewSet(OwnSnippetViewSet):
    model = Signpost
    icon = "thumbtack"
    menu_label = _("Posters")
    add_view_class = MakePoster
    list_display = (
        "heading",
        Column("get_absolute_url", label=_("Address")),
        "platform",
        "band",
        Column("followed", label=_("Followed this week")),
    )
    list_filter = ("platform",)
    search_fields = ("heading", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Signpost]:
        week = str(Week.of(timezone.localdate()))
        now = Scan.objects.filter(signpost=OuterRef("pk"), week=week).values("count")
        return Signpost.objects.select_related("platform", "band").annotate(
            followed=Coalesce(Subquery(now), 0)
        )


class SynonymSetViewSet(OwnSnippetViewSet):
    model = SynonymSet
    icon = "list-ul"
    menu_label = _("Synonyms")
    list_display = ("words", "platform")
    list_filter = ("platform",)
    search_fields = ("words",)


class ContactViewSet(OwnSnippetViewSet):
    model = Contact
    icon = "mail"
    menu_label = _("Contacts")
    list_display = ("municipality", "name", "phone", "platform")
    list_filter = ("platform", "municipality")
    search_fields = ("name", "municipality__name")


class KnowledgeGroup(SnippetViewSetGroup):
    items = (PlatformViewSet, SignpostViewSet, ContactViewSet, SynonymSetViewSet)
    menu_label = _("Knowledge")
    menu_icon = "site"
    menu_order = 150
