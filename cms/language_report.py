"""Which page is written in which language, and which translation says something older than the Danish."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, DateTimeField, IntegerField, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from cms.models.languages import is_behind, with_sync

LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
MISSING, DRAFT = _("missing"), _("draft")
UP_TO_DATE, BEHIND = _("up to date"), _("older than the Danish")


@dataclass(frozen=True)
class Translated:
    """What the report knows of one page in one language."""

    pk: int | None
    live: bool
    last_published_at: Any

    def state(self, source: Page) -> Any:
        if self.pk is None:
            return MISSING
        if not self.live:
            return DRAFT
        return BEHIND if is_behind(self, source) else UP_TO_DATE


class LanguageColumn(Column):
    """The state in words; it leads to the translation, or to where one is begun."""

    cell_template_name = "cms/admin/language_cell.html"

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code, label=name, accessor=f"state_in_{code}")

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        translated = in_language(instance, self.name)
        if translated.pk:
            url = reverse("wagtailadmin_pages:edit", args=(translated.pk,))
        else:
            url = reverse("wagtail_localize:submit_page_translation", args=(instance.pk,))
            url += f"?select_locale={self.name}"
        return super().get_cell_context_data(instance, parent_context) | {"url": url}


class LanguageReportView(ReportView):
    """Danish pages the editor may change, a column for each other language."""

    page_title = _("Pages and languages")
    header_icon = "globe"
    index_url_name = "pages_and_languages"
    index_results_url_name = "pages_and_languages_results"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    columns = [
        TitleColumn(
            "title",
            label=_("Danish page"),
            accessor="get_admin_display_title",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        ),
        *(LanguageColumn(code, name) for code, name in LANGUAGES),
    ]
    list_export = ["title", *(f"state_in_{code}" for code, _name in LANGUAGES)]
    export_headings = {
        "title": _("Danish page"),
        **{f"state_in_{code}": name for code, name in LANGUAGES},
    }

    def get_filename(self) -> str:
        return "sider-og-sprog"

    def get_base_queryset(self) -> PageQuerySet:
        pages = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        danish = pages.filter(locale=Locale.get_default(), depth__gt=1).order_by("path")
        return with_translations(with_sync(danish))

    def get_queryset(self) -> PageQuerySet:
        return self.get_base_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> list[Page]:
        return [with_states(page) for page in object_list]


def with_translations(pages: PageQuerySet) -> PageQuerySet:
    """Add each language's page as columns: one query, however many pages and languages."""
    for code, _name in LANGUAGES:
        translations = Page.objects.filter(
            translation_key=OuterRef("translation_key"),
            locale__language_code=code,
            alias_of=None,  # a copy that waits to be translated is missing
        )
        for field, kind in (
            ("pk", IntegerField()),
            ("live", BooleanField()),
            ("last_published_at", DateTimeField()),
        ):
            value = Subquery(translations.values(field)[:1], output_field=kind)
            pages = pages.annotate(**{f"{field}_in_{code}": value})
    return pages


def in_language(page: Page, code: str) -> Translated:
    return Translated(
        *(getattr(page, f"{field}_in_{code}") for field in ("pk", "live", "last_published_at"))
    )


def with_states(page: Page) -> Page:
    for code, _name in LANGUAGES:
        setattr(page, f"state_in_{code}", in_language(page, code).state(page))
    return page


def report_urls() -> list[URLPattern]:
    view, results = LanguageReportView.as_view(), LanguageReportView.as_view(results_only=True)
    return [
        path("reports/languages/", view, name="pages_and_languages"),
        path("reports/languages/results/", results, name="pages_and_languages_results"),
    ]


class LanguageReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(
            request.user, LanguageReportView.any_permission_required
        )


def report_menu_item() -> MenuItem:
    return LanguageReportMenuItem(
        _("Pages and languages"), reverse("pages_and_languages"), icon_name="globe", order=850
    )
