"""Texts that are written, read and coded, for the tests of themes."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from feedback import coding
from feedback.models import CodedText, Theme, ThemeList
from portal.periods import Week
from portal.users.models import User
from questionnaires import demo, moderating
from questionnaires.actions import submit_response
from questionnaires.models import AccessPoint, Moderator, OwnWords
from tests.cast import Town

TODAY = date(2026, 11, 24)
NOW = Week(2026, 48)
SUMMER = Week(2026, 30)
CODES = ("hverdag", "skyld", "teksten")


def make_themes(town: Town, *codes: str, is_used: bool = True) -> ThemeList:
    made = ThemeList.objects.create(platform=town.platform, note="Ikke gennemgået")
    for number, code in enumerate(codes or CODES):
        words = {"name_da": code.title(), "name_en": f"{code} (en)"}
        belongs = {"belongs_da": f"Om {code}.", "belongs_en": f"About {code}."}
        Theme.objects.create(theme_list=made, code=code, sort_order=number, **words, **belongs)
    if is_used:
        coding.take_into_use(theme_list=made, by=town.people.ida, on=date(2026, 1, 5))
    return made


def make_point(town: Town, is_synthetic: bool = False) -> AccessPoint:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", date(2026, 1, 1), is_synthetic, under_pages=True
    )
    return demo.add_access_point(campaign, "nyttig23", "page", None)


def make_readers(town: Town, *names: str) -> tuple[User, ...]:
    users = tuple(getattr(town.people, name) for name in names)
    for user in users:
        Moderator.objects.get_or_create(platform=town.platform, user=user)
    return users


def write(point: AccessPoint, words: str, week: Week = SUMMER, key: int | None = None) -> OwnWords:
    """Let a citizen write; `key` decides whether a second person codes the text."""
    given = {"hvad-manglede": words} if words else {}
    response, _ = submit_response(
        access_point=AccessPoint.objects.get(pk=point.pk),
        submission_id=uuid4(),
        answers={"hjalp-siden": "nej"} | given,
        age_band=None,
        week=week,
        language="da",
    )
    found = response.own_words.first()
    if found and key is not None:
        OwnWords.objects.filter(pk=found.pk).update(id=UUID(int=key))
        found = OwnWords.objects.get(pk=UUID(int=key))
    return found


def approve(words: OwnWords, by: User) -> CodedText:
    fresh = OwnWords.objects.select_related(*moderating.AROUND).get(pk=words.pk)
    moderating.approve(words=fresh, by=by, on=TODAY)
    return CodedText.objects.get(pk=words.pk)


def give(text: CodedText, codes: Iterable[str], by: User, kind: str = "first") -> None:
    theme_list = ThemeList.objects.current(text.platform_id)
    coding.code(text=text, theme_list=theme_list, codes=codes, kind=kind, by=by, on=TODAY)


def say(
    point: AccessPoint, count: int, codes: tuple[str, ...], by: User, start: int = 1
) -> list[CodedText]:
    """Let people write, be read and be coded by one; none of their keys is for two."""
    texts = []
    for number in range(start, start + count):
        words = write(point, f"Tekst {number} om {codes}", key=5 * number + 1)
        texts.append(approve(words, by))
        give(texts[-1], codes, by)
    return texts
