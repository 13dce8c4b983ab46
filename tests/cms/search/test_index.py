"""Which of a few small pages answer, and in which order."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cms.search.index import MOST_WORDS, Hit, Index, Place, places_of
from cms.search.stems import words

BED, BELLY, POTTY, TALK = 1, 2, 3, 4
PAGES = {
    BED: [
        (Place.TITLE, "Når jeres barn tisser i sengen"),
        (Place.ANSWER, "En sengevædningsalarm kan hjælpe fra 6 år."),
        (Place.BODY, "Begynd med maven. Brug natble, og vask lagen."),
    ],
    BELLY: [
        (Place.TITLE, "Hård mave først"),
        (Place.TERMS, "afføringsinkontinens, obstipation"),
        (Place.ANSWER, "Forstoppelse kan gemme sig."),
        (Place.BODY, "Sæt en skammel under fødderne. Ring til lægen om afføring."),
    ],
    POTTY: [
        (Place.TITLE, "Farvel til bleen"),
        (Place.ANSWER, "Tag bleen af om dagen."),
        (Place.BODY, "Stil potten frem. Tal om tis. Ros barnet. Vent med natten."),
    ],
    TALK: [
        (Place.TITLE, "Når I taler om det"),
        (Place.ANSWER, "Lav en aftale om skammel."),
        (Place.BODY, "Ros barnet. Tal om tis og mave og obstipation."),
    ],
}
SYNONYMS = ["hård mave, forstoppet", "sengevæder, tisse i sengen", "lokum, potte"]


def index_of(pages: dict | None = None, synonyms: list[str] = SYNONYMS) -> Index:
    texts = PAGES if pages is None else pages
    return Index({key: places_of(found, "da") for key, found in texts.items()}, synonyms, "da")


INDEX = index_of()


def found(query: str, index: Index = INDEX) -> list[int]:
    return [hit.key for hit in index.search(query)]


@pytest.mark.parametrize(
    "query", ["", "   ", "hvad er det", "?!", "🙂", "%", "*", '"', "'; DROP TABLE pages; --"]
)
def test_a_query_that_says_nothing_finds_nothing(query: str) -> None:
    assert found(query) == []


def test_nothing_is_found_among_no_pages() -> None:
    assert found("hård mave", index_of({})) == []


def test_a_word_that_is_nowhere_finds_nothing() -> None:
    assert found("bilforsikring") == []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("maven er hårdt ramt", BELLY, id="other forms"),
        pytest.param("bleerne", POTTY, id="plural"),
        pytest.param("tissede i sengene", BED, id="past"),
        pytest.param("alarm", BED, id="end of a compound"),
        pytest.param("inkontinent", BELLY, id="end of a compound in another form"),
        pytest.param("natten", POTTY, id="the word itself before its compound"),
        pytest.param("pottestol", POTTY, id="a compound by its known beginning"),
        pytest.param("maveseng", BED, id="a compound by both its halves"),
        pytest.param("forstoppede", BELLY, id="synonym of several words"),
        pytest.param("sengevædere", BED, id="synonym in another form"),
        pytest.param("mit barn på 8 tisser altid i sengen", BED, id="phrase inside a sentence"),
        pytest.param("sengev", BED, id="beginning"),
        pytest.param("lok", POTTY, id="beginning of a synonym"),
        pytest.param("hård ma", BELLY, id="beginning of the last word"),
        pytest.param("forstobelse", BELLY, id="misspelt"),
        pytest.param("obstipasjon", BELLY, id="misspelt search term"),
    ],
)
def test_the_wanted_page_comes_first(query: str, first: int) -> None:
    assert found(query)[0] == first


def test_both_the_word_and_its_compound_are_found() -> None:
    assert found("nat") == [POTTY, BED]
    assert found("ble") == [POTTY, BED]


def test_a_short_end_of_an_unknown_compound_is_no_part() -> None:
    pages = {1: [(Place.BODY, "ring")], 2: [(Place.BODY, "afføring")]}

    assert found("ring", index_of(pages)) == [1]


def test_title_then_search_terms_then_short_answer_then_body() -> None:
    places = (Place.BODY, Place.ANSWER, Place.TITLE, Place.TERMS)
    pages = {place: [(place, "skammel")] for place in places}

    assert found("skammel", index_of(pages)) == [
        Place.TITLE,
        Place.TERMS,
        Place.ANSWER,
        Place.BODY,
    ]


def test_a_rare_word_weighs_more_than_one_that_is_everywhere() -> None:
    pages = {key: [(Place.ANSWER, "barn barn")] for key in (1, 2, 3)}
    pages[3].append((Place.BODY, "skammel"))

    assert found("barn skammel", index_of(pages))[0] == 3


def test_a_page_that_hardly_answers_is_left_out_beside_one_that_does() -> None:
    assert found("obstipation") == [BELLY, TALK]
    assert found("tisse") == [BED, POTTY, TALK]
    assert found("tisse i sengen") == [BED]


def test_equals_stand_in_the_order_they_were_given() -> None:
    pages = {key: [(Place.TITLE, "skammel")] for key in (7, 3, 5)}

    assert found("skammel", index_of(pages)) == [7, 3, 5]


def test_a_guess_says_so() -> None:
    assert not any(hit.is_close for hit in INDEX.search("skamler"))
    assert all(hit.is_close for hit in INDEX.search("skamel"))


def test_one_word_that_was_found_is_no_guess() -> None:
    assert not any(hit.is_close for hit in INDEX.search("bleen og xyzzyplugh"))


def test_without_the_set_the_other_word_finds_nothing() -> None:
    assert found("lokum") == [POTTY]
    assert found("lokum", index_of(synonyms=[])) == []


@pytest.mark.parametrize("written", ["", ",", " , ,", "og, i", "potte"])
def test_a_set_without_two_words_changes_nothing(written: str) -> None:
    assert INDEX.search("potte") == index_of(synonyms=[*SYNONYMS, written]).search("potte")


def test_a_pasted_text_is_answered_by_its_beginning() -> None:
    assert found("skammel " + " ".join(f"ord{n}" for n in range(100_000, 100_030))) == [TALK, BELLY]
    assert found(" ".join(f"qx{n}" for n in range(1_000, 1_000 + MOST_WORDS)) + " skammel") == []


def test_another_language_is_not_read_as_danish() -> None:
    index = Index({1: places_of([(Place.TITLE, "Wet beds")], "en")}, [], "en")

    assert [hit.key for hit in index.search("bed wetting")] == [1]


VOCABULARY = sorted(
    {word for texts in PAGES.values() for _, text in texts for word in text.split()}
)


@pytest.mark.thorough
@given(st.lists(st.sampled_from(VOCABULARY), max_size=8))
def test_the_order_of_the_pages_does_not_change_what_they_score(asked: list[str]) -> None:
    query = " ".join(asked)
    backwards = index_of(dict(reversed(PAGES.items())))

    assert set(INDEX.search(query)) == set(backwards.search(query))


@pytest.mark.thorough
@given(st.text(max_size=120))
def test_any_query_has_an_answer_best_first(query: str) -> None:
    hits = INDEX.search(query)

    assert hits == sorted(hits, key=lambda hit: -hit.score)
    assert all(isinstance(hit, Hit) and hit.score > 0 for hit in hits)


@given(st.sampled_from(sorted(INDEX.words)), st.data())
def test_every_beginning_of_a_word_finds_the_page_it_stands_on(
    word: str, data: st.DataObject
) -> None:
    shortest = min(3, len(word))
    beginning = word[: data.draw(st.integers(shortest, len(word)))]
    assume(words(beginning, "da"))
    pages = {1: [(Place.BODY, word)], 2: [(Place.BODY, "zzz")]}

    assert found(beginning, index_of(pages, [])) == [1]
