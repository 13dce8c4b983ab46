"""From a text to the stems that are compared: the only meeting with snowballstemmer.

Snowball's Danish rules (snowballstem.org/algorithms/danish/stemmer.html) take off endings. They leave
apart what changes inside the word (barn, børn), short words with a long ending (ble, bleer), and
what ends in -ede (tissede). `JOINED` and `_without_preterite` bring those together; nothing else does.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

STEMMERS = {"da": "danish", "en": "english", "ar": "arabic"}

JOINED = {
    # the child and those around it
    "børn": "barn",
    "mødr": "mor",
    "fædr": "far",
    "døtr": "dat",
    # the body
    "fød": "fod",
    "hænd": "hånd",
    "tænd": "tand",
    "knæen": "knæ",
    "muskl": "muskel",
    "inkontinens": "inkontin",
    "inkontinent": "inkontin",
    # nappy, toilet, stool
    "bleen": "ble",
    "bleern": "ble",
    "bleer": "ble",
    "bæen": "bæ",
    "bæet": "bæ",
    "toil": "toilet",
    "skaml": "skammel",
    # wet and dry, day and night
    "vådt": "våd",
    "væd": "våd",
    "vædning": "våd",
    "næt": "nat",
    "natlig": "nat",
    "tisseri": "tis",
    "tisning": "tis",
    # what people do
    "drak": "drik",
    "druk": "drik",
    "gik": "gå",
    "går": "gå",
    "gået": "gå",
    "sad": "sid",
    "hjalp": "hjælp",
    "hjulp": "hjælp",
    "drilleri": "dril",
    "drilning": "dril",
    "fortalt": "fortæl",
    "sagd": "sig",
    "sagt": "sig",
}
"""Stem to stem: what belongs together in this field, and Snowball keeps apart."""

_SMALL_DANISH_WORDS = """
ad af alle alt altid at bare blev blive bliver da de dem den denne der deres det dette dig din dit
dog du efter eller en end er et for fra få får gør gøre had han hans har have havde hende her hos
hun hvad hvem hver hvilken hvis hvor hvordan hvorfor hvornår hvorvidt i igen ikke ind ja jeg jer
jeres kan kom kommer komme kunne lidt man mange med meget men mens mere mig min mine mit mod måske
må nej nok nu når næsten nogen noget nogle ny og også om op os over på selv sig sin sine sit skal
skulle som stadig så til ud under ved vi vil ville vores var være været år årig årige
"""
_SMALL_ENGLISH_WORDS = """
a about after all am an and any are as at be been but by can could did do does for from get had
has have he her here him his how i if in into is it its just me my no not of on or our out she
should so still than that the their them then there they this to too up very was we were what when
where which who why will with would year years you your
"""
STOP_WORDS = {
    "da": frozenset(_SMALL_DANISH_WORDS.split()),
    "en": frozenset(_SMALL_ENGLISH_WORDS.split()),
}
"""Words that say nothing about what is looked for. None for Arabic: its small words are part of others."""

_OTHER_SPELLINGS = {"da": (("ä", "æ"), ("ö", "ø"), ("aa", "å"), ("ae", "æ"), ("oe", "ø"))}
"""Keyboards without Danish letters, and the old å."""

_KEPT_LETTERS = frozenset("æøå")
_WORD = re.compile(r"[^\W_]+")
_LONG_NUMBER = 3
"""A shorter number is an age or a count; 112 and 1813 are looked for."""

_LONGEST_SHORT_WORD = 5
"""Up to here -ede belongs to the word itself: brede, fede."""


def words(text: str, language: str) -> list[str]:
    """Return the words of a text that say something, folded, in reading order."""
    stop = STOP_WORDS.get(language, frozenset())
    found = _WORD.findall(fold(text, language))
    return [word for word in found if word not in stop and not _says_nothing(word)]


def fold(text: str, language: str) -> str:
    """Return a text as it is compared: small letters, no accents but the Danish letters, no hidden marks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    for written, meant in _OTHER_SPELLINGS.get(language, ()):
        text = text.replace(written, meant)
    return "".join(map(_without_accent, text))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return what the inflections of a folded word have in common."""
    if language not in STEMMERS:
        return word
    if language == "da":
        word = _without_preterite(word)
    # A stemmer keeps the word it works on, so threads cannot share one; making one costs nothing.
    stemmed = snowballstemmer.stemmer(STEMMERS[language]).stemWord(word)
    return JOINED.get(stemmed, stemmed) if language == "da" else stemmed


@lru_cache(maxsize=50_000)
def trigrams(word: str) -> frozenset[str]:
    """Return the triplets of a word, its beginning counted double as pg_trgm does."""
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _without_preterite(word: str) -> str:
    return word[:-2] if word.endswith("ede") and len(word) > _LONGEST_SHORT_WORD else word


def _without_accent(char: str) -> str:
    if char in _KEPT_LETTERS:
        return char
    parts = unicodedata.normalize("NFKD", char)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _says_nothing(word: str) -> bool:
    return len(word) == 1 or (word.isnumeric() and len(word) < _LONG_NUMBER)
