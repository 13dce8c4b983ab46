"""What a phone needs to read the advice for one age without a net, and how much that is.

The phone fetches the list, shows the size, and saves nothing before a tap. The size is what will lie
on the phone: plain bytes, never less than what travels.
"""

import hashlib
from collections.abc import Iterable
from copy import copy
from functools import partial
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.core.files.storage import Storage, default_storage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.assets import needs_of
from cms.models.audience import AgeBand
from cms.models.guidance import GuidancePage

if TYPE_CHECKING:
    from cms.models.platforms import PlatformPage

PACK = "offline.json"
WITHOUT_NET = "uden-net"
DAYS = 30
KB = 1024
MOST_WITH_PICTURES = KB * KB
MEASURED_FOR = 24 * 60 * 60


def pack_of(page: "PlatformPage", request: HttpRequest, band: AgeBand) -> dict[str, Any]:
    """Return the list that a phone saves by: addresses, size, version, and the words it will need."""
    guides = list(GuidancePage.objects.child_of(page).live().filter(bands=band))
    home = page.get_url(request)
    overview = f"{home}{band.slug}/"
    elsewhere = pages_without_net(page, request)
    version = version_of(page, guides)
    measured = cache.get_or_set(
        f"pack:{page.pk}:{band.pk}:{version}:{len(elsewhere)}",
        partial(measure, page, request, band, guides, len(elsewhere)),
        MEASURED_FOR,
    )
    reading = [overview, *(f"{overview}{guide.slug}/" for guide in guides)]
    return {
        "name": band.label,
        "language": get_language(),
        "home": home,
        "url": overview,
        "version": version,
        "days": DAYS,
        "bytes": measured["bytes"],
        "label": label(len(reading), measured["bytes"]),
        "note": note(with_pictures=measured["with_pictures"]),
        "pages": reading,
        "elsewhere": elsewhere,
        "files": measured["files"],
        "copy": snippet("saved_copy"),
        "too_old": snippet("too_old"),
    }


def version_of(page: "PlatformPage", guides: Iterable[GuidancePage]) -> str:
    """Return what changes when one of the pages is published, taken away, moved or reviewed.

    A release of ours counts too: it may bring other styles and scripts.
    """
    stamp = [
        getattr(staticfiles_storage, "manifest_hash", ""),
        (page.last_published_at, page.platform.name, page.platform.hue),
        *((band.slug, band.label) for band in page.ages),
        *((guide.pk, guide.slug, guide.last_published_at, guide.reviewed_on) for guide in guides),
    ]
    return hashlib.sha256(repr(stamp).encode()).hexdigest()[:12]


def pages_without_net(page: "PlatformPage", request: HttpRequest) -> list[list[str]]:
    """Return, for each language, how its addresses begin and the page that says "not saved" in it."""
    return [
        [
            start_of(translation.locale.language_code),
            f"{translation.get_url(request)}{WITHOUT_NET}/",
        ]
        for translation in page.get_translations(inclusive=True).live().select_related("locale")
    ]


def start_of(language: str) -> str:
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def measure(
    page: "PlatformPage",
    request: HttpRequest,
    band: AgeBand,
    guides: Iterable[GuidancePage],
    languages: int,
) -> dict[str, Any]:
    """Render what will be saved, and weigh it with the files it asks for.

    The page without a net is rendered once and weighed once for each language it is saved in.
    """
    home = page.get_url(request)
    overview = f"{home}{band.slug}/"
    pages = [html_of(page.serve(asked(request, overview), band=band))]
    for guide in guides:
        guide._cached_parent_obj = page
        address = f"{overview}{guide.slug}/"
        pages.append(html_of(guide.serve(asked(request, address, band=band))))
    apart = html_of(page.serve(asked(request, f"{home}{WITHOUT_NET}/"), offline=True))
    needs = needs_of([*pages, apart])
    files = sizes_of([*needs.files, static("cms/saved.js")])
    pictures = sizes_of(needs.pictures)
    plain = weight(pages) + weight([apart]) * languages + sum(files.values())
    with_pictures = plain + sum(pictures.values()) <= MOST_WITH_PICTURES
    saved = files | (pictures if with_pictures else {})
    return {
        "bytes": plain + (sum(pictures.values()) if with_pictures else 0),
        "files": list(saved),
        "with_pictures": with_pictures,
    }


def asked(request: HttpRequest, address: str, **known: Any) -> Any:
    """Return the request as it would be for another address of ours."""
    other = copy(request)
    other.path = other.path_info = address
    vars(other).update(known)
    return other


def html_of(response: Any) -> str:
    return response.render().content.decode()


def weight(pages: Iterable[str]) -> int:
    return sum(len(html.encode()) for html in pages)


def sizes_of(addresses: Iterable[str]) -> dict[str, int]:
    """Return the size of each of our own files; one that is gone must not make the saving fail."""
    found = {address: size_of(address) for address in addresses}
    return {address: size for address, size in found.items() if size is not None}


def size_of(address: str) -> int | None:
    if address.startswith(settings.STATIC_URL):
        name = unquote(address.removeprefix(settings.STATIC_URL))
        if source := finders.find(name):
            return Path(source).stat().st_size
        return stored_size(staticfiles_storage, name) if settings.STATIC_ROOT else None
    if address.startswith(settings.MEDIA_URL):
        return stored_size(default_storage, unquote(address.removeprefix(settings.MEDIA_URL)))
    return None


def stored_size(storage: Storage, name: str) -> int | None:
    return storage.size(name) if storage.exists(name) else None


def label(pages: int, size: int) -> str:
    text = ngettext(
        "Save %(count)s page on the phone (%(size)s)",
        "Save %(count)s pages on the phone (%(size)s)",
        pages,
    )
    return text % {"count": pages, "size": size_in_words(size)}


def size_in_words(size: int) -> str:
    """Return a size as people say it, rounded up: no more than was promised."""
    if size < KB * KB:
        return f"{ceil(size / KB)} KB"
    return f"{number_format(ceil(size * 10 / KB / KB) / 10, 1)} MB"


def note(*, with_pictures: bool) -> str:
    """Return what the reader should know about pictures before the tap."""
    return "" if with_pictures else _("The pictures are too big to save. The text is all there.")


def snippet(name: str) -> str:
    """Return a part of the page that the saved copy will need when nobody can be asked."""
    closed = " ".join([*settings.ADMIN_PREFIXES, *settings.LANGUAGE_IN_QUERY_PREFIXES])
    context = {"closed": closed, "script": static("cms/saved.js")}
    return render_to_string(f"cms/{name}.html", context).strip()
