"""Tables of counts as files: a column for each dimension, `Total` for a sum, `value`, -1 for masked. Pure.

The same form as the reference tables of disclosure control use, so that others' programs can read ours.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.relations import Dimension

VALUE, MASK = "value", -1
NOT_DIMENSIONS = (VALUE, "status", "table")
TOTAL = "Total"
Codes = tuple[str, ...]
Groups = Mapping[str, Mapping[str, Sequence[str]]]
"""By dimension: a code such as “40+”, and the codes that are counted under it."""


class UnreadableTable(ValueError):
    """The file holds no table of counts; the sentence says where and why."""


@dataclass(frozen=True)
class CountTable:
    """`counts` by cell, None where masked; a cell is one code for each of `names`."""

    names: tuple[str, ...]
    counts: Mapping[Codes, int | None]


def read_table(text: str) -> CountTable:
    rows = csv.DictReader(io.StringIO(text))
    heads = rows.fieldnames or []
    if VALUE not in heads or len(set(heads)) != len(heads):
        raise UnreadableTable(
            f"The first line must name the columns, each once, and one of them “{VALUE}”."
        )
    names = tuple(head for head in heads if head not in NOT_DIMENSIONS)
    if not names:
        raise UnreadableTable("The table has no column beside the counts.")
    counts: dict[Codes, int | None] = {}
    for row in rows:
        cell = tuple(str(row[name] or "").strip() for name in names)
        if cell in counts:
            raise UnreadableTable(f"line {rows.line_num}: {', '.join(cell)} stands twice.")
        counts[cell] = count_of(row[VALUE], rows.line_num)
    if not counts:
        raise UnreadableTable("The table has no rows.")
    return CountTable(names, counts)


def count_of(text: str | None, line: int) -> int | None:
    try:
        count = int(str(text).strip())
    except ValueError as error:
        raise UnreadableTable(f"line {line}: “{text}” is no whole number.") from error
    if count < MASK:
        raise UnreadableTable(f"line {line}: a count cannot be below 0; {MASK} is a masked one.")
    return None if count == MASK else count


def read_groups(text: str) -> Groups:
    try:
        groups = json.loads(text)
    except ValueError as error:
        raise UnreadableTable(f"The hierarchy is no JSON: {error}.") from error
    is_fit = isinstance(groups, dict) and all(
        isinstance(members, list) and members
        for codes in (groups.values() if isinstance(groups, dict) else ())
        for members in (codes.values() if isinstance(codes, dict) else [None])
    )
    if not is_fit:
        raise UnreadableTable('The hierarchy must look like {"age": {"40+": ["40-59", "60+"]}}.')
    return groups


def dimensions_of(table: CountTable, groups: Groups) -> list[Dimension]:
    """Return the dimensions with the plain codes that stand in the table, in their order."""
    return [
        Dimension(
            tuple(dict.fromkeys(plain_codes(codes, groups.get(name, {})))),
            total=TOTAL,
            groups=groups.get(name, {}),
        )
        for name, codes in zip(table.names, zip(*table.counts, strict=True), strict=True)
    ]


def plain_codes(codes: Iterable[str], groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    sums = {TOTAL, *groups}
    members = (member for group in groups.values() for member in group)
    return (code for code in (*codes, *members) if code not in sums)


def leaves_of(table: CountTable, dimensions: Sequence[Dimension]) -> dict[Codes, int]:
    """Return the counts that are no sums; all of them must be there and known."""
    leaves = {
        cell: count
        for cell, count in table.counts.items()
        if all(code in each.codes for code, each in zip(cell, dimensions, strict=True))
    }
    masked = [cell for cell, count in leaves.items() if count is None]
    if masked:
        raise UnreadableTable(
            f"{', '.join(masked[0])} is masked. Only true counts can be protected."
        )
    return {cell: count for cell, count in leaves.items() if count is not None}


def written(names: Sequence[str], counts: Mapping[Codes, int | None]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*names, VALUE])
    writer.writerows((*cell, MASK if count is None else count) for cell, count in counts.items())
    return text.getvalue()
