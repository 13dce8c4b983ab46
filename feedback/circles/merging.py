"""Two texts that began as one: put together so that no line of either is lost. Pure."""

from difflib import SequenceMatcher


def lines(text: str) -> list[str]:
    """Return the lines as people see them: browsers send other line ends than we keep."""
    return [line.rstrip() for line in text.replace("\r\n", "\n").strip("\n").split("\n")]


def tidy(text: str) -> str:
    return "\n".join(lines(text))


def merged(theirs: str, mine: str) -> str:
    """Return both: what they share once, and where they differ first what is kept already, then mine."""
    before, after = lines(theirs), lines(mine)
    found: list[str] = []
    for _tag, start, end, begin, stop in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        found += before[start:end]
        if before[start:end] != after[begin:stop]:
            found += after[begin:stop]
    return "\n".join(found).strip("\n")
