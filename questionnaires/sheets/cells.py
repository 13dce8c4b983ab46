"""What one cell of a spreadsheet says, to people and back again. Pure.

Lists stand as `a | b`, pairs as `code=text | code=text`. A sign that would be read as one of these is
written with a backslash before it. Space around a cell or a part means nothing.

A spreadsheet program takes a cell that begins with = + - or @ for a formula and may run it (OWASP, "CSV
injection"). Such a cell is written with an apostrophe before it, which is taken off again.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from questionnaires.definition import NUMBERS, Condition, Item

YES, NO = ("ja", "yes", "true", "1", "x"), ("", "nej", "no", "false", "0")
BEHIND_APOSTROPHE = re.compile(r"'*[=+\-@]")
# Control characters cannot be kept in a workbook, and half a character in no file at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Unreadable(ValueError):
    """The cell does not say what its column is for."""


def written(text: str) -> str:
    """Return the text as it may stand in a file."""
    plain = UNWRITABLE.sub("", re.sub("\r\n?", "\n", text)).strip()
    return f"'{plain}" if BEHIND_APOSTROPHE.match(plain) else plain


def said(cell: str) -> str:
    """Return what a cell of a file says."""
    plain = re.sub("\r\n?", "\n", cell).strip()
    is_guarded = plain.startswith("'") and BEHIND_APOSTROPHE.match(plain)
    return plain[1:].strip() if is_guarded else plain


def marked(text: str, signs: str) -> str:
    return re.sub(rf"([\\{re.escape(signs)}])", r"\\\1", text)


def parts(text: str, sign: str, most: int = 0) -> list[str]:
    """Split at a sign that has no backslash before it; the backslashes stay."""
    found = [""]
    for piece in re.findall(r"\\.|.", text, re.DOTALL):
        if piece == sign and not (most and len(found) > most):
            found.append("")
        else:
            found[-1] += piece
    return [part.strip() for part in found]


def plain(part: str) -> str:
    return re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL)


def join(values: Iterable[str]) -> str:
    return " | ".join(marked(value, "|") for value in values)


def split(cell: str) -> list[str]:
    return [plain(part) for part in parts(cell, "|") if part]


def join_pairs(pairs: Mapping[str, str]) -> str:
    return " | ".join(f"{marked(key, '|=')}={marked(value, '|')}" for key, value in pairs.items())


def split_pairs(cell: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, parts(cell, "|")):
        pair = parts(part, "=", most=1)
        if len(pair) < 2:
            raise Unreadable(part)
        if plain(pair[0]) in found:
            raise Unreadable(pair[0])
        found[plain(pair[0])] = plain(pair[1])
    return found


def flag(cell: str) -> bool:
    if cell.lower() not in (*YES, *NO):
        raise Unreadable(cell)
    return cell.lower() in YES


def number(cell: str) -> int | str:
    """Return a number: 5 whole, "36.6" exact, also where it was written 36,6."""
    if not re.fullmatch(r"-?\d{1,15}([.,]\d+)?", cell, re.ASCII):
        raise Unreadable(cell)
    return int(cell) if re.fullmatch(r"-?\d+", cell) else cell.replace(",", ".")


def told_number(value: Decimal | Fraction) -> str:
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return format(value, "f")


def from_json(cell: str) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise Unreadable(cell) from error


def to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def answer(cell: str, kind: str) -> Any:
    """Return an answer to a question of this type; what stands in quotes or brackets is JSON."""
    if cell[:1] in ('"', "[", "{"):
        return from_json(cell)
    if kind == "boolean":
        return flag(cell)
    if kind in NUMBERS:
        return number(cell)
    return cell


def told_answer(value: Any, kind: str) -> str:
    """Write an answer so that it comes back the same: plainly where that is enough, else as JSON."""
    shown = ("ja" if value else "nej") if isinstance(value, bool) else str(value)
    try:
        back = answer(shown, kind)
    except Unreadable:
        back = None
    is_same = type(back) is type(value) and back == value and shown == shown.strip()
    return shown if is_same and shown else to_json(value)


def told_condition(condition: Condition, question: Item) -> str:
    kind = "boolean" if condition.operator == "exists" else question.type
    link_id = re.sub(r"([\\\s=!<>])", r"\\\1", condition.question)
    return f"{link_id} {condition.operator} {told_answer(condition.answer, kind)}"


def condition(said_so: str, kind_of: Callable[[str], str]) -> dict[str, Any]:
    """Return a condition from `q1 = ja`; one about a question that is not here is judged later."""
    found = re.fullmatch(
        r"((?:\\.|[^\s\\=!<>])+)(?:\s+(exists)\s|\s*(!=|>=|<=|=|>|<))\s*(\S.*)", said_so, re.DOTALL
    )
    if not found:
        raise Unreadable(said_so)
    question, operator = plain(found[1]), found[2] or found[3]
    kind = "boolean" if operator == "exists" else kind_of(question)
    return {"question": question, "operator": operator, "answer": answer(found[4], kind)}
