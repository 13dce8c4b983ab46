"""What a search on a platform reads and shows: the live pages of one front page, in its one language.

The words of a page are kept in the cache until it is published again. Editors' synonyms are read every
time, so that a new set counts at once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from cms.models.audience import SEARCH, AgeBand
from cms.models.guidance import GuidancePage
from cms.models.search import ZeroHit
from cms.search.index import Hit, Index, Place, places_of
from cms.search.queries import LONGEST, Query

if TYPE_CHECKING:
    from cms.models.platforms import PlatformPage

KEPT_FOR = 24 * 60 * 60
"""Seconds. A page changed behind Wagtail's back is read again after a day."""

MOST_SHOWN = 30

SHOWN = ("pk", "live_revision_id", "slug", "title", "summary")


@dataclass(frozen=True)
class Found:
    """One line of the list."""

    title: str
    summary: str
    url: str
    ages: list[str]
    is_own: bool


@dataclass(frozen=True)
class Words:
    """Where each word stands on each page, as the pages were when they were read: equal by `version`."""

    version: str = ""
    revisions: tuple[tuple[int, int | None], ...] = field(default=(), compare=False)
    pages: Mapping[int, Mapping[str, int]] = field(default_factory=dict, compare=False)


def search_context(page: "PlatformPage", request: HttpRequest) -> dict[str, Any]:
    """Return what the search page shows for the query and the age in the address."""
    query = Query.of(request.GET.get("q", ""))
    band = next((age for age in page.ages if age.slug == request.GET.get("alder")), None)
    hits = find(page, query.text) if query.text else []
    if query.text and not hits:
        ZeroHit.objects.remember(
            page.platform, page.locale.language_code, query.text, on=timezone.localdate()
        )
    shown = [listed(page, request, guide, band) for guide, _ in hits]
    return {
        "query": query,
        "longest": LONGEST,
        "band": band,
        "band_slug": band.slug if band else "",
        "band_url": f"{page.get_url(request)}{band.slug}/" if band else "",
        "count": len(shown),
        "own": [line for line in shown if line.is_own],
        "others": [line for line in shown if not line.is_own],
        "is_close": any(hit.is_close for _, hit in hits),
        "search_url": f"{page.get_url(request)}{SEARCH}/",
    }


def find(page: "PlatformPage", text: str) -> list[tuple[dict[str, Any], Hit]]:
    """Return the pages below a front page that answer, best first, each with its ages."""
    guides = {guide["pk"]: guide for guide in guides_below(page)}
    synonyms = tuple(page.platform.synonyms.values_list("words", flat=True))
    words = words_of(page, list(guides.values()))
    index = index_of(words, synonyms, page.locale.language_code)
    return [(guides[hit.key], hit) for hit in index.search(text)[:MOST_SHOWN]]


def guides_below(page: "PlatformPage") -> list[dict[str, Any]]:
    """Return the live pages that are read through an age; one that lost its last has no address.

    A copy that waits to be translated is still Danish, so no other language finds it.
    """
    live = GuidancePage.objects.child_of(page).live().filter(alias_of=None)
    guides = live.order_by("path").values(*SHOWN)
    served: dict[int, set[int]] = defaultdict(set)
    through = GuidancePage.bands.through.objects.filter(guidancepage__in=[g["pk"] for g in guides])
    for guide, band in through.values_list("guidancepage_id", "ageband_id"):
        served[guide].add(band)
    with_ages = [
        guide | {"ages": [age for age in page.ages if age.pk in served[guide["pk"]]]}
        for guide in guides
    ]
    return [guide for guide in with_ages if guide["ages"]]


def listed(
    page: "PlatformPage", request: HttpRequest, guide: Mapping[str, Any], band: AgeBand | None
) -> Found:
    """Return a hit as a line that leads to the reader's own age, else to the first the page is for."""
    ages = guide["ages"]
    through = band if band in ages else ages[0]
    return Found(
        title=guide["title"],
        summary=guide["summary"],
        url=f"{page.get_url(request)}{through.slug}/{guide['slug']}/",
        ages=[age.label.replace(" ", "\N{NO-BREAK SPACE}") for age in ages],
        is_own=band in ages,
    )


def words_of(page: "PlatformPage", guides: Sequence[Mapping[str, Any]]) -> Words:
    """Return the words of these pages, from the cache where a page has not been published since.

    A page is known by its live revision. One that was never published has none, and is read every time.
    """
    name = f"cms.search.{page.pk}"
    kept = cache.get(name) or Words()
    revisions = tuple((guide["pk"], guide["live_revision_id"]) for guide in guides)
    known = set(kept.revisions)
    changed = [pk for pk, revision in revisions if not revision or (pk, revision) not in known]
    if revisions == kept.revisions and not changed:
        return kept
    read = {
        guide.pk: places_of(texts_of(guide), page.locale.language_code)
        for guide in GuidancePage.objects.filter(pk__in=changed)
    }
    pages = {pk: read[pk] if pk in read else kept.pages.get(pk, {}) for pk, _ in revisions}
    fresh = Words(uuid4().hex, revisions, pages)
    cache.set(name, fresh, KEPT_FOR)
    return fresh


@lru_cache(maxsize=16)
def index_of(words: Words, synonyms: tuple[str, ...], language: str) -> Index:
    """Return the index of these words; one process builds it once."""
    return Index(words.pages, synonyms, language)


def texts_of(guide: GuidancePage) -> list[tuple[Place, str]]:
    """Return the texts of a page, each with the place its words stand in."""
    streams = [(name, getattr(guide, name)) for name in ("body", "care", "evidence")]
    return [
        (Place.TITLE, guide.title),
        (Place.TERMS, guide.search_terms),
        (Place.ANSWER, guide.summary),
        (Place.ANSWER, guide.quick_answer),
        *(
            (Place.BODY, text)
            for name, stream in streams
            for text in guide._meta.get_field(name).get_searchable_content(stream)
        ),
    ]
