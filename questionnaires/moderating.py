"""A person reads what people wrote, and decides once: show it, shorten it, or erase it.

The rule in portal/privacy/redaction.py has been over the words before they were stored. It may have
learned more since, so it goes over them again as they are approved.

Nothing is counted anew: words were never counted, and whoever wrote them has answered all the same. A
week that is marked is counted from the answers that are left, and some of those may have been erased
with their time (decision 0021).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from portal.privacy.redaction import redact
from portal.users.models import User
from questionnaires.local import OWN
from questionnaires.models import OwnWords, Response, WordsDecision
from questionnaires.ownwords import replaced
from questionnaires.signals import words_approved, words_taken_away
from questionnaires.wordcuts import cut

AROUND = (
    "response__version",
    "response__local_version",
    "response__access_point__campaign__platform",
)
OLDER = "response__week__lt"


class AlreadyDecided(ValueError):
    """Somebody else was first."""


class NothingCut(ValueError):
    """No word was chosen."""


class NothingLeft(ValueError):
    """Every word was chosen: then the text is to be erased."""


@dataclass(frozen=True)
class Approved:
    """Words that may be shown, and which answer they are in."""

    key: UUID
    person: UUID
    texts: tuple[str, ...]


def waiting_for(user: User) -> QuerySet[OwnWords]:
    return OwnWords.objects.read_by(user).filter(state=OwnWords.State.WAITING)


def approve(*, words: OwnWords, by: User, on: date) -> None:
    _let_through(words, WordsDecision.Kind.APPROVED, by, on, lambda number, text: text)


def shorten(*, words: OwnWords, cuts: Mapping[int, Collection[int]], by: User, on: date) -> None:
    """Approve without some words: for each text the numbers of those to go. What was there is not kept."""
    if not any(cuts.values()):
        raise NothingCut

    def without(number: int, text: str) -> str:
        return cut(text, cuts.get(number, ()), words.question.max_length)

    _let_through(words, WordsDecision.Kind.SHORTENED, by, on, without)


@transaction.atomic
def reject(*, words: OwnWords, by: User, on: date) -> None:
    """Erase the words from the answer: what nobody may read must not lie where it lay."""
    _decide(words, OwnWords.State.WAITING, WordsDecision.Kind.REJECTED, by, on)
    _rewrite(words, lambda number, text: None)


@transaction.atomic
def take_back(*, words: OwnWords, by: User, on: date) -> None:
    """Erase words that were approved by mistake. Another deed than rejecting: of two who decide at the
    same moment, the second would else undo what the first has just approved.
    """
    _decide(words, OwnWords.State.APPROVED, WordsDecision.Kind.REJECTED, by, on)
    _rewrite(words, lambda number, text: None)
    words_taken_away.send(OwnWords, words=words.pk)


@transaction.atomic
def _let_through(
    words: OwnWords, kind: WordsDecision.Kind, by: User, on: date, change: Callable[[int, str], str]
) -> None:
    def tidied(number: int, text: str) -> str:
        shown = redact(change(number, text), words.question.max_length or None).text
        if not shown:
            raise NothingLeft
        return shown

    _decide(words, OwnWords.State.WAITING, kind, by, on)
    _rewrite(words, tidied)
    response = words.response
    words_approved.send(
        OwnWords,
        words=words.pk,
        platform_id=response.access_point.campaign.platform_id,
        version_id=response.local_version_id if words.is_local else response.version_id,
        week=response.week,
    )


def _decide(
    words: OwnWords, before: OwnWords.State, kind: WordsDecision.Kind, by: User, on: date
) -> None:
    """Let the first of two win: the state changes for one of them only."""
    after = (
        OwnWords.State.REJECTED if kind == WordsDecision.Kind.REJECTED else OwnWords.State.APPROVED
    )
    if not OwnWords.objects.filter(pk=words.pk, state=before).update(state=after):
        raise AlreadyDecided
    words.state = after
    WordsDecision.objects.create(words=words, kind=kind, by=by, decided_on=on)


def _rewrite(words: OwnWords, change: Callable[[int, str], str | None]) -> None:
    """Change the words in the answer, which is locked: its other words may be read at the same moment."""
    locked = Response.objects.select_for_update().get(pk=words.response_id)
    words.response.answers = locked.answers
    new = [change(number, text) for number, text in enumerate(words.texts)]
    words.response.answers = replaced(words.asked, locked.answers, words.link_id, new)
    words.response.save(update_fields=["answers"])


def _to(version_id: int) -> Q:
    """Words to the questions of a version, whether it was asked of everyone or by a place."""
    is_local = Q(link_id__startswith=OWN)
    return Q(~is_local, response__version=version_id) | Q(
        is_local, response__local_version=version_id
    )


def _in(platform_id: int, version_id: int, weeks: Iterable[str]) -> QuerySet[OwnWords]:
    counted = Response.objects.filter(week__in=list(weeks)).counted()
    mine = OwnWords.objects.filter(
        _to(version_id), response__access_point__campaign__platform=platform_id
    )
    return mine.filter(response__in=counted)


def approved_in(*, platform_id: int, version_id: int, weeks: Iterable[str]) -> list[Approved]:
    """Return the approved words of some weeks, answer by answer."""
    found = _in(platform_id, version_id, weeks).filter(state=OwnWords.State.APPROVED)
    return [
        Approved(words.pk, words.response_id, tuple(words.texts))
        for words in found.select_related(*AROUND)
    ]


def are_waiting(*, platform_id: int, version_id: int, weeks: Iterable[str]) -> bool:
    return _in(platform_id, version_id, weeks).filter(state=OwnWords.State.WAITING).exists()


def weeks_with_words(*, before: str) -> set[tuple[int, int, str]]:
    """Return platform, version and week of all that people wrote in earlier weeks."""
    names = ("response__access_point__campaign__platform", "response__week")
    older = OwnWords.objects.filter(**{OLDER: before}).order_by()
    general = older.exclude(link_id__startswith=OWN).values_list("response__version", *names)
    local = older.filter(link_id__startswith=OWN).values_list("response__local_version", *names)
    return {
        (platform, version, week)
        for version, platform, week in {*general.distinct(), *local.distinct()}
    }
