"""Giving texts their themes: one person each, and for every fifth a second who does not see the first's.

What a person may do with a text follows from what has been done (`role`); two who do the same at once
are told so. The words themselves are never read here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from feedback.agreement import Pair
from feedback.models import CodedText, Coding, Theme, ThemeList, ThemePublication
from portal.periods import Quarter, Week
from portal.users.models import User

Kind = Coding.Kind


class AlreadyCoded(ValueError):
    """Somebody else was first, or there is nothing left for this person to do."""


class UnknownTheme(ValueError):
    """A code that the list in use does not have."""


class NothingToUse(ValueError):
    """A list without themes cannot be taken into use."""


@dataclass(frozen=True)
class Coded:
    """A text and what it has been given by the list in use."""

    text: CodedText
    by_kind: dict[str, Coding]

    @property
    def differs(self) -> bool:
        first, second = self.by_kind.get(Kind.FIRST), self.by_kind.get(Kind.SECOND)
        return bool(first and second) and first.codes != second.codes

    @property
    def codes(self) -> frozenset[str] | None:
        """What it is about in the end; None as long as somebody has something left to do."""
        kinds = self.by_kind
        if Kind.SETTLED in kinds:
            return kinds[Kind.SETTLED].codes
        if Kind.FIRST not in kinds or self.differs:
            return None
        is_missing = self.text.is_for_two and Kind.SECOND not in kinds
        return None if is_missing else kinds[Kind.FIRST].codes

    @property
    def codes_so_far(self) -> frozenset[str] | None:
        """What stands when there is no more time: the first coder's where the two are not done."""
        first = self.by_kind.get(Kind.FIRST)
        return self.codes if self.codes is not None else first and first.codes

    def role(self, user: User) -> str:
        """Return what this person may give it now, "" for nothing."""
        first, second = self.by_kind.get(Kind.FIRST), self.by_kind.get(Kind.SECOND)
        if self.text.is_published or Kind.SETTLED in self.by_kind:
            return ""
        if first is None or (first.by_id == user.pk and second is None):
            return Kind.FIRST
        if second is None:
            return Kind.SECOND if self.text.is_for_two else ""
        return Kind.SETTLED if self.differs else ""


def coded(texts: Iterable[CodedText], theme_list: ThemeList) -> list[Coded]:
    """Return the texts with their codings, in a fixed number of queries."""
    found: dict[UUID, dict[str, Coding]] = {}
    codings = Coding.objects.filter(theme_list=theme_list, text__in=list(texts))
    for coding in codings.select_related("by").prefetch_related("themes"):
        found.setdefault(coding.text_id, {})[coding.kind] = coding
    return [Coded(text, found.get(text.pk, {})) for text in texts]


def open_texts(platform_id: int) -> QuerySet[CodedText]:
    return CodedText.objects.filter(platform=platform_id, is_published=False)


def expect(*, words: UUID, platform_id: int, version_id: int, week: str) -> None:
    """Let an approved text be coded, unless its quarter is out already."""
    is_out = ThemePublication.objects.filter(
        platform=platform_id, version=version_id, quarter=str(Quarter.of(Week.parse(week)))
    )
    if not is_out.exists():
        CodedText.objects.get_or_create(words_id=words, defaults={"platform_id": platform_id})


def forget(*, words: UUID) -> None:
    """Let go of a text and of every quote of it."""
    CodedText.objects.filter(words=words).delete()


@transaction.atomic
def code(
    *, text: CodedText, theme_list: ThemeList, codes: Iterable[str], kind: str, by: User, on: date
) -> Coding:
    """Give a text its themes. `kind` is what the person was shown: it must still be hers to give."""
    text = CodedText.objects.select_for_update().get(pk=text.pk)  # one coder at a time
    (now,) = coded([text], theme_list)
    if not kind or now.role(by) != kind:
        raise AlreadyCoded
    wanted = set(codes)
    themes = list(Theme.objects.filter(theme_list=theme_list, code__in=wanted))
    if len(themes) != len(wanted):
        raise UnknownTheme
    coding, _ = Coding.objects.update_or_create(
        text=text, theme_list=theme_list, kind=kind, defaults={"by": by, "coded_on": on}
    )
    coding.themes.set(themes)
    return coding


def pairs(theme_list: ThemeList) -> list[Pair]:
    """Return what the first and the second coder gave each text that both have coded."""
    texts = CodedText.objects.filter(
        codings__theme_list=theme_list, codings__kind=Kind.SECOND
    ).order_by("pk")
    both = [each.by_kind for each in coded(texts, theme_list)]
    return [(kinds[Kind.FIRST].codes, kinds[Kind.SECOND].codes) for kinds in both]


@transaction.atomic
def take_into_use(*, theme_list: ThemeList, by: User, on: date) -> None:
    """Let the platform's texts be coded by this list from now on; it is never changed again."""
    if not theme_list.themes.exists():
        raise NothingToUse
    theme_list.in_use_on, theme_list.in_use_by = on, by
    theme_list.save()


@transaction.atomic
def succeed(*, theme_list: ThemeList) -> ThemeList:
    """Return a draft with the same themes, to be changed."""
    draft = ThemeList.objects.create(platform=theme_list.platform, note=theme_list.note)
    for theme in theme_list.themes.all():
        theme.pk, theme.theme_list = None, draft
        theme._state.adding = True
        theme.save()
    return draft
