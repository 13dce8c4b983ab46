"""What the stemmer is given, what it returns, and what we join that it keeps apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.search.stems import JOINED, STEMMERS, STOP_WORDS, fold, stem, trigrams, words

FAMILIES = [
    "barn barnet barnets børn børnene børns",
    "ble bleen bleens bleer bleerne bleernes",
    "tis tisse tisser tissede tisset tisseri",
    "forstoppelse forstoppelsen forstoppet forstoppede forstoppes",
    "inkontinens inkontinent inkontinente inkontinensen",
    "våd vådt våde væde væder",
    "nat natten nætter nætterne natlig natlige",
    "toilet toilettet toiletter toiletterne",
    "skammel skamlen skamler skamlerne",
    "fod foden fødder fødderne",
    "drikke drikker drak drukket",
    "gå går gik gået",
    "drille driller drillede drillet drilleri",
    "hjælp hjælper hjalp hjulpet",
    "bæ bæen bæet",
    "mor moren mødre",
]


def stems_of(text: str, language: str = "da") -> list[str]:
    return [stem(word, language) for word in words(text, language)]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_forms_of_a_word_have_one_stem(family: str) -> None:
    assert len({stem(word, "da") for word in family.split()}) == 1


def test_words_that_only_look_alike_keep_their_own_stems() -> None:
    for one, other in pairwise(["ble", "blod", "barn", "bar", "brede", "mave", "mad", "nat", "nå"]):
        assert stem(one, "da") != stem(other, "da")


def test_what_is_joined_is_joined_to_something_that_stays_as_it_is() -> None:
    assert not set(JOINED) & set(JOINED.values())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("HÅRD MAVE!", "hård mave", id="capitals and signs"),
        pytest.param("haard mave", "hård mave", id="old å"),
        pytest.param("sengevaedning", "sengevædning", id="no æ on the keyboard"),
        pytest.param("toer", "tør", id="no ø on the keyboard"),
        pytest.param("tör", "tør", id="Swedish keyboard"),
        pytest.param("ha\u030ard", "hård", id="ring as a character of its own"),
        pytest.param("hård\u00admave", "hårdmave", id="soft hyphen"),
        pytest.param("\u202ehård\u200f", "hård", id="marks of direction"),
        pytest.param("café", "cafe", id="accent"),
    ],
)
def test_a_word_is_the_same_however_it_is_typed(written: str, meant: str) -> None:
    assert words(written, "da") == words(meant, "da")


def test_small_words_and_ages_say_nothing() -> None:
    assert words("Hvad gør jeg, når min søn på 8 år tisser?", "da") == ["søn", "tisser"]
    assert words("What can I do when my son is 8?", "en") == ["son"]


def test_the_number_of_a_service_is_looked_for() -> None:
    assert words("ring 1813 eller 112", "da") == ["ring", "1813", "112"]


def test_the_two_halves_of_a_hyphen_are_words() -> None:
    assert words("væske-vandladningsskema", "da") == ["væske", "vandladningsskema"]


def test_english_and_arabic_have_stems_of_their_own() -> None:
    assert stems_of("wetting, wets, wet", "en") == ["wet", "wet", "wet"]
    assert stems_of("الطِّفْل", "ar") == stems_of("طفل", "ar")


def test_a_language_without_a_stemmer_keeps_its_words_whole() -> None:
    assert "kl" not in STEMMERS
    assert stems_of("meeqqat nukik", "kl") == ["meeqqat", "nukik"]


def test_stop_words_are_folded_like_every_other_word() -> None:
    for language, stop in STOP_WORDS.items():
        assert {fold(word, language) for word in stop} == stop


def test_a_word_shares_all_trigrams_with_itself_only() -> None:
    assert trigrams("ble") == {"  b", " bl", "ble", "le "}
    assert trigrams("ble") != trigrams("bleble")


@given(st.text(max_size=200), st.sampled_from(["da", "en", "ar", "kl"]))
def test_any_text_becomes_words_of_letters_and_digits(text: str, language: str) -> None:
    for word in words(text, language):
        assert word.isalnum()
        assert stem(word, language)


@given(st.text("abdefghijklmnoprstuvyæøå ", max_size=60))
def test_capitals_make_no_difference(text: str) -> None:
    assert words(text.upper(), "da") == words(text, "da")
