"""What people are told when they have answered: for everybody, for an age, or because of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cms.models import AgeBand, GuidancePage, Platform, PlatformPage
from cms.models.audience import STORIES
from portal.printing.addresses import readable
from questionnaires.actions import DECIMALS
from questionnaires.definition import spoken
from questionnaires.models import AccessPoint, Afterword
from questionnaires.scales import Scale
from questionnaires.scoring import scores
from questionnaires.signals import News, changes_wanted


@dataclass(frozen=True)
class OwnScore:
    """A person's own score, in the words the questionnaire has for it."""

    title: str
    value: str
    greatest: str
    words: str


@dataclass(frozen=True)
class Told:
    """What stands on the page of thanks, besides the thanks and the advice for the age."""

    risks: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    pages: list[GuidancePage] = field(default_factory=list)
    scores: list[OwnScore] = field(default_factory=list)
    own_key: str = ""
    follows_answers: bool = False

    @property
    def is_personal(self) -> bool:
        """Say whether anything here tells of somebody's answers, or is meant for her alone."""
        return bool(self.follows_answers or self.scores or self.own_key)


def told_to_all(access_point: AccessPoint, band: AgeBand | None, language: str) -> Told:
    found = [
        words
        for words in afterwords(access_point)
        if not words.is_told_by_answers and words.is_for({}, band)
    ]
    return told(found, language)


def told_by(
    answers: Mapping[str, Any],
    band: AgeBand | None,
    access_point: AccessPoint,
    language: str,
    own_key: str = "",
) -> Told:
    """Return what fits the answers of one person, as a response keeps them."""
    found = [words for words in afterwords(access_point) if words.is_for(answers, band)]
    return told(found, language, own_scores(answers, access_point, language), own_key)


def told(
    found: list[Afterword],
    language: str,
    scores: list[OwnScore] | None = None,
    own_key: str = "",
) -> Told:
    def texts(kind: Afterword.Kind) -> list[str]:
        return [words.text(language) for words in found if words.kind == kind and words.text_da]

    kinds = Afterword.Kind
    return Told(
        texts(kinds.RISK),
        texts(kinds.READ),
        texts(kinds.CHANGED),
        list(dict.fromkeys(words.page for words in found if words.page)),
        scores or [],
        own_key,
        any(words.is_told_by_answers for words in found),
    )


def afterwords(access_point: AccessPoint) -> list[Afterword]:
    """Return all that an owner wrote; a page is fetched where it fits, for most answers lead to none."""
    return list(access_point.campaign.afterwords.all())


def own_scores(
    answers: Mapping[str, Any], access_point: AccessPoint, language: str
) -> list[OwnScore]:
    """Return the scores that the version lets people see."""
    definition = access_point.campaign.version.parsed
    scales = {scale.key: scale for scale in definition.scales if scale.is_shown_to_citizen}
    return [
        OwnScore(
            title=spoken(scales[score.scale].title, language),
            value=f"{score.rounded(DECIMALS).normalize():f}",
            greatest=f"{scales[score.scale].greatest:f}",
            words=words_of(scales[score.scale], score.band, language),
        )
        for score in (scores(definition, answers) if scales else ())
        if score.scale in scales and score.value is not None
    ]


def words_of(scale: Scale, code: str, language: str) -> str:
    return next((spoken(band.text, language) for band in scale.bands if band.code == code), "")


def news_of(platform: Platform) -> list[News]:
    """Return what a room to the right tells of earlier answers."""
    answers = changes_wanted.send(sender=Platform, platform=platform)
    return [news for _receiver, found in answers for news in found]


def told_on_paper(platform: Platform, language: str) -> str:
    """Return the newest change as one line for a poster. Stories are told in Danish."""
    if language != settings.LANGUAGE_CODE:
        return ""
    for news in news_of(platform)[:1]:
        front = PlatformPage.objects.in_language(language, platform)
        if front:
            about = {"title": news.title, "address": readable(f"{front.full_url}{STORIES}/")}
            return _("You said it – we did it: %(title)s. Read more at %(address)s") % about
    return ""
