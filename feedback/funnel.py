"""A funnel plot: the share at each place against how many answered there, never in order of result. Pure.

A league table makes the places with fewest answers first and last by chance alone. Here the centre line
is the share of all places shown, and around it stand the limits within which 95 % and 99.8 % of places
would lie if nothing but chance set them apart: CL ± z · √(CL(1−CL)/n), the normal approximation to the
binomial, cut to [0, 1], with z = 1.96 and 3.09 (Spiegelhalter, Funnel plots for comparing institutional
performance, Statistics in Medicine 2005, 24: 1185-1202). A place beyond a limit is marked by its shape
and named. With twenty places one is expected beyond the inner limits by chance.

The table is in alphabetical order. A place with a masked count is listed and not drawn, and is not in
the centre line, which would otherwise tell what is masked. Fewer than three places are not compared.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from feedback.axes import GAP, Scale, round_scale, shorten, text_width, thinned
from feedback.charts import number, percent
from feedback.frames import NARROW, WIDE, Frame, Label, Layout, Rule
from feedback.shapes import diamond, dot, triangle
from feedback.shares import Count

FEWEST = 3
Z_95, Z_998 = (NormalDist().inv_cdf(share) for share in (0.975, 0.999))
STEPS = 48  # of a limit's curve
WITHIN, BEYOND, FAR = "within", "beyond", "far"


@dataclass(frozen=True)
class Place:
    name: str
    top: Count
    people: Count

    @property
    def is_shown(self) -> bool:
        return self.top is not None and bool(self.people)

    @property
    def is_masked(self) -> bool:
        return self.top is None or self.people is None

    @property
    def share(self) -> float:
        return (self.top or 0) / (self.people or 1)


@dataclass(frozen=True)
class Mark:
    kind: str  # within, beyond or far
    x: float
    y: float
    path: str
    row: int  # where the place stands in the table, from 0
    label: Label | None


@dataclass(frozen=True)
class Picture:
    kind: str
    width: int
    height: float
    grid: tuple[Rule, ...]
    y_labels: tuple[Label, ...]
    x_labels: tuple[Label, ...]
    center: Rule
    center_label: Label
    inner: tuple[str, ...]  # the paths of the limits, upper and lower
    outer: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Row:
    """`state` is within, beyond, far, masked, nobody, or plain where places are not compared."""

    name: str
    share: str
    top: Count
    people: Count
    state: str
    side: int = 0  # above (1) or below (−1) the limits


@dataclass(frozen=True)
class FunnelDrawing:
    id: str
    title: str
    center: str  # "" where places are not compared
    shown_count: int
    pictures: tuple[Picture, ...]
    rows: tuple[Row, ...]
    has_masked: bool

    @property
    def outside(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.state in (BEYOND, FAR))


def draw(places: Sequence[Place], *, id: str, title: str) -> FunnelDrawing:
    ordered = sorted(places, key=lambda place: alphabetical(place.name))
    shown = [place for place in ordered if place.is_shown]
    center = common_share(shown) if len(shown) >= FEWEST else None
    layouts = () if center is None else (WIDE, NARROW)
    return FunnelDrawing(
        id=id,
        title=title,
        center="" if center is None else percent(center),
        shown_count=len(shown),
        pictures=tuple(_picture(ordered, center or 0.0, layout) for layout in layouts),
        rows=tuple(_row(place, center) for place in ordered),
        has_masked=any(place.is_masked for place in ordered),
    )


def alphabetical(name: str) -> list[int]:
    """Order as a Danish dictionary does: æ, ø, å come last, and Aa is as Å."""
    letters = "abcdefghijklmnopqrstuvwxyzæøå"
    spelled = name.casefold().replace("aa", "å")
    return [letters.find(sign) + 100 if sign in letters else ord(sign) for sign in spelled]


def common_share(places: Sequence[Place]) -> float:
    return sum(place.top or 0 for place in places) / sum(place.people or 0 for place in places)


def limits(center: float, people: float, z: float) -> tuple[float, float]:
    reach = z * math.sqrt(center * (1 - center) / people)
    return max(0.0, center - reach), min(1.0, center + reach)


def judged(place: Place, center: float) -> str:
    for kind, z in ((FAR, Z_998), (BEYOND, Z_95)):
        low, high = limits(center, place.people or 1, z)
        if not low <= place.share <= high:
            return kind
    return WITHIN


def _row(place: Place, center: float | None) -> Row:
    if not place.is_shown:
        state = "masked" if place.is_masked else "nobody"
        return Row(place.name, "", place.top, place.people, state)
    share = percent(place.share)
    if center is None:
        return Row(place.name, share, place.top, place.people, "plain")
    state = judged(place, center)
    side = 0 if state == WITHIN else (1 if place.share > center else -1)
    return Row(place.name, share, place.top, place.people, state, side)


def _picture(places: Sequence[Place], center: float, layout: Layout) -> Picture:
    shown = [place for place in places if place.is_shown]
    frame, across = _frame(shown, center, layout)
    y = round(frame.y(center) + layout.font / 3, 1)
    return Picture(
        kind=layout.kind,
        width=layout.width,
        height=round(frame.bottom + layout.font + 14),
        grid=tuple(
            Rule(frame.left, frame.y(t), frame.right, frame.y(t)) for t in frame.scale.ticks
        ),
        y_labels=tuple(
            Label(frame.left - 7, round(frame.y(t) + layout.font / 3, 1), percent(t), "end")
            for t in frame.scale.ticks
        ),
        x_labels=_x_labels(frame, across),
        center=Rule(frame.left, frame.y(center), frame.right, frame.y(center)),
        center_label=Label(round(frame.right + 7, 1), y, percent(center), "start"),
        inner=_curves(center, Z_95, frame, across),
        outer=_curves(center, Z_998, frame, across),
        marks=_marks(places, center, frame, across, layout.dot + 0.7),
    )


def _frame(shown: Sequence[Place], center: float, layout: Layout) -> tuple[Frame, Scale]:
    """Return the frame, whose scale is upwards, and the scale across: people, from 0."""
    across = round_scale([0, *(place.people or 0 for place in shown)], is_percent=False)
    fewest = min(place.people or 1 for place in shown)
    seen = [place.share for place in shown]
    upwards = round_scale([center, *seen, *limits(center, fewest, Z_998)], is_percent=True)
    left = max(text_width(percent(tick), layout.font) for tick in upwards.ticks) + 7
    right = layout.width - text_width(percent(center), layout.font) - 7
    top = layout.font
    bottom = top + layout.plot_height + 24
    return Frame(left, right, layout.width, top, bottom, 1, layout.font, upwards), across


def _x(people: float, frame: Frame, across: Scale) -> float:
    share = (people - across.low) / (across.high - across.low)
    return round(frame.left + share * (frame.right - frame.left), 1)


def _x_labels(frame: Frame, across: Scale) -> tuple[Label, ...]:
    labels = [number(tick) for tick in across.ticks]
    places = [
        frame.kept_inside(_x(tick, frame, across), text_width(label, frame.font))
        for tick, label in zip(across.ticks, labels, strict=True)
    ]
    y = round(frame.bottom + frame.font + 6, 1)
    return tuple(Label(places[at], y, labels[at]) for at in thinned(labels, places, frame.font))


def _curves(center: float, z: float, frame: Frame, across: Scale) -> tuple[str, ...]:
    """Return the upper and the lower limit, from where it leaves the edge of the plot."""
    people = [
        across.high * (at / STEPS) ** 2 for at in range(1, STEPS + 1)
    ]  # closer where it bends
    paths = []
    for side in (1, 0):
        places = [(n, limits(center, n, z)[side]) for n in people]
        inside = [
            f"{_x(n, frame, across)} {frame.y(value)}"
            for n, value in places
            if frame.scale.low <= value <= frame.scale.high
        ]
        if len(inside) > 1:
            paths.append("M" + " ".join(inside))
    return tuple(paths)


def _marks(
    places: Sequence[Place], center: float, frame: Frame, across: Scale, radius: float
) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    taken: list[tuple[float, float, float]] = []  # the words so far: left, right, height
    for row, place in enumerate(places):
        if not place.is_shown:
            continue
        kind = judged(place, center)
        x, y = _x(place.people or 0, frame, across), frame.y(place.share)
        label = None if kind == WITHIN else _named(place.name, (x, y), frame, taken)
        path = _shape(kind, (x, y), radius, is_up=place.share > center)
        marks.append(Mark(kind, x, y, path, row, label))
    return tuple(marks)


def _shape(kind: str, place: tuple[float, float], radius: float, *, is_up: bool) -> str:
    if kind == FAR:
        return diamond(*place, radius)
    return triangle(*place, radius, is_up=is_up) if kind == BEYOND else dot(*place, radius)


def _named(
    name: str, place: tuple[float, float], frame: Frame, taken: list[tuple[float, float, float]]
) -> Label | None:
    """Return the name beside its mark; None where other words stand: it is below the picture too."""
    x, y = place
    room = max(frame.edge - x, x) - 12
    text = shorten(name, room, frame.font)
    width = text_width(text, frame.font)
    anchor = "start" if x + 10 + width <= frame.edge else "end"
    left = x + 10 if anchor == "start" else x - 10 - width
    if any(left < r + GAP and lft < left + width + GAP and abs(y - h) < 16 for lft, r, h in taken):
        return None
    taken.append((left, left + width, y))
    label_x = round(x + (10 if anchor == "start" else -10), 1)
    return Label(label_x, round(y + frame.font / 3, 1), text, anchor)
