"""What can be wrong with one item by itself. Pure."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from questionnaires.branching import OPERATORS
from questionnaires.definition import (
    CHOICES,
    NRS,
    NUMBERS,
    SCOPES,
    TEXTS,
    TYPES,
    VAS,
    options_of,
)
from questionnaires.faults.fault import (
    DEEPEST,
    Fault,
    Place,
    _,
    is_moment,
    is_number,
    text_faults,
    unknown,
)

MOST_OPTIONS = 200
KEYS = (
    "linkId", "type", "text", "help", "prefix", "control", "scope", "required", "repeats", "may_decline",
    "hidden", "options", "top_box", "maxLength", "minimum", "maximum", "unit", "unit_code", "low", "high",
    "initial", "code", "enableWhen", "enableBehavior", "items",
)  # fmt: skip
OPTION_KEYS = ("code", "text", "weight", "system", "exclusive", "not_relevant", "face", "prefix")
LONGEST_ANSWER = {"string": 200, "text": 2000}  # long answers invite names and whole stories
CONTROLS: Mapping[str, tuple[str, ...]] = {
    "choice": ("", "radio-button", "check-box", "drop-down", "likert", "faces"),
    "open-choice": ("", "radio-button", "check-box", "drop-down"),
    "integer": ("", VAS, NRS),
    "group": ("", "page"),
}
LIMITS = {VAS: (0, 100), NRS: (0, 10)}
ONLY_FOR: Mapping[str, tuple[str, ...]] = {
    "options": CHOICES,
    "top_box": ("choice",),
    "maxLength": TEXTS,
    "minimum": (*NUMBERS, "date", "time"),
    "maximum": (*NUMBERS, "date", "time"),
    "unit": ("quantity",),
    "repeats": ("group", *CHOICES),
    "may_decline": tuple(kind for kind in TYPES if kind not in ("group", "display")),
    "initial": tuple(kind for kind in TYPES if kind not in ("group", "display")),
}


def item_faults(place: Place, named: Any) -> Iterator[Fault]:
    item = place.item
    yield from unknown(str(place), item, KEYS)
    if not isinstance(item.get("linkId"), str) or not item["linkId"]:
        yield place.fault(_("linkId is missing."))
        return
    if place.type not in TYPES:
        yield place.fault(_("type must be one of %(names)s."), names=", ".join(TYPES))
        return
    yield from _words_faults(place)
    yield from _switch_faults(place)
    yield from _misplaced(place)
    yield from _control_faults(place)
    yield from _below_faults(place)
    check = CHECKS.get(place.type)
    if check:
        yield from check(place, named if isinstance(named, Mapping) else {})
    yield from _condition_shapes(place)


def _words_faults(place: Place) -> Iterator[Fault]:
    where, item = str(place), place.item
    yield from text_faults(f"{where}: text", item.get("text"), place.type == "group")
    for name in ("help", "low", "high"):
        yield from text_faults(f"{where}: {name}", item.get(name), may_be_left_out=True)
    if not isinstance(item.get("prefix", ""), str) or not isinstance(
        item.get("unit_code", ""), str
    ):
        yield place.fault(_("prefix and unit_code must be text."))
    codes = item.get("code", [])
    if not isinstance(codes, list) or not all(map(_is_coding, codes)):
        yield place.fault(_("code must be a list of codings."))


def _is_coding(code: Any) -> bool:
    return isinstance(code, Mapping) and all(isinstance(part, str) for part in code.values())


def _switch_faults(place: Place) -> Iterator[Fault]:
    if place.item.get("scope", "general") not in SCOPES:
        yield place.fault(_("scope must be general or place."))
    for name in ("required", "repeats", "may_decline", "hidden"):
        if not isinstance(place.item.get(name, False), bool):
            yield place.fault(_("%(name)s must be true or false."), name=name)


def _misplaced(place: Place) -> Iterator[Fault]:
    for name, kinds in ONLY_FOR.items():
        given = place.item.get(name)
        # 0 is a limit, though to Python it is as good as False.
        is_there = bool(given) or (type(given) is int and name != "maxLength")
        if is_there and place.type not in kinds:
            yield place.fault(
                _("%(name)s has no meaning for the type %(type)s."), name=name, type=place.type
            )


def _control_faults(place: Place) -> Iterator[Fault]:
    control, possible = place.item.get("control", ""), CONTROLS.get(place.type, ("",))
    if control not in possible:
        names = ", ".join(filter(None, possible)) or _("nothing")
        yield place.fault(_("control must be one of: %(names)s."), names=names)
        return
    limits = place.item.get("minimum"), place.item.get("maximum")
    least, greatest = LIMITS.get(control, limits)
    if limits != (least, greatest):
        yield place.fault(
            _("a %(control)s goes from %(least)s to %(greatest)s."),
            control=control,
            least=least,
            greatest=greatest,
        )


def _below_faults(place: Place) -> Iterator[Fault]:
    below = place.item.get("items", [])
    if not isinstance(below, list):
        yield place.fault(_("items must be a list."))
    elif place.type == "group" and not below:
        yield place.fault(_("a group must hold at least one item."))
    elif place.type == "display" and below:
        yield place.fault(_("a text to read cannot hold items."))
    elif place.depth == DEEPEST and below:
        yield place.fault(_("items may stand at most %(most)s deep."), most=DEEPEST)


def _text_answer_faults(place: Place, named: Mapping[str, Any]) -> Iterator[Fault]:
    longest, most = place.item.get("maxLength"), LONGEST_ANSWER[place.type]
    if type(longest) is not int or not 1 <= longest <= most:
        yield place.fault(_("maxLength must be a whole number from 1 to %(most)s."), most=most)


def _number_faults(place: Place, named: Mapping[str, Any]) -> Iterator[Fault]:
    limits = [place.item.get(name) for name in ("minimum", "maximum")]
    if not all(limit is None or is_number(limit, place.type) for limit in limits):
        yield place.fault(_("minimum and maximum must be numbers."))
    elif None not in limits and Decimal(str(limits[0])) > Decimal(str(limits[1])):
        yield place.fault(_("minimum is greater than maximum."))
    if place.type == "quantity":
        yield from text_faults(f"{place}: unit", place.item.get("unit"))


def _moment_faults(place: Place, named: Mapping[str, Any]) -> Iterator[Fault]:
    limits = [place.item.get(name) for name in ("minimum", "maximum")]
    if not all(limit is None or is_moment(limit, place.type) for limit in limits):
        yield place.fault(_("minimum and maximum must be written as the answers are."))
    elif None not in limits and str(limits[0]) > str(limits[1]):
        yield place.fault(_("minimum is greater than maximum."))


def _choice_faults(place: Place, named: Mapping[str, Any]) -> Iterator[Fault]:
    options = options_of(place.item, named)
    least = 1 if place.type == "open-choice" or place.item.get("repeats") else 2
    if not isinstance(options, list) or not least <= len(options) <= MOST_OPTIONS:
        yield place.fault(
            _("options must be a list of %(least)s to %(most)s, or the name of an option set."),
            least=least, most=MOST_OPTIONS,
        )  # fmt: skip
        return
    codes = [option.get("code") if isinstance(option, Mapping) else None for option in options]
    if not all(isinstance(code, str) and code for code in codes) or len(set(codes)) < len(codes):
        yield place.fault(_("each option needs a code of its own."))
        return
    for option in options:
        yield from _option_faults(place, option)
    yield from _top_box_faults(place, codes)


def _option_faults(place: Place, option: Mapping[str, Any]) -> Iterator[Fault]:
    where = f'{place}, option "{option["code"]}"'
    yield from unknown(where, option, OPTION_KEYS)
    yield from text_faults(f"{where}: text", option.get("text"))
    weight = option.get("weight")
    if weight is not None and not is_number(weight, "decimal"):
        yield Fault(where, _("weight must be a number."))
    for name in ("exclusive", "not_relevant"):
        if not isinstance(option.get(name, False), bool):
            yield Fault(where, _("%(name)s must be true or false."), {"name": name})
    if option.get("face", 0) not in range(6) or type(option.get("face", 0)) is not int:
        yield Fault(where, _("face must be a whole number from 1 to 5."))
    for name in ("system", "prefix"):
        if not isinstance(option.get(name, ""), str):
            yield Fault(where, _("%(name)s must be text."), {"name": name})


def _top_box_faults(place: Place, codes: list[Any]) -> Iterator[Fault]:
    top_box = place.item.get("top_box", [])
    if not isinstance(top_box, list) or not all(isinstance(code, str) for code in top_box):
        yield place.fault(_("top_box must be a list of option codes."))
    elif top_box and not set(top_box) < set(codes):
        yield place.fault(_("top_box must name some, not all, of the option codes."))


def _condition_shapes(place: Place) -> Iterator[Fault]:
    if place.item.get("enableBehavior", "all") not in ("all", "any"):
        yield place.fault(_("enableBehavior must be all or any."))
    conditions = place.item.get("enableWhen", [])
    if not isinstance(conditions, list) or not all(map(_is_condition, conditions)):
        yield place.fault(
            _("enableWhen must be a list of conditions with question, operator, answer.")
        )
        return
    for condition in conditions:
        if condition["operator"] not in OPERATORS:
            names_of = ", ".join(OPERATORS)
            yield place.fault(_("enableWhen: operator must be one of %(names)s."), names=names_of)


def _is_condition(condition: Any) -> bool:
    return (
        isinstance(condition, Mapping)
        and set(condition) == {"question", "operator", "answer"}
        and isinstance(condition["question"], str)
    )


CHECKS: Mapping[str, Callable[[Place, Mapping[str, Any]], Iterator[Fault]]] = {
    **dict.fromkeys(CHOICES, _choice_faults),
    **dict.fromkeys(NUMBERS, _number_faults),
    **dict.fromkeys(TEXTS, _text_answer_faults),
    **dict.fromkeys(("date", "time"), _moment_faults),
}
