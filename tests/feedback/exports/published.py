"""Makes a platform with something of everything that is published, for tests of its files."""

from typing import Any

from django.utils import timezone

from feedback.models import (
    Measure,
    PagePublication,
    Publication,
    Theme,
    ThemeList,
    ThemePublication,
)
from portal.periods import Week
from tests.cast import Town
from tests.feedback import details

QUARTER = details.QUARTER
FIRST = Week(2026, 27)


def publish_everything(town: Town, **detail: Any) -> Measure:
    """Publish weeks of a measure, and a quarter's answers, pages and themes; return the measure."""
    details.publish(town.platform, **detail)
    measure = publish_weeks(town)
    publish_pages(town)
    publish_themes(town)
    return measure


def publish_weeks(town: Town, title: str = "Ved, hvem de kan spørge") -> Measure:
    """Publish weeks that are shown, masked, withheld, without answers, shown again, and waiting."""
    version = town.poster.campaign.version
    measure = Measure.objects.create(
        slug="hvem",
        title=title,
        definition="Andel af alle svar.",
        platform=town.platform,
        questionnaire=version.questionnaire,
        link_id="hvem",
    )
    asked = {measure.link_id, *(item.link_id for item in version.parsed.choices)}
    states = (
        ("closed", 12),
        ("closed", None),
        ("withheld", None),
        None,
        ("closed", 15),
        ("waiting", None),
    )
    for at, state in enumerate(states):
        if state is None:
            continue
        status, top = state
        Publication.objects.create(
            platform=town.platform,
            version=version,
            week=str(FIRST.plus(at)),
            status=status,
            count=20,
            table={
                "ages": ["all"],
                "people": {"all": 20},
                "top": dict.fromkeys(asked, {"all": top}),
            }
            if status == "closed"
            else {},
        )
    return measure


def publish_pages(town: Town) -> None:
    guide = str(town.guide.pk)
    rows = {guide: {"all": 30}, "none": {"all": None}, "all": {"all": 40}}
    tops = {guide: {"all": 21}, "none": {"all": None}, "all": {"all": 28}}
    PagePublication.objects.create(
        platform=town.platform,
        version=town.poster.campaign.version,
        quarter=QUARTER,
        status="closed",
        table={
            "ages": ["all"],
            "people": rows,
            "top": tops,
            "names": {guide: town.guide.title},
            "weeks": ["2026-W27"],
        },
    )


def publish_themes(town: Town, status: str = "closed") -> None:
    themes = ThemeList.objects.create(platform=town.platform)
    for number, name in enumerate(("Ventetid", "Skyld")):
        Theme.objects.create(
            theme_list=themes,
            code=name.lower(),
            name_da=name,
            name_en=name,
            belongs_da=f"Om {name.lower()}.",
            belongs_en=f"About {name}.",
            sort_order=number,
        )
    ThemeList.objects.filter(pk=themes.pk).update(in_use_on=timezone.localdate())
    ThemePublication.objects.create(
        platform=town.platform,
        version=town.poster.campaign.version,
        quarter=QUARTER,
        theme_list=themes,
        status=status,
        table={"wrote": 18, "with": {"ventetid": 11, "skyld": None}, "without": {}},
    )
