"""How hard is this text to read? LIX, the Nordic readability index.

    LIX = words / sentences + 100 * words of more than 6 letters / words

C. H. Björnsson, "Läsbarhet" (Liber, Stockholm 1968; in Danish "Læsbarhed", Gad 1971).
The usual scale: up to 24 very easy, 25-34 easy, 35-44 middle (daily papers), 45-54 hard,
55 and up very hard. LIX sees neither meaning nor layout: it points at sentences worth another
look, and never replaces a reading test with parents.

The text is plain, one paragraph, heading or list item to a line. A line break therefore always
ends a sentence; a colon in the middle of a line does not. A length is counted in letters, so
digits and hyphens make no word long.
"""

import re
from collections import Counter
from enum import StrEnum
from math import floor

FEWEST_WORDS = 10
"""Below this a single long word decides the number, so we give none."""

LONG_WORD_LETTERS = 6
"""A word is long when it has more letters than this."""

# fmt: off
ABBREVIATIONS = {
    "bl.a", "ca", "dr", "ekskl", "evt", "f.eks", "fx", "hhv", "hr", "inkl", "jf", "jvf", "kl",
    "kr", "maks", "mht", "nr", "pct", "pga", "pkt", "sml", "stk", "tlf", "vedr",
}  # fmt: on
"""The point after these never ends a sentence."""

CLOSING_ABBREVIATIONS = {"e.l", "etc", "m.fl", "m.m", "m.v", "mfl", "mm", "mv", "o.l", "osv"}
"""The point after these ends a sentence when a capital letter follows."""

_LIST_MARK = re.compile(r"^\s*(?:[-*•–·]\s+|\d+[.)]\s+(?=[^\Wa-zæøå\d_]))")
_WORD = re.compile(
    r"""[^\W_]+
        (?: [-‐‑'’][^\W_]+            # 48-timers, to'er
          | [.,](?<=\d.)\d+           # 1,5 and 1.500
          | \.[a-zæøå][^\W_]*         # f.eks, bl.a, sundhed.dk
        )*""",
    re.VERBOSE,
)
_STOP = re.compile(r"(?P<mark>[.!?…]+)[\"”“’»«)\]]*\s+(?=(?P<next>\S))")


def lix(text: str) -> int | None:
    """Return the LIX of a text, or None where it has too few words to tell."""
    words = _words(text)
    if len(words) < FEWEST_WORDS:
        return None
    per_sentence = len(words) / len(_sentences(text))
    long_share = 100 * sum(map(_is_long, words)) / len(words)
    return floor(per_sentence + long_share + 0.5)  # halves go up; round() sends 24.5 to 24


def longest_sentences(text: str, count: int) -> list[str]:
    """Return the sentences with most words, longest first, ties in reading order."""
    by_length = sorted(_sentences(text), key=lambda sentence: -len(_words(sentence)))
    return by_length[: max(count, 0)]


class Level(StrEnum):
    """Björnsson's scale; the limits are the highest numbers of the first four."""

    VERY_EASY = "very easy"
    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"
    VERY_HARD = "very hard"


HIGHEST = {24: Level.VERY_EASY, 34: Level.EASY, 44: Level.MIDDLE, 54: Level.HARD}


def level(number: int) -> Level:
    """Return a LIX in words."""
    return next((name for highest, name in HIGHEST.items() if number <= highest), Level.VERY_HARD)


def frequent_long_words(text: str, count: int) -> list[str]:
    """Return different long words, most frequent first, ties in reading order; case is not heard."""
    first_spelling: dict[str, str] = {}
    for word in long_words(text):
        first_spelling.setdefault(word.lower(), word)
    often = Counter(word.lower() for word in long_words(text))
    return [first_spelling[word] for word, _times in often.most_common(max(count, 0))]


def long_words(text: str) -> list[str]:
    """Return every long word in reading order, repeats included."""
    return [word for word in _words(text) if _is_long(word)]


def _words(text: str) -> list[str]:
    lines = text.replace("\u00ad", "").splitlines()  # soft hyphens are layout, not spelling
    return [word for line in lines for word in _WORD.findall(_LIST_MARK.sub("", line))]


def _is_long(word: str) -> bool:
    return sum(map(str.isalpha, word)) > LONG_WORD_LETTERS


def _sentences(text: str) -> list[str]:
    pieces = [piece for line in text.splitlines() for piece in _pieces(_LIST_MARK.sub("", line))]
    return [piece for piece in pieces if _WORD.search(piece)]


def _pieces(line: str) -> list[str]:
    ends = [stop.end() for stop in _STOP.finditer(line) if _is_sentence_end(line, stop)]
    starts = [0, *ends]
    return [line[start:end].strip() for start, end in zip(starts, [*ends, len(line)], strict=True)]


def _is_sentence_end(line: str, stop: re.Match[str]) -> bool:
    goes_on = stop["next"].islower()
    if stop["mark"] != ".":
        return not goes_on  # "Skal du tisse?" spørger I
    before = _word_before(line, stop.start())
    if before in CLOSING_ABBREVIATIONS or before.isnumeric():
        return not goes_on  # osv. – and ordinals: 7. klasse
    return before not in ABBREVIATIONS


def _word_before(line: str, position: int) -> str:
    words = _WORD.findall(line[:position])
    return words[-1].lower() if words else ""
