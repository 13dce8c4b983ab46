"""Themes of "Tæt og tør" to try the coding with, and made-up codings by two. Not reviewed; they say so."""

from datetime import date
from typing import NamedTuple

from cms.models import Platform
from feedback import coding
from feedback.models import CodedText, Coding, Theme, ThemeList
from portal.users.models import User
from questionnaires.demo import WORDS

NOTE = "Eksempel til øvelse. Skal gennemgås af fagfolk, før den bruges."


class Words(NamedTuple):
    name_da: str
    name_en: str
    belongs_da: str
    belongs_en: str


THEMES = {
    "samme-raad": Words(
        "Samme råd alle steder",
        "The same advice everywhere",
        "Om det, familien hører, passer sammen på tværs af dem, de møder.",
        "Whether what the family hears fits together across those they meet.",
    ),
    "hvem-spoerger-vi": Words(
        "Hvem vi kan spørge",
        "Whom we can ask",
        "Om familien ved, hvem de kan gå til, når noget ikke hjælper.",
        "Whether the family knows whom to turn to when something does not help.",
    ),
    "hverdagen": Words(
        "Hverdag og ferier",
        "Everyday life and holidays",
        "At få det til at passe ind om morgenen, på ferie og hos bedsteforældre.",
        "Fitting it into mornings, holidays and visits to grandparents.",
    ),
    "det-hjalp": Words(
        "Noget, der hjalp",
        "Something that helped",
        "Et råd eller et skridt, som familien har prøvet med held.",
        "Advice or a step that the family has tried and that worked.",
    ),
    "uden-skyld": Words(
        "Skyld og skam",
        "Blame and shame",
        "Om teksten eller mødet giver eller letter skyld hos barn eller forældre.",
        "Whether the text or the meeting adds to or eases blame in child or parents.",
    ),
    "ventetid": Words(
        "At vente",
        "Waiting",
        "Tid, der går, før familien får hjælp.",
        "Time that passes before the family gets help.",
    ),
    "teksten": Words(
        "Teksten selv",
        "The text itself",
        "Længde, sprog og form på det, de læste.",
        "Length, language and form of what they read.",
    ),
}
# What each made-up text is about, in the order of `WORDS`.
ABOUT = {
    "ja": (
        ("det-hjalp", "teksten"),
        ("det-hjalp",),
        ("uden-skyld", "teksten"),
        ("hvem-spoerger-vi",),
        ("samme-raad",),
        ("teksten",),
        ("det-hjalp", "hverdagen"),
        ("det-hjalp",),
    ),
    "nej": (
        ("hverdagen",),
        ("hverdagen",),
        ("teksten",),
        ("samme-raad",),
        ("hvem-spoerger-vi",),
        ("ventetid",),
        ("uden-skyld",),
        ("hverdagen",),
    ),
}


def build_themes(platform: Platform, by: User, on: date) -> ThemeList:
    theme_list = ThemeList.objects.create(platform=platform, note=NOTE)
    for number, (code, words) in enumerate(THEMES.items()):
        Theme.objects.create(theme_list=theme_list, code=code, sort_order=number, **words._asdict())
    coding.take_into_use(theme_list=theme_list, by=by, on=on)
    return theme_list


def code_texts(
    theme_list: ThemeList, texts: dict[str, str], by: tuple[User, User], on: date
) -> None:
    """Code the texts, given by their keys: alike but for a few, which the two have settled."""
    first, second = by
    for number, text in enumerate(CodedText.objects.filter(pk__in=list(texts))):
        codes = about(texts[str(text.pk)])
        rounds: list[tuple[str, tuple[str, ...], User]] = [(Coding.Kind.FIRST, codes, first)]
        if text.is_for_two:
            other = codes[:1] if number % 2 else codes
            rounds.append((Coding.Kind.SECOND, other, second))
            if set(other) != set(codes):
                rounds.append((Coding.Kind.SETTLED, codes, first))
        for kind, given, person in rounds:
            coding.code(text=text, theme_list=theme_list, codes=given, kind=kind, by=person, on=on)


def about(words: str) -> tuple[str, ...]:
    return next(
        codes
        for said, texts in WORDS.items()
        for text, codes in zip(texts, ABOUT[said], strict=True)
        if text == words
    )
