"""JSON from a file that anybody may have written, read without surprises. Pure.

`json.loads` alone takes the last of two equal keys, reads NaN, rounds 0.1, stops with a traceback at
depth 1000, and lets through half a character that no database takes. Each is refused here in one
sentence. Numbers with a point are `Decimal`, as they are written.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

from questionnaires.faults.fault import LONGEST_NUMBER, Fault, _

MOST_BYTES = 1_000_000
DEEPEST = 64
MOST_VALUES = 20_000
SHOWN = 40  # characters of a key or a number that are repeated in a sentence

_MARK = re.compile(r'\\.|["\[\]{}]', re.DOTALL)
_HALF_OR_NUL = re.compile("[\x00\ud800-\udfff]")


class Unreadable(ValueError):
    """The file as a whole cannot be taken in; `fault` says why."""

    def __init__(self, sentence: str, **values: Any) -> None:
        self.fault = Fault("", sentence, values)
        super().__init__(str(self.fault))


def read(content: bytes, most_bytes: int = MOST_BYTES, most_values: int = MOST_VALUES) -> Any:
    """Return what the file holds, or raise Unreadable with one sentence."""
    return read_text(decoded(content, most_bytes), most_values)


def decoded(content: bytes, most_bytes: int = MOST_BYTES) -> str:
    if len(content) > most_bytes:
        raise Unreadable(_("The file is larger than %(most)s bytes."), most=most_bytes)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("The file is not UTF-8 (byte %(byte)s)."), byte=error.start) from error


def read_text(text: str, most_values: int = MOST_VALUES) -> Any:
    if depth_of(text) > DEEPEST:
        raise Unreadable(_("The file is nested more than %(most)s deep."), most=DEEPEST)
    try:
        found = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_whole,
            parse_float=_with_point,
        )
    except json.JSONDecodeError as error:
        raise Unreadable(
            _("The file is not JSON: line %(line)s, column %(column)s."),
            line=error.lineno, column=error.colno,
        ) from error  # fmt: skip
    _check_values(found, most_values)
    return found


def depth_of(text: str) -> int:
    """Return how deep brackets stand in brackets: one pass, and no stack that could run over."""
    depth = deepest = 0
    in_string = False
    for mark in _MARK.findall(text):
        if mark == '"':
            in_string = not in_string
        elif not in_string and mark in "[]{}":
            depth += 1 if mark in "[{" else -1
            deepest = max(deepest, depth)
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Unreadable(_('The key "%(key)s" stands twice in one object.'), key=key[:SHOWN])
        found[key] = value
    return found


def _constant(name: str) -> NoReturn:
    raise Unreadable(_("%(name)s is no number in JSON."), name=name)


def _whole(written: str) -> int:
    _check_number(written)
    return int(written)


def _with_point(written: str) -> Decimal:
    _check_number(written)
    return Decimal(written)


def _check_number(written: str) -> None:
    if "e" in written.lower():
        raise Unreadable(
            _("The number %(number)s has an exponent; write it out."), number=written[:SHOWN]
        )
    if len(written) > LONGEST_NUMBER:
        raise Unreadable(
            _("The number %(number)s has more than %(most)s digits."),
            number=written[:SHOWN], most=LONGEST_NUMBER,
        )  # fmt: skip


def _check_values(found: Any, most: int) -> None:
    """Count what is there and look at every text. Without recursion, and no deeper than it is."""
    count, waiting = 0, [found]
    while waiting:
        value = waiting.pop()
        count += 1
        if count > most:
            raise Unreadable(_("The file holds more than %(most)s values."), most=most)
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
            count -= len(value)  # a key is no value
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and _HALF_OR_NUL.search(value):
            raise Unreadable(_("The file holds half a character or a NUL, which no text needs."))


def plain(value: Any) -> Any:
    """Return the same with numbers that have a point as text, as our own definitions hold them."""
    if isinstance(value, Mapping):
        return {key: plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [plain(below) for below in value]
    return format(value, "f") if isinstance(value, Decimal) else value


def written(value: Any, indent: int = 0) -> str:
    """Return the value as JSON with every Decimal exactly as it is; `json.dumps` knows no Decimal."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if not isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    inside = " " * (indent + 2)
    if isinstance(value, Mapping):
        parts = [f"{_key(key)}: {written(below, indent + 2)}" for key, below in value.items()]
    else:
        parts = [written(below, indent + 2) for below in value]
    start, end = "{}" if isinstance(value, Mapping) else "[]"
    if not parts:
        return start + end
    return f"{start}\n{inside}" + f",\n{inside}".join(parts) + f"\n{' ' * indent}{end}"


def _key(key: Any) -> str:
    return json.dumps(str(key), ensure_ascii=False)
