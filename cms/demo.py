"""Platforms and pages for trying Kilden out. The advice is real; no clinician has reviewed it yet."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wagtail.models import Locale, Page, Site

from cms.models import (
    AgeBand,
    BandText,
    Contact,
    GuidancePage,
    Platform,
    PlatformPage,
    PortalPage,
    Signpost,
    SynonymSet,
)
from cms.translations import publish_translation
from portal.users.models import Organisation, User

CONTENT = Path(__file__).parent / "demo_content"
REVIEWER = "Eksempel – afventer en fagperson"
"""Said plainly, because a page needs a name to be published and nobody has reviewed these."""
WORDS_OF_A_BAND = ("heading", "intro")
TRANSLATED: dict[str, tuple[str, ...]] = {
    "en": (),  # all of them
    "ar": ("kilden", "taet-og-toer", "sid-godt-paa-toilettet"),
}
DRAFTS = ("ar",)  # written by a machine; the pages say that an interpreter has not seen them


def build() -> Platform:
    """Make the portal with both platforms, and return "Tæt og tør", the one people answer for."""
    portal = build_portal()
    taet_og_toer = build_content(portal, "taet_og_toer")
    build_contacts(taet_og_toer.platform)
    build_content(portal, "type_2_diabetes")
    return taet_og_toer.platform


def translate() -> None:
    """Publish every page in English, and the first of them in Arabic, in the order of the tree."""
    pages = Page.objects.filter(depth__gt=1, locale=Locale.get_default()).specific()
    for code, slugs in TRANSLATED.items():
        locale, _ = Locale.objects.get_or_create(language_code=code)
        for page in pages.filter(slug__in=slugs) if slugs else pages:
            publish_translation(page, locale, catalogue(code), is_draft=code in DRAFTS)


def catalogue(code: str) -> dict[str, str]:
    """Return what each Danish sentence of the demo is in another language."""
    files = sorted((CONTENT / code).glob("*.json"))
    return {
        danish: words
        for file in files
        for danish, words in json.loads(file.read_text(encoding="utf-8")).items()
    }


def build_content(portal: Page, name: str) -> PlatformPage:
    """Return the front page of a platform whose texts are a file in demo_content."""
    content = json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
    page = build_platform(portal, content["platform"], content["bands"], content["words"])
    for guide in content["pages"]:
        build_guide(page, guide)
    for signpost in content.get("signposts", ()):
        build_signpost(page, **signpost)
    for words in content.get("synonyms", ()):
        SynonymSet.objects.create(platform=page.platform, words=words)
    return page


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


def build_guide(parent: PlatformPage, content: Mapping[str, Any]) -> None:
    guide = GuidancePage(
        title=content["title"],
        slug=content["slug"],
        summary=content["summary"],
        search_terms=content.get("search_terms", ""),
        quick_answer=content["quick_answer"],
        body=as_an_editor_saves("body", content["body"]),
        care=as_an_editor_saves(
            "care", [{"type": "care", "value": care} for care in content["care"]]
        ),
        reviewer=content.get("reviewer", REVIEWER),
        evidence=as_an_editor_saves(
            "evidence", content.get("evidence", own_ground(parent.platform))
        ),
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


def as_an_editor_saves(field: str, blocks: Sequence[Mapping[str, Any]]) -> str:
    """Return blocks with an id each, list items too: what has none is not found for translation."""
    stream_block = GuidancePage._meta.get_field(field).stream_block
    stream = stream_block.to_python(blocks)
    list(stream)  # what was never read would be kept as it came
    return json.dumps(stream_block.get_prep_value(stream))
