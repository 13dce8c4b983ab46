"""One screen for the whole job: what is overdue, what is hard to read, what is not found."""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from cms.models import GuidancePage, Platform, PlatformPage, ZeroHit
from cms.panels import STATES
from cms.review import State
from cms.signals import helpfulness_wanted
from portal.users.models import User

"""A search is shown when it was made on three days: what one person typed once may be a name."""

SEARCHES_SHOWN = 20


def in_short(name: str) -> Callable[[GuidancePage], str]:
    """Return what reads a day from a page as 24.11.2026: a table of long days has no room for words."""

    def read(page: GuidancePage) -> str:
        day = getattr(page, name)
        return date_format(day, "SHORT_DATE_FORMAT") if day else ""

    return read


class GuidanceFilterSet(WagtailFilterSet):
    platform = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Platform"),
        queryset=lambda request: platforms_of(request.user),
        method="on_platform",
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Review"), choices=list(STATES.items()), method="in_state"
    )

    class Meta:
        model = GuidancePage
        fields = ["platform", "state", "live"]

    def on_platform(self, pages: QuerySet, name: str, platform: Platform) -> QuerySet:
        below = Q(pk=None)
        for front_page in platform.pages.all():
            below |= Q(path__startswith=front_page.path)
        return pages.filter(below)

    def in_state(self, pages: QuerySet, name: str, state: str) -> QuerySet:
        return pages.in_state(State(state), timezone.localdate())


class GuidanceReportView(ReportView):
    """Every page of advice that the reader may edit, with what an editor has to know of it."""

    model = GuidancePage
    page_title = gettext_lazy("Pages of advice")
    header_icon = "clipboard-list"
    verbose_name = GuidancePage._meta.verbose_name
    verbose_name_plural = GuidancePage._meta.verbose_name_plural
    template_name = "desk/report.html"
    filterset_class = GuidanceFilterSet
    index_url_name = "cms_report"
    index_results_url_name = "cms_report_results"
    any_permission_required = ["add", "change", "publish"]
    columns = [
        TitleColumn(
            "title", label=gettext_lazy("Title"), url_name="wagtailadmin_pages:edit", width="220"
        ),
        Column("place", label=gettext_lazy("Where"), width="180"),
        Column("state_and_day", label=gettext_lazy("Review")),
        Column(
            "reviewed_on", label=gettext_lazy("Last reviewed"), accessor=in_short("reviewed_on")
        ),
        Column("people", label=gettext_lazy("Reviewer and owner")),
        Column("lix_in_words", label=gettext_lazy("LIX")),
        Column("helpful", label=gettext_lazy("Found useful")),
        Column("changed_on", label=gettext_lazy("Advice changed"), accessor=in_short("changed_on")),
    ]
    export_headings = {
        "title": gettext_lazy("Title"),
        "platform_name": gettext_lazy("Platform"),
        "ages_in_words": gettext_lazy("Ages"),
        "language": gettext_lazy("Language"),
        "state_in_words": gettext_lazy("Review"),
        "due_on": gettext_lazy("Next review"),
        "reviewed_on": gettext_lazy("Last reviewed"),
        "reviewer_in_words": gettext_lazy("Reviewer"),
        "owner_in_words": gettext_lazy("Owner"),
        "lix": gettext_lazy("LIX"),
        "helpful": gettext_lazy("Found useful"),
        "changed_on": gettext_lazy("Advice changed"),
    }
    list_export = [*export_headings]

    def get_filename(self) -> str:
        return f"{slugify(self.page_title)}-{timezone.localdate()}"

    def get_base_queryset(self) -> QuerySet:
        mine = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        pages = GuidancePage.objects.filter(pk__in=mine.values("pk"), alias_of=None)
        pages = pages.select_related("owner", "locale").prefetch_related("bands")
        return pages.most_urgent_first(timezone.localdate())

    def decorate_paginated_queryset(
        self, object_list: Iterable[GuidancePage]
    ) -> list[GuidancePage]:
        pages = list(object_list)
        helpful = helpful_in_words([page.pk for page in pages])
        platforms = PlatformPage.platforms_by_path()
        for page in pages:
            page.helpful = helpful.get(page.pk, _("too few answers"))
            describe(page, platforms.get(page.parent_path))
        return pages

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("cms_searches")
        return [HeaderButton(_("Searches without a result"), url=url, icon_name="search")]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if not self.results_only:
            searches = searches_of(self.request.user)[:SEARCHES_SHOWN]
            context["part"] = render_to_string("cms/admin/searches.html", {"searches": searches})
        return context


class SearchesReportView(ReportView):
    """What citizens looked for in vain, on the platforms whose pages the reader may edit."""

    model = ZeroHit
    page_title = gettext_lazy("Searches without a result")
    header_icon = "search"
    index_url_name = "cms_searches"
    index_results_url_name = "cms_searches_results"
    verbose_name_plural = ZeroHit._meta.verbose_name_plural
    permission_policy = policy_registry.get_by_type(GuidancePage)
    any_permission_required = ["add", "change", "publish"]
    list_export = ["query", "platform__name", "language", "days", "last_on"]
    columns = [
        Column("query", label=gettext_lazy("Searched for")),
        Column("platform__name", label=gettext_lazy("Platform")),
        Column("language", label=gettext_lazy("Language")),
        Column("days", label=gettext_lazy("On how many days")),
        Column("last_on", label=gettext_lazy("Last")),
    ]
    export_headings = {column.name: column.label for column in columns}

    def get_base_queryset(self) -> QuerySet:
        return searches_of(self.request.user)

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        return {name: item[name] for name in self.list_export}


def searches_of(user: User) -> QuerySet:
    searches = ZeroHit.objects.filter(platform__in=platforms_of(user))
    return searches.seen_on_days()


def platforms_of(user: User) -> QuerySet:
    """Return the platforms whose front page somebody may edit."""
    return policy_registry.get_by_type(Platform).choices(user)


def helpful_in_words(page_ids: list[int]) -> dict[int, str]:
    answers = helpfulness_wanted.send(GuidancePage, page_ids=page_ids)
    return {pk: text for _receiver, answer in answers for pk, text in answer.items()}


def describe(page: GuidancePage, platform: Platform | None) -> None:
    """Put beside a page what the table says of it in words."""
    state = STATES[page.review_state(timezone.localdate())] if page.live else _("Not published")
    page.state_in_words = state
    page.state_and_day = " · ".join(filter(None, [str(state), in_short("due_on")(page)]))
    page.platform_name = platform.name if platform else ""
    page.ages_in_words = ", ".join(band.name for band in page.bands.all())
    page.language = page.locale.get_display_name()
    page.place = " · ".join([page.platform_name, page.ages_in_words, page.language])
    page.reviewer_in_words = page.reviewer or _("nobody")
    page.owner_in_words = str(page.owner) if page.owner else _("nobody")
    page.people = f"{page.reviewer_in_words} · {page.owner_in_words}"
    page.lix_in_words = _("too few words") if page.lix is None else page.lix
    if platform and page.lix is not None and page.lix > platform.lix_limit:
        page.lix_in_words = _("%(number)s – above the limit of %(limit)s") % {
            "number": page.lix,
            "limit": platform.lix_limit,
        }
