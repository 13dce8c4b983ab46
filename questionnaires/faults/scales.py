"""What can be wrong with a scale: its shape, the questions it counts, and its range. Pure."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from questionnaires.definition import REPORTERS, Definition
from questionnaires.faults.fault import Fault, _, is_number, text_faults, unknown
from questionnaires.scales import (
    DIRECTIONS,
    METHODS,
    NOT_RELEVANT,
    RULES,
    CutOff,
    Scale,
    ScaleItem,
    number,
)
from questionnaires.values import limits_of

MOST_SCALES = 50
KEYS = (
    "key", "title", "items", "method", "missing", "direction", "least", "greatest", "not_relevant",
    "multiply", "bands", "cut_offs", "reference", "source", "shown_to_citizen",
)  # fmt: skip
CUT_OFF_KEYS = {
    "value", "side", "includes_border", "source", "from_months", "to_months", "reporters",
}  # fmt: skip
CLINICAL_SIDE = {"higher_is_better": "below", "lower_is_better": "above"}


def shapes(scales: Any) -> Iterator[Fault]:
    if not isinstance(scales, list) or len(scales) > MOST_SCALES:
        yield Fault("scales", _("must be a list of at most %(most)s."), {"most": MOST_SCALES})
        return
    keys = [scale.get("key") if isinstance(scale, Mapping) else None for scale in scales]
    if not all(isinstance(key, str) and key for key in keys) or len(set(keys)) < len(keys):
        yield Fault("scales", _("each scale needs a key of its own."))
        return
    for scale in scales:
        yield from _scale_faults(f'scale "{scale["key"]}"', scale)


def _scale_faults(where: str, scale: Mapping[str, Any]) -> Iterator[Fault]:
    yield from unknown(where, scale, KEYS)
    yield from text_faults(f"{where}: title", scale.get("title"))
    for name, known in (("method", METHODS), ("direction", DIRECTIONS)):
        if scale.get(name) not in known:
            yield _one_of(where, name, known)
    if scale.get("not_relevant", "missing") not in NOT_RELEVANT:
        yield _one_of(where, "not_relevant", NOT_RELEVANT)
    for name in ("least", "greatest", "multiply"):
        if not is_number(scale.get(name, 1 if name == "multiply" else None), "decimal"):
            yield Fault(where, _("%(name)s must be a number."), {"name": name})
    if not isinstance(scale.get("source", ""), str):
        yield Fault(where, _("%(name)s must be text."), {"name": "source"})
    if not isinstance(scale.get("shown_to_citizen", False), bool):
        yield Fault(where, _("%(name)s must be true or false."), {"name": "shown_to_citizen"})
    yield from _missing_faults(where, scale.get("missing", {"kind": "all"}))
    yield from _listed(where, scale, "items", _is_item, at_least=1)
    yield from _listed(where, scale, "bands", _is_band)
    yield from _listed(where, scale, "cut_offs", _is_cut_off)
    if not _is_reference(scale.get("reference")):
        yield Fault(
            where, _("reference must hold standard_deviation, reliability (0 to 1) and source.")
        )


def _one_of(where: str, name: str, known: tuple[str, ...]) -> Fault:
    said = {"name": name, "names": ", ".join(known)}
    return Fault(where, _("%(name)s must be one of %(names)s."), said)


def _missing_faults(where: str, rule: Any) -> Iterator[Fault]:
    kind = rule.get("kind") if isinstance(rule, Mapping) else None
    if kind not in RULES:
        yield _one_of(where, "missing.kind", RULES)
    elif set(rule) - {"kind", "most"} or type(rule.get("most", 0)) is not int:
        yield Fault(where, _("missing may hold kind and most (a whole number) only."))
    elif (kind == "prorate") != (rule.get("most", 0) > 0):
        yield Fault(where, _("missing.most, how many may be missing, belongs to prorate."))


def _listed(
    where: str, scale: Mapping[str, Any], name: str, is_good: Any, at_least: int = 0
) -> Iterator[Fault]:
    given = scale.get(name, [])
    if not isinstance(given, list) or len(given) < at_least:
        yield Fault(where, _("%(name)s must be a list."), {"name": name})
        return
    for at, part in enumerate(given, start=1):
        if not isinstance(part, Mapping) or not is_good(part):
            said = {"name": name, "number": at}
            yield Fault(
                where, _("number %(number)s of %(name)s is not written as it should be."), said
            )


def _is_item(item: Mapping[str, Any]) -> bool:
    weight = item.get("weight", 1)
    return (
        set(item) <= {"linkId", "weight", "reverse"}
        and isinstance(item.get("linkId"), str)
        and is_number(weight, "decimal")
        and number(weight) != 0  # a question that counts nothing is none of the scale's
        and isinstance(item.get("reverse", False), bool)
    )


def _is_band(band: Mapping[str, Any]) -> bool:
    return (
        set(band) == {"code", "text", "least", "greatest"}
        and isinstance(band["code"], str)
        and not list(text_faults("", band["text"]))
        and is_number(band["least"], "decimal")
        and is_number(band["greatest"], "decimal")
    )


def _is_cut_off(cut_off: Mapping[str, Any]) -> bool:
    ages = cut_off.get("from_months", 0), cut_off.get("to_months")
    reporters = cut_off.get("reporters", [])
    return (
        set(cut_off) <= CUT_OFF_KEYS
        and is_number(cut_off.get("value"), "decimal")
        and cut_off.get("side") in ("below", "above")
        and isinstance(cut_off.get("includes_border", False), bool)
        and isinstance(cut_off.get("source"), str)
        and bool(cut_off["source"])
        and type(ages[0]) is int
        and ages[0] >= 0
        and (ages[1] is None or (type(ages[1]) is int and ages[1] > ages[0]))
        and isinstance(reporters, list)
        and all(reporter in REPORTERS for reporter in reporters)
    )


def _is_reference(reference: Any) -> bool:
    if reference is None:
        return True
    if not isinstance(reference, Mapping):
        return False
    deviation, reliability = reference.get("standard_deviation"), reference.get("reliability")
    return (
        set(reference) == {"standard_deviation", "reliability", "source"}
        and is_number(deviation, "decimal")
        and Decimal(str(deviation)) > 0
        and is_number(reliability, "decimal")
        and 0 <= Decimal(str(reliability)) < 1
        and isinstance(reference.get("source"), str)
        and bool(reference["source"])
    )


def relations(definition: Definition) -> Iterator[Fault]:
    """Yield what is wrong between a scale and the questions it counts."""
    for scale in definition.scales:
        where = f'scale "{scale.key}"'
        found = [fault for part in scale.items for fault in _counted(where, definition, part)]
        yield from found
        if len({part.link_id for part in scale.items}) < len(scale.items):
            yield Fault(where, _("counts a question twice."))
        elif not found:
            yield from _missing_relations(where, definition, scale)
            yield from _range_faults(where, definition, scale)


def _counted(where: str, definition: Definition, part: ScaleItem) -> Iterator[Fault]:
    item, said = definition.by_link_id.get(part.link_id), {"link_id": part.link_id}
    if item is None or not item.is_question:
        yield Fault(where, _('counts "%(link_id)s", which is no question here.'), said)
    elif item.repeats or part.link_id in definition.rows_of:
        yield Fault(where, _('counts "%(link_id)s", which may have several answers.'), said)
    elif limits_of(item) is None:
        yield Fault(
            where,
            _('counts "%(link_id)s", which has no weights, or no least and greatest answer.'),
            said,
        )


def _missing_relations(where: str, definition: Definition, scale: Scale) -> Iterator[Fault]:
    """What stands in for a missing answer must be an answer that could have been given."""
    rule, limits = scale.missing, {limits_of(definition.item(p.link_id)) for p in scale.items}
    if rule.most >= len(scale.items):
        yield Fault(where, _("missing.most must be less than the number of questions."))
    if rule.kind in ("prorate", "half") and len(limits) > 1:
        said = {"kind": rule.kind}
        yield Fault(
            where,
            _("%(kind)s needs questions with the same least and greatest answer."),
            said,
        )


def _range_faults(where: str, definition: Definition, scale: Scale) -> Iterator[Fault]:
    least, greatest = map(written, range_of(definition, scale))
    if (scale.least, scale.greatest) != (least, greatest):
        said = {"least": f"{least:f}", "greatest": f"{greatest:f}"}
        yield Fault(where, _("least and greatest must be %(least)s and %(greatest)s."), said)
        return
    end = None
    for band in scale.bands:
        if band.least > band.greatest or (end is not None and band.least <= end):
            yield Fault(where, _('band "%(code)s" begins before it may.'), {"code": band.code})
        end = band.greatest
    for cut_off in scale.cut_offs:
        yield from _cut_off_faults(where, scale, cut_off)


def _cut_off_faults(where: str, scale: Scale, cut_off: CutOff) -> Iterator[Fault]:
    if not scale.least <= cut_off.value <= scale.greatest:
        yield Fault(where, _("a cut-off of %(value)s is out of range."), {"value": cut_off.value})
    if cut_off.side != CLINICAL_SIDE[scale.direction]:
        said = {"value": cut_off.value, "direction": scale.direction}
        yield Fault(
            where,
            _("a cut-off of %(value)s has its side where %(direction)s says that people do well."),
            said,
        )


def written(exact: Fraction) -> Decimal:
    """Return an end of the range as it can be written: a third is 0.333333."""
    return Decimal(round(exact * 10**6)).scaleb(-6).normalize()


def range_of(definition: Definition, scale: Scale) -> tuple[Fraction, Fraction]:
    """Return the least and greatest score with all questions answered."""
    ends = []
    for part in scale.items:
        low, high = limits_of(definition.item(part.link_id)) or (Fraction(0), Fraction(0))
        ends.append(sorted((low * part.weight, high * part.weight)))
    shared = (
        sum(abs(part.weight) for part in scale.items) if scale.method == "mean" else Fraction(1)
    )
    low, high = (sum((end[side] for end in ends), Fraction(0)) for side in (0, 1))
    first, second = sorted((low / shared * scale.multiply, high / shared * scale.multiply))
    return first, second
