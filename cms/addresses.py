"""Every address a host has for citizens: each live page, in each of its ages and languages.

Robots get them as a sitemap, and a proxy is told to forget them. A handful of queries, however many pages.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Page, Site

from cms.models import GuidancePage, PlatformPage, PortalPage
from cms.models.base import BasePage, origin_of
from cms.models.platforms import YOUNGER


@dataclass(frozen=True)
class Address:
    """Where one page is read for one age in one language; `topic` is the same in all languages."""

    topic: tuple[str, ...]
    language: str
    url: str
    changed_at: datetime | None


def addresses_of(site: Site) -> Iterator[Address]:
    """Return what this host answers; what a platform shows on its own host belongs to that one."""
    roots = list(site.root_page.get_translations(inclusive=True).live())
    origin, guides = origin_of(site), guides_below(roots)
    for portal in PortalPage.objects.live().filter(under(roots)).select_related("locale"):
        yield address(portal, f"{origin}{path_at(portal, site)}")
    for page in platforms_below(roots):
        path = path_at(page, site)
        if path is None:
            continue
        home = f"{origin}{path}"
        yield address(page, home)
        for band in page.platform.bands.all():
            yield address(page, f"{home}{band.slug}/", band.slug)
            for guide in guides[page.path]:
                if band in guide.bands.all():
                    yield address(guide, f"{home}{band.slug}/{guide.slug}/", band.slug)


def with_alternates(site: Site) -> Iterator[tuple[Address, list[Address]]]:
    """Return each address with all its languages, itself included, as search engines want them."""
    found = list(addresses_of(site))
    spoken = defaultdict(list)
    for one in found:
        spoken[one.topic].append(one)
    for one in found:
        yield one, spoken[one.topic] if len(spoken[one.topic]) > 1 else []


def kept_by_proxies(site: Site) -> list[str]:
    """Return all that a proxy may keep of this host."""
    found = list(addresses_of(site))
    homes = [one.url for one in found if len(one.topic) == 1]
    return [one.url for one in found] + [f"{home}{YOUNGER}/" for home in homes]


def address(page: BasePage, url: str, *band: str) -> Address:
    language = page.locale.language_code
    return Address((str(page.translation_key), *band), language, url, page.last_published_at)


def path_at(page: BasePage, site: Site) -> str | None:
    """Return the page's path on this host, or nothing when it is read on another one."""
    site_id, _root_url, path = page.get_url_parts(site) or (None, None, None)
    return path if site_id == site.pk else None


def under(roots: list[Page]) -> Q:
    nobody = Q(pk__in=[])
    return reduce(or_, (Q(path__startswith=root.path) for root in roots), nobody)


def platforms_below(roots: list[Page]) -> list[PlatformPage]:
    pages = PlatformPage.objects.live().filter(under(roots)).order_by("path")
    return list(pages.select_related("locale", "platform").prefetch_related("platform__bands"))


def guides_below(roots: list[Page]) -> dict[str, list[GuidancePage]]:
    """Return the guides of each front page, found by its place in the tree."""
    found = defaultdict(list)
    pages = GuidancePage.objects.live().filter(under(roots)).order_by("path")
    for guide in pages.select_related("locale").prefetch_related("bands").defer_streamfields():
        found[guide.path[: -Page.steplen]].append(guide)
    return found


def addresses_of_page(page: BasePage) -> list[str]:
    """Return where this one page is or was read; an unpublished one is in no list any more."""
    site_id, root_url, path = page.get_url_parts()
    if isinstance(page, GuidancePage):
        home = page.get_parent().specific.full_url
        return [f"{home}{band.slug}/{page.slug}/" for band in page.bands.all()]
    if isinstance(page, PlatformPage):
        return [f"{root_url}{path}"] + [f"{root_url}{path}{band.slug}/" for band in page.ages]
    return [f"{root_url}{path}"]
