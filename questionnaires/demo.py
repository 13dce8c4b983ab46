"""A campaign with posters, and made-up answers that say so."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.contrib.auth.models import Group, Permission

from cms.models import AgeBand, Platform
from portal.periods import Week
from portal.users.models import Place, User
from questionnaires import moderating
from questionnaires.actions import submit_response
from questionnaires.models import AccessPoint, Campaign, Moderator, QuestionnaireVersion
from questionnaires.publishing import publish_version

INSTRUMENTS = Path(__file__).parent / "instruments"
WEEKS = 26
SHIFT_AFTER = 16  # from here more parents know whom to ask
ANSWERS_A_WEEK = (84, 132)
SHARE_OF_BANDS = (0.16, 0.34, 0.38, 0.12)
# How often each question gets "to some" or "to a great extent", before and after the shift.
TOP_BOX = {
    "sammenhaeng": (0.58, 0.62),
    "hvem-kan-vi-spoerge": (0.52, 0.70),
    "mening-i-hverdagen": (0.74, 0.74),
    "uden-skyld": (0.81, 0.82),
    "enige-om-naeste-skridt": (0.66, 0.68),
}
PAGE_ANSWERS_A_WEEK = (44, 68)
WORDS_A_HUNDRED = 8  # most people tap and read on
WORDS = {
    "ja": (
        "Godt med små trin.",
        "Det hjalp os i går aftes.",
        "Rart, at der ikke er løftede pegefingre.",
        "Nu ved vi, hvem vi kan spørge.",
        "Sundhedsplejersken siger det samme. Det er en lettelse.",
        "Kort og til at forstå, også klokken tre om natten.",
        "Skema med faste tider virker for os.",
        "Vores dreng kan selv se, hvor langt han er.",
    ),
    "nej": (
        "Vi mangler noget om ferier.",
        "Hvad gør vi hos bedsteforældrene?",
        "Teksten er for lang.",
        "Børnehaven siger noget andet end jer.",
        "Hvem ringer vi til, når det ikke hjælper?",
        "Vi har ventet et halvt år på en tid.",
        "Jeg får dårlig samvittighed af at læse det.",
        "Hvordan får vi tid til det om morgenen?",
    ),
}


def publish(name: str, on: date) -> QuestionnaireVersion:
    document = json.loads((INSTRUMENTS / f"{name}.json").read_text(encoding="utf-8"))
    return publish_version(document=document, on=on)


def add_author(user: User) -> None:
    """Give the right to write questionnaires and put them in use."""
    authors, _ = Group.objects.get_or_create(name="Skemaforfattere")
    models = ("questionnaireversion", "licencegrant")
    ours = Permission.objects.filter(content_type__app_label="questionnaires")
    authors.permissions.add(*ours.filter(content_type__model__in=models))
    authors.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(authors)


def add_exporter(user: User) -> None:
    """Give the right to fetch answers as a file, in a group of its own: nobody has it by another right."""
    exporters, _ = Group.objects.get_or_create(name="Må hente svar")
    exporters.permissions.add(Permission.objects.get(codename="export_responses"))
    user.groups.add(exporters)


def publish_all(on: date) -> None:
    """Put every shipped questionnaire in use, so that a campaign may be made of it."""
    for path in sorted(INSTRUMENTS.glob("*.json")):
        publish(path.stem, on)


def build_campaign(
    platform: Platform,
    instrument: str,
    opens_on: date,
    is_synthetic: bool,
    under_pages: bool = False,
    asks_reporter: bool = True,
) -> Campaign:
    version = publish(instrument, opens_on)
    return Campaign.objects.create(
        name=f"{version.questionnaire.title} · {platform.name}",
        platform=platform,
        version=version,
        opens_on=opens_on,
        is_synthetic=is_synthetic,
        under_pages=under_pages,
        asks_reporter=asks_reporter,
    )


def build_template(platform: Platform, instrument: str, on: date) -> Campaign:
    """Make what a health visitor may start a campaign of her own from."""
    version = publish(instrument, on)
    return Campaign.objects.create(
        name=version.questionnaire.title,
        platform=platform,
        version=version,
        opens_on=on,
        is_template=True,
    )


def add_access_point(campaign: Campaign, code: str, kind: str, place: Place | None) -> AccessPoint:
    return AccessPoint.objects.create(campaign=campaign, code=code, kind=kind, place=place)


def answer(points: list[AccessPoint], this_week: Week) -> None:
    """Give half a year of made-up answers, and some for the week that runs. Always the same ones.

    The first access points are used most: places differ in how many answer there.
    """
    chance = random.Random(20)  # noqa: S311  made-up answers, not secrets
    bands = list(points[0].campaign.platform.bands.all())
    for number in range(WEEKS + 1):
        week = this_week.plus(number - WEEKS)
        count = chance.randint(*ANSWERS_A_WEEK) if number < WEEKS else 23
        for answers, band in made_up(chance, count, bands, is_after=number >= SHIFT_AFTER):
            submit_response(
                access_point=chance.choices(points, range(len(points) + 1, 1, -1))[0],
                submission_id=UUID(int=chance.getrandbits(128)),
                answers=answers,
                age_band=band,
                week=week,
                language="da",
            )


def made_up(
    chance: random.Random, count: int, bands: list[AgeBand], is_after: bool
) -> Iterator[tuple[dict[str, str], AgeBand]]:
    for _ in range(count):
        band = chance.choices(bands, SHARE_OF_BANDS)[0]
        yield {name: one_answer(chance, share[is_after]) for name, share in TOP_BOX.items()}, band


def answer_under_pages(campaign: Campaign, this_week: Week) -> None:
    """Let made-up readers of each page say whether it helped; some pages are read far more than others."""
    chance = random.Random(29)  # noqa: S311  made-up answers, not secrets
    points = list(campaign.access_points.select_related("page", "campaign__version"))
    readers = [1 / (1 + number) for number in range(len(points))]
    helped = [chance.uniform(0.55, 0.95) for _ in points]
    bands = {point: list(point.page.bands.all()) for point in points}
    for number in range(WEEKS + 1):
        count = chance.randint(*PAGE_ANSWERS_A_WEEK) if number < WEEKS else 9
        for _ in range(count):
            (at,) = chance.choices(range(len(points)), readers)
            submit_response(
                access_point=points[at],
                submission_id=UUID(int=chance.getrandbits(128)),
                answers=said_of_a_page(chance, helped[at]),
                age_band=chance.choice(bands[points[at]]),
                week=this_week.plus(number - WEEKS),
                language="da",
            )


def said_of_a_page(chance: random.Random, share: float) -> dict[str, str]:
    said = "ja" if chance.random() < share else "nej"
    has_words = chance.randrange(100) < WORDS_A_HUNDRED
    words = {"hvad-manglede": chance.choice(WORDS[said])} if has_words else {}
    return {"hjalp-siden": said} | words


def one_answer(chance: random.Random, share: float) -> str:
    if chance.random() < share:
        return chance.choice(("2", "3", "3"))
    return chance.choice(("0", "1", "1", "unknown"))


def read_words(reader: User, before: Week, on: date) -> dict[str, str]:
    """Let a moderator have read what was written before a week; return the texts by their keys."""
    earlier = moderating.waiting_for(reader).filter(response__week__lt=str(before))
    found = list(earlier.select_related(*moderating.AROUND))
    for words in found:
        moderating.approve(words=words, by=reader, on=on)
    return {str(words.pk): words.texts[0] for words in found}


def add_reader(platform: Platform, user: User) -> None:
    Moderator.objects.create(platform=platform, user=user)


def half_a_year_before(day: date) -> date:
    return day - timedelta(weeks=WEEKS + 1)
