"""Signals in plain words, without a single count: what is new on a circle's board, and in its letters."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.models import Platform
from feedback.marklines import name_of
from feedback.models import Signal
from portal.periods import Week

WEEKS = 6  # as long as a signal is news


class News(NamedTuple):
    pk: int
    measure_id: int
    text: str
    since: str
    recorded_on: str
    is_synthetic: bool


def recent(platform: Platform, this_week: Week) -> QuerySet[Signal]:
    """Return the newest signals first. Their drawings stay in the database: they are large."""
    first = this_week.monday - timedelta(weeks=WEEKS)
    signals = Signal.objects.filter(measure__platform=platform, recorded_on__gte=first)
    return signals.select_related("measure").defer("chart", "points")


def told(signals: Iterable[Signal]) -> list[News]:
    """Say each thing once: a line that is frozen or drawn anew may give the same signal again."""
    said: dict[tuple[str, str], News] = {}
    for signal in signals:
        each = news_of(signal)
        said.setdefault((each.text, each.since), each)
    return list(said.values())


def news_of(signal: Signal) -> News:
    return News(
        pk=signal.pk,
        measure_id=signal.measure_id,
        text=sentence(signal),
        since=since(signal),
        recorded_on=date_format(signal.recorded_on),
        is_synthetic=signal.is_synthetic,
    )


def sentence(signal: Signal) -> str:
    """Say what the signal tells, and no more than it tells."""
    return _sentence(signal.rule, signal.is_better) % {"title": signal.measure.title}


def _sentence(rule: str, is_better: bool | None) -> str:
    if rule == Signal.Rule.SHIFT and is_better is not None:
        better = _("%(title)s: a shift in the right direction.")
        return better if is_better else _("%(title)s: a shift in the wrong direction.")
    if rule == Signal.Rule.OUTSIDE and is_better is not None:
        better = _("%(title)s: better than everyday ups and downs explain.")
        return better if is_better else _("%(title)s: worse than everyday ups and downs explain.")
    if rule == Signal.Rule.TREND and is_better is not None:
        better = _("%(title)s: better and better, time after time.")
        return better if is_better else _("%(title)s: worse and worse, time after time.")
    if rule == Signal.Rule.NEAR and is_better is not None:
        better = _("%(title)s: often close to the limit on the good side.")
        return better if is_better else _("%(title)s: often close to the limit on the bad side.")
    return _("%(title)s: more than chance is at work.")


def since(signal: Signal) -> str:
    return _("since %(start)s") % {"start": name_of(signal.start)}
