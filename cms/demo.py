"""Platforms and pages for trying Kilden out. The advice is real; no clinician has reviewed it yet."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wagtail.models import Page, Site

from cms.models import (
    AgeBand,
    BandText,
    Contact,
    GuidancePage,
    Platform,
    PlatformPage,
    PortalPage,
)
from portal.users.models import Organisation

CONTENT = Path(__file__).parent / "demo_content"
PICTOGRAMS = ("toddler", "preschool", "school", "teen")
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
    build_contacts(page.platform)
    return page.platform


def build_contacts(platform: Platform) -> None:
    """Make contacts nobody takes for real: the municipalities are made up, the numbers ring nowhere."""
    for town, hours in (("Eksempelby", "Hverdage 8–9"), ("Prøvestrup", "Mandag og torsdag 12–13")):
        municipality, _ = Organisation.objects.get_or_create(
            name=f"{town} Kommune (opdigtet eksempel)", kind=Organisation.Kind.MUNICIPALITY
        )
        Contact.objects.create(
            platform=platform,
            municipality=municipality,
            name=f"Sundhedsplejen i {town} (eksempel)",
            phone="00 00 00 00",
            hours=hours,
        )


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


def parts(body: Sequence[Mapping[str, Any]]) -> list[tuple[str, Any]]:
    """Return the parts as values: from raw data, parts within parts get no id to be translated by."""
    stream = GuidancePage.body.field.stream_block.to_python(body)
    return [(part.block_type, part.value) for part in stream]


def build_guide(parent: PlatformPage, content: Mapping[str, Any]) -> None:
    guide = GuidancePage(
        title=content["title"],
        slug=content["slug"],
        summary=content["summary"],
        quick_answer=content["quick_answer"],
        body=parts(content["body"]),
        care=json.dumps([{"type": "care", "value": care} for care in content["care"]]),
    )
    guide.bands = parent.platform.bands.filter(slug__in=content["bands"])
    parent.add_child(instance=guide)
    guide.save_revision().publish()
