"""From the table of a quarter to the charts of shares: across ages, and across places."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from feedback import funnel, heat
from feedback.detailcharts import Figure, Source, parts_of
from feedback.detailfile import Line
from feedback.shares import total
from questionnaires.definition import Item


def heat_figures(source: Source) -> Iterator[Figure]:
    """Yield question by age; nothing where the quarter is published without ages."""
    if len(source.ages) < 2:
        return
    for number, (part, items) in enumerate(parts_of(source.shares), start=1):
        yield heat_figure(source, items, f"aldre-{number}", part)


def heat_figure(source: Source, items: Sequence[Item], code: str, part: str) -> Figure:
    rows = [heat.Line(source.say(item.text), shares_of(source, item)) for item in items]
    title = _("Shares by age") + part
    chosen = {source.chosen(item) for item in items}
    definition = heat_definition(chosen.pop() if len(chosen) == 1 else "")
    return Figure(
        code=code,
        template="feedback/components/heat.html",
        title=title,
        said=_("The stronger the colour of a cell, the larger the share. All ages are shown."),
        definition=definition,
        drawing=heat.draw(
            list(source.ages.values()),
            rows,
            id=code,
            title=title,
            words=heat.Words(masked=_("too few answers"), nobody=_("no answers")),
        ),
        lines=tuple(
            Line(name, row.text, source.chosen(item), share.top, share.people, definition)
            for item, row in zip(items, rows, strict=True)
            for name, share in zip(source.ages.values(), row.shares, strict=True)
        ),
    )


def heat_definition(chosen: str) -> str:
    if chosen:
        return _("Share of everybody of that age who answered %(answers)s.") % {"answers": chosen}
    return _(
        "Share of everybody of that age who gave one of the answers that count. Which they are differs "
        "from question to question; the file says it for each."
    )


def shares_of(source: Source, item: Item) -> tuple[heat.Share, ...]:
    """Return the share of each age in turn: of everybody, as on the board."""
    counts = source.table["options"][item.link_id]
    return tuple(
        heat.Share(
            total(counts[code][age] for code in item.top_box), source.table["people"].get(age)
        )
        for age in source.ages
    )


def place_figures(source: Source) -> Iterator[Figure]:
    """Yield a funnel for each question; who answered at no place is compared with nobody."""
    names = source.table["names"]
    places = {place: row for place, row in source.table["places"].items() if place in names}
    if not places:
        return
    for number, item in enumerate(source.shares, start=1):
        mine = [
            funnel.Place(names[place], row["top"].get(item.link_id), row["people"])
            for place, row in places.items()
        ]
        yield place_figure(source, item, mine, f"steder-{number}")


def place_figure(source: Source, item: Item, places: Sequence[funnel.Place], code: str) -> Figure:
    title = source.say(item.text)
    drawing = funnel.draw(places, id=code, title=title)
    chosen = source.chosen(item)
    definition = _(
        "Share of all people at the place who answered %(answers)s. The limits hold 95 %% and 99.8 %% of "
        "places where only chance sets them apart."
    ) % {"answers": chosen}
    return Figure(
        code=code,
        template="feedback/components/funnel.html",
        title=title,
        said=place_words(drawing),
        definition=definition,
        drawing=drawing,
        lines=tuple(
            Line(row.name, title, chosen, row.top, row.people, definition) for row in drawing.rows
        ),
    )


def place_words(drawing: funnel.FunnelDrawing) -> str:
    if not drawing.pictures:
        return too_few_places(drawing.shown_count)
    common = _("%(count)s places; the share of all of them together is %(share)s.") % {
        "count": drawing.shown_count,
        "share": drawing.center,
    }
    if not drawing.outside:
        return f"{common} " + _("All lie within what chance alone gives.")
    named = ", ".join(f"{row.name} ({side_words(row)})" for row in drawing.outside)
    return f"{common} " + _("Outside the limits: %(places)s.") % {"places": named}


def too_few_places(count: int) -> str:
    return _(
        "At least 3 places with numbers are needed before they are compared. Here is %(count)s."
    ) % {"count": count}


def side_words(row: funnel.Row) -> str:
    return _("above") if row.side > 0 else _("below")
