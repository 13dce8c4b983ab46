"""Which other languages a page can be read in, and whether it still says what the Danish page says."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils.safestring import mark_safe
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_localize.models import TranslationSource

from cms.models.audience import AgeBand

if TYPE_CHECKING:
    from cms.models.base import BasePage


IN_DANISH = mark_safe(' lang="da" dir="ltr"')
"""Attributes for words in a page of another language that nobody has translated."""


@dataclass(frozen=True)
class LanguageLink:
    """Where to read on in another language; `is_same_page` when it is this very page."""

    code: str
    name: str
    url: str
    is_same_page: bool


class Languages:
    """A page and its ancestors in every language, fetched in one query.

    `within` is what stands in the address between the platform and the page: an age, or "yngre".
    """

    def __init__(
        self,
        chain: Sequence["BasePage"],
        request: HttpRequest,
        band: AgeBand | None = None,
        within: str = "",
    ) -> None:
        self.chain, self.page, self.request = chain, chain[-1], request
        self.within = band.slug if band else within
        self.found = {
            (page.locale.language_code, page.translation_key): page
            for page in in_all_languages(chain, band)
        }

    @property
    def links(self) -> list[LanguageLink]:
        """Return this page, or the nearest page above it, in each of the other languages."""
        links = (self.link(code, name) for code, name in settings.LANGUAGES)
        return [link for link in links if link and link.code != self.request.LANGUAGE_CODE]

    def link(self, code: str, name: str) -> LanguageLink | None:
        pages = (self.found.get((code, page.translation_key)) for page in self.chain)
        reached = list(takewhile(bool, pages))
        if not reached:
            return None
        ours, theirs = self.chain[len(reached) - 1], reached[-1]
        is_same = ours is self.page and not theirs.alias_of_id and not self.page.alias_of_id
        return LanguageLink(code, name, ours.address_of(theirs, self.request, self.within), is_same)

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Return what search engines are told: each language of this page with its whole address.

        Itself included, and the Danish one again for readers of any other language.
        """
        others = {link.code: link.url for link in self.links if link.is_same_page}
        if not others:
            return []
        urls = others | {self.request.LANGUAGE_CODE: self.request.path}
        urls |= {"x-default": urls.get(settings.LANGUAGE_CODE, self.request.path)}
        return [(code, self.request.build_absolute_uri(url)) for code, url in urls.items()]

    @property
    def source(self) -> Page | None:
        """Return the Danish page that this one is a translation of."""
        source = self.found.get((settings.LANGUAGE_CODE, self.page.translation_key))
        return source if source and source.pk != self.page.pk else None

    @property
    def newer_source_url(self) -> str:
        """Return where to read the Danish page when it says something else than this translation."""
        if self.source is None or self.page.alias_of_id or not is_behind(self.page, self.source):
            return ""
        return self.page.address_of(self.source, self.request, self.within)


def in_all_languages(chain: Sequence[Page], band: AgeBand | None) -> PageQuerySet:
    """Return the pages as published in all languages, each with the day its sentences were fetched.

    One that is not (yet) for this age is left out: its address would lead nowhere.
    """
    page = chain[-1]
    pages = Page.objects.live().filter(translation_key__in=[page.translation_key for page in chain])
    if band and hasattr(page, "bands"):
        ages = type(page).bands.through.objects.filter(
            guidancepage_id=OuterRef("pk"), ageband_id=band.pk
        )
        pages = pages.filter(~Q(translation_key=page.translation_key) | Exists(ages))
    return with_sync(pages).select_related("locale")


def with_sync(pages: PageQuerySet) -> PageQuerySet:
    """Add `synced_at`: when the sentences were last fetched from a page to be translated."""
    sources = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id")
    )
    return pages.annotate(synced_at=Subquery(sources.values("last_updated_at")[:1]))


def is_behind(translation: Page, source: Page) -> bool:
    """Return whether the Danish page has changed since what was translated and published.

    A comma put right in the English text moves its date, though nobody has fetched the new Danish
    sentences. So those must have been fetched after the Danish page was published, and before the
    translation was.
    """
    if translation.last_published_at is None or source.last_published_at is None:
        return False
    synced_at = source.synced_at or source.last_published_at
    return not source.last_published_at <= synced_at <= translation.last_published_at
