"""Which pages answer a query, and in which order.

A query is taken word by word. Each word becomes what it could mean: itself, its synonyms, the
longer word it may be the beginning of, the compounds it is a part of. A word that leads nowhere is
taken apart, and at last held up against the words that look like it. A page scores for each word
by the best place the word stands in, and more for a word that few pages have. All pages of one
platform and language are held in memory: there are hundreds, never millions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from math import log

from cms.search.stems import stem, trigrams, words

Phrase = tuple[str, ...]
"""Stems that a page must have all of."""


class Place(IntEnum):
    """Where on a page a word stands, and what it is worth there."""

    BODY = 1
    ANSWER = 3
    TERMS = 6
    TITLE = 8


EXACT, SYNONYM, BEGINNING, PART, PIECES, ALIKE = 1.0, 0.9, 0.6, 0.5, 0.4, 0.3
"""How well what was found fits what was asked."""

SHORTEST_BEGINNING = 3
SHORTEST_PIECE = 3
TELLING_HEAD, TELLING_TAIL = 4, 5
"""From these lengths a part is recognised though the rest of the compound is unknown.

The tail needs more: "ring" stands at the end of "afføring" and means nothing there.
"""

LEAST_ALIKE = 0.4
"""Shared trigrams of all trigrams: "forstobelse" and "forstoppelse" share 9 of 16."""

MOST_WORDS = 12
"""Words of a query that are looked at; a longer one is a pasted text."""

FAINTEST = 0.05
"""A page with less than this share of the best page's score is left out."""


@dataclass(frozen=True)
class Hit:
    """A page that answers; `is_close` when no word of the query was truly found on any page."""

    key: int
    score: float
    is_close: bool


