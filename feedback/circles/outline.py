"""A driver diagram as lines of text: each two spaces further in hangs on the line above. Pure.

The aim is the project's own and is not in the text. What is written in this way always reaches the aim.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from questionnaires.faults.fault import Fault, _

STEP = 2
DEEPEST = 3
LONGEST = 120
MOST = 60
ALIKE = 0.6  # of two wordings of one thing; difflib calls more than this a close match
BULLETS = "-*•"


@dataclass(frozen=True)
class Node:
    """One line. `parent` is the index of the node it hangs on, None for what hangs on the aim."""

    level: int
    text: str
    parent: int | None
    line: int


@dataclass(frozen=True)
class Outline:
    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]

    def path(self, index: int) -> tuple[str, ...]:
        """Return the texts from the aim to the node."""
        node = self.nodes[index]
        before = self.path(node.parent) if node.parent is not None else ()
        return (*before, node.text)


def parse(text: str) -> Outline:
    """Return the nodes, and what is wrong on which line; a faulty line is left out."""
    nodes: list[Node] = []
    faults: list[Fault] = []
    above: list[int] = []  # the newest node of each level
    for number, level, words in lines_of(text):
        fault = fault_of(number, level, words, above, nodes)
        if fault:
            faults.append(fault)
            continue
        parent = above[level - 2] if level > 1 else None
        nodes.append(Node(level, words, parent, number))
        above = [*above[: level - 1], len(nodes) - 1]
    if len(nodes) > MOST:
        faults.append(Fault("", _("Write %(most)s lines at most."), {"most": MOST}))
    return Outline(tuple(nodes), tuple(faults))


def lines_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (number from 1, level from 1, words) of the lines that have words."""
    for number, line in enumerate(text.replace("\t", " " * STEP).splitlines(), start=1):
        words = line.strip().lstrip(BULLETS).strip()
        if words:
            indent = len(line) - len(line.lstrip())
            yield number, indent // STEP + 1, " ".join(words.split())


def fault_of(
    number: int, level: int, words: str, above: Sequence[int], nodes: Sequence[Node]
) -> Fault | None:
    about = {"line": number, "words": words[:40]}
    if level > DEEPEST:
        return Fault("", _("Line %(line)s is too far in: an idea is the last level."), about)
    if level > len(above) + 1:
        return Fault("", _("Line %(line)s hangs on nothing: move it one level out."), about)
    if len(words) > LONGEST:
        return Fault(
            "", _("Line %(line)s is too long: 120 letters at most. Write it shorter."), about
        )
    parent = above[level - 2] if level > 1 else None
    if any(node.parent == parent and node.text == words for node in nodes):
        return Fault("", _("Line %(line)s stands there already: “%(words)s”."), about)
    return None


def written(rows: Iterable[tuple[int, str]]) -> str:
    """Return (level, text) of nodes in their order as an outline."""
    return "\n".join(" " * STEP * (level - 1) + text for level, text in rows)


def is_same(one: str, other: str) -> bool:
    """Say whether two outlines hold the same lines, each as far in. How a line ends says nothing."""
    return list(map(_seen, lines_of(one))) == list(map(_seen, lines_of(other)))


def _seen(line: tuple[int, int, str]) -> tuple[int, str]:
    return line[1:]


def is_reworded(before: str, after: str) -> bool:
    """Say whether a line may be the same thing in other words, and not another thing in its place."""
    return SequenceMatcher(None, before.casefold(), after.casefold()).ratio() >= ALIKE
