"""Platforms and pages for trying Kilden out. The advice is real; no clinician has reviewed it yet."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wagtail.models import Page, Site

from cms.models import (
    AgeBand,
    BandText,
    GuidancePage,
    Platform,
    PlatformPage,
    PortalPage,
    Signpost,
    SynonymSet,
)
from portal.users.models import User

CONTENT = Path(__file__).parent / "demo_content"
PICTOGRAMS = ("toddler", "preschool", "school", "teen")
SIGNPOSTS = (
    {
        "slug": "potte",
        "heading": "Fra ble til toilet",
        "text": "Gode vaner, ro og støtte under fødderne: råd, der passer til jeres barn lige nu.",
        "band": "3-4-aar",
    },
    {
        "slug": "mave",
        "heading": "Hård mave?",
        "text": "Begynd med maven. Se, hvad I selv kan gøre i dag, og hvornår I skal ringe til lægen.",
        "page": "haard-mave-foerst",
    },
)
REVIEWER = "Eksempel – afventer en fagperson"
"""Said plainly, because a page needs a name to be published and nobody has reviewed these."""
WORDS_OF_A_BAND = ("heading", "intro")


def build() -> Platform:
    """Make the portal with "Tæt og tør" and return that platform."""
    content = json.loads((CONTENT / "taet_og_toer.json").read_text(encoding="utf-8"))
    portal = build_portal()
    bands = [
        band | {"pictogram": pictogram}
        for band, pictogram in zip(content["bands"], PICTOGRAMS, strict=True)
    ]
    page = build_platform(portal, content["platform"] | {"hue": 210}, bands, content["words"])
    for guide in content["pages"]:
        build_guide(page, guide)
    for signpost in SIGNPOSTS:
        build_signpost(page, **signpost)
    for words in content["synonyms"]:
        SynonymSet.objects.create(platform=page.platform, words=words)
    return page.platform


def build_portal() -> PortalPage:
    """Put our front page in the place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    portal = root.add_child(
        instance=PortalPage(
            title="Kilden",
            slug="kilden",
            intro="Gode råd, før det bliver svært. Vælg et emne, og få hjælp, der passer til alderen.",
        )
    )
    welcome = Site.objects.get(is_default_site=True).root_page
    Site.objects.filter(is_default_site=True).update(root_page=portal, site_name="Kilden")
    welcome.delete()
    return portal


def build_platform(
    portal: Page,
    fields: Mapping[str, Any],
    bands: Sequence[Mapping[str, Any]],
    words: Mapping[str, Any],
) -> PlatformPage:
    """Return a platform's front page; `words` and each band's heading and intro stand on the page."""
    platform = Platform.objects.create(**fields)
    page = portal.add_child(
        instance=PlatformPage(title=platform.name, slug=platform.slug, platform=platform, **words)
    )
    for band in bands:
        limits = {name: value for name, value in band.items() if name not in WORDS_OF_A_BAND}
        BandText.objects.create(
            page=page,
            band=AgeBand.objects.create(platform=platform, **limits),
            locale=page.locale,
            name=band["name"],
            heading=band.get("heading", band["name"]),
            intro=band.get("intro", ""),
        )
    page.save_revision().publish()
    return page


def build_guide(parent: PlatformPage, content: Mapping[str, Any]) -> None:
    guide = GuidancePage(
        title=content["title"],
        slug=content["slug"],
        summary=content["summary"],
        search_terms=content.get("search_terms", ""),
        quick_answer=content["quick_answer"],
        body=json.dumps(content["body"]),
        care=json.dumps([{"type": "care", "value": care} for care in content["care"]]),
        reviewer=content.get("reviewer", REVIEWER),
        evidence=json.dumps(content.get("evidence", own_ground(parent.platform))),
    )
    guide.bands = parent.platform.bands.filter(slug__in=content["bands"])
    parent.add_child(instance=guide)
    guide.save_revision().publish()


def build_signpost(
    front: PlatformPage, slug: str, heading: str, text: str = "", page: str = "", band: str = ""
) -> Signpost:
    """Hang up a poster; `page` and `band` are their names in the address."""
    guides = GuidancePage.objects.child_of(front)
    return Signpost.objects.create(
        platform=front.platform,
        slug=slug,
        heading=heading,
        text=text,
        page=guides.get(slug=page) if page else None,
        band=front.platform.bands.get(slug=band) if band else None,
    )


def give_to(platform: Platform, editor: User) -> None:
    """Let somebody lead a platform and answer for its pages."""
    Platform.objects.filter(pk=platform.pk).update(lead=editor)
    for page in platform.pages.all():
        Page.objects.descendant_of(page).update(owner=editor)


def own_ground(platform: Platform) -> list[dict[str, Any]]:
    """Return the one source the demo has: no reference is invented."""
    title = f"Kildens eget grundlag: fagligt udgangspunkt for {platform.name}, ikke gennemgået"
    return [{"type": "source", "value": {"title": title, "url": "", "accessed_on": None}}]