class Index:
    """The words of one platform in one language.

    `pages` holds for each page its folded words with the best place each stands in, in the order
    that decides between equals. `synonyms` are the editors' sets, each with commas between.
    """

    def __init__(
        self, pages: Mapping[int, Mapping[str, int]], synonyms: Iterable[str], language: str
    ) -> None:
        sets = list(synonyms)
        self.language = language
        self.pages = {key: self._places(found) for key, found in pages.items()}
        self.synonyms = [self._phrases(written) for written in sets]
        self.words = sorted(set(words(" ".join(sets), language)).union(*pages.values()))
        self.stems = {stem(word, language) for word in self.words}
        self.pages_with: dict[str, set[int]] = {}
        for key, places in self.pages.items():
            for one in places:
                self.pages_with.setdefault(one, set()).add(key)

    def search(self, query: str) -> list[Hit]:
        """Return the pages that answer, best first."""
        asked = words(query, self.language)[:MOST_WORDS]
        terms, found = self._terms(asked)
        scores = dict.fromkeys(self.pages, 0.0)
        for term in terms:
            for key, worth in self._worth(term).items():
                scores[key] += worth
        best = max(scores.values(), default=0.0)
        hits = [
            Hit(key, round(score, 6), is_close=not found)
            for key, score in scores.items()
            if score and score >= FAINTEST * best
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _terms(self, asked: Sequence[str]) -> tuple[list[dict[Phrase, float]], bool]:
        """Return what each word may mean, and whether anything was found without guessing."""
        terms, found = [], False
        for word in dict.fromkeys(asked):
            meant = self._meant(word, may_go_on=word == asked[-1])
            if self._reaches(meant):
                found = True
            else:
                meant = self._guessed(word)
            terms.append(meant)
        for phrases in self._said_in(asked):
            terms.append(dict.fromkeys(phrases, SYNONYM))
            found = found or self._reaches(terms[-1])
        return terms, found

    def _meant(self, word: str, *, may_go_on: bool) -> dict[Phrase, float]:
        meant: dict[Phrase, float] = {(stem(word, self.language),): EXACT}
        if may_go_on and len(word) >= SHORTEST_BEGINNING:
            for longer in self.words:
                if longer.startswith(word):
                    _keep_best(meant, (stem(longer, self.language),), BEGINNING)
        self._add_synonyms(meant)
        for phrase, fit in list(meant.items()):
            for compound in self._compounds.get(phrase[0], ()) if len(phrase) == 1 else ():
                _keep_best(meant, (compound,), fit * PART)
        return meant

    def _guessed(self, word: str) -> dict[Phrase, float]:
        """Return the first guess that leads anywhere: what a word is made of, or looks like."""
        for guess in (self._both_halves, self._look_alikes, self._one_half):
            meant = guess(word)
            self._add_synonyms(meant)
            if self._reaches(meant):
                return meant
        return {}

    def _add_synonyms(self, meant: dict[Phrase, float]) -> None:
        for phrase, fit in list(meant.items()):
            for others in self.synonyms:
                if phrase in others:
                    for other in others:
                        _keep_best(meant, other, fit * SYNONYM)

    def _said_in(self, asked: Sequence[str]) -> Iterator[list[Phrase]]:
        """Yield the sets of which a phrase of several words stands in the query."""
        said = tuple(stem(word, self.language) for word in asked)
        for phrases in self.synonyms:
            if any(len(phrase) > 1 and _stands_in(phrase, said) for phrase in phrases):
                yield phrases

    @cached_property
    def _compounds(self) -> dict[str, set[str]]:
        """Return for each part the stems of the words that begin or end with it."""
        compounds: dict[str, set[str]] = {}
        for word in self.words:
            for head, tail in splits(word, self.language):
                if tail in self.stems or len(head) >= TELLING_HEAD:
                    compounds.setdefault(head, set()).add(stem(word, self.language))
                if head in self.stems or len(tail) >= TELLING_TAIL:
                    compounds.setdefault(tail, set()).add(stem(word, self.language))
        return compounds

    def _both_halves(self, word: str) -> dict[Phrase, float]:
        """Return a compound's two known halves, cut where the first is longest; both is better than one."""
        pairs = [p for p in splits(word, self.language) if self.stems.issuperset(p)]
        return dict.fromkeys(pairs[-1:], PIECES) | {
            (half,): PIECES / 2 for pair in pairs[-1:] for half in pair
        }

    def _look_alikes(self, word: str) -> dict[Phrase, float]:
        """Return the words that look most like this one; several when they look so equally."""
        likeness = {other: _likeness(word, other) for other in self.words}
        best = max(likeness.values(), default=0.0)
        return {
            (stem(other, self.language),): ALIKE
            for other, much in likeness.items()
            if much == best >= LEAST_ALIKE
        }

    def _one_half(self, word: str) -> dict[Phrase, float]:
        """Return the longest telling beginning and end that are known, of a compound that is not."""
        cuts = splits(word, self.language)
        heads = [head for head, _ in cuts[TELLING_HEAD - SHORTEST_PIECE :] if head in self.stems]
        tails = [tail for _, tail in cuts[: SHORTEST_PIECE - TELLING_TAIL] if tail in self.stems]
        return {(half,): PIECES / 2 for half in (*heads[-1:], *tails[:1])}

    def _worth(self, term: Mapping[Phrase, float]) -> dict[int, float]:
        """Return what a term is worth on each page that has it: the place, the fit, and how rare it is."""
        worth: dict[int, float] = {}
        for phrase, fit in term.items():
            for key in self._having(phrase):
                _keep_best(worth, key, fit * min(self.pages[key][one] for one in phrase))
        rarity = log(1 + len(self.pages) / len(worth)) if worth else 0.0
        return {key: value * rarity for key, value in worth.items()}

    def _reaches(self, term: Iterable[Phrase]) -> bool:
        return any(map(self._having, term))

    def _having(self, phrase: Phrase) -> set[int]:
        return set.intersection(*(self.pages_with.get(one, set()) for one in phrase))

    def _places(self, found: Mapping[str, int]) -> dict[str, int]:
        places: dict[str, int] = {}
        for word, place in found.items():
            _keep_best(places, stem(word, self.language), place)
        return places

    def _phrases(self, written: str) -> list[Phrase]:
        phrases = (self._stems_of(part) for part in written.split(","))
        return list(dict.fromkeys(phrase for phrase in phrases if phrase))

    def _stems_of(self, text: str) -> Phrase:
        return tuple(stem(word, self.language) for word in words(text, self.language))


def places_of(texts: Iterable[tuple[int, str]], language: str) -> dict[str, int]:
    """Return the words of a page's texts, each with the best place it stands in."""
    places: dict[str, int] = {}
    for place, text in texts:
        for word in words(text, language):
            _keep_best(places, word, int(place))
    return places


@lru_cache(maxsize=20_000)
def splits(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the stems of a word's halves, wherever it can be cut; a stem drops the -e- or -s- that joins."""
    return tuple(
        (stem(word[:at], language), stem(word[at:], language))
        for at in range(SHORTEST_PIECE, len(word) - SHORTEST_PIECE + 1)
    )


def _likeness(one: str, other: str) -> float:
    mine, yours = trigrams(one), trigrams(other)
    return len(mine & yours) / len(mine | yours)


def _stands_in(phrase: Phrase, said: Phrase) -> bool:
    size = len(phrase)
    return any(said[at : at + size] == phrase for at in range(len(said) - size + 1))


def _keep_best(kept: dict, key: object, value: float) -> None:
    kept[key] = max(kept.get(key, value), value)
