"""Hand-counted examples. The sums stand beside the numbers so that a reader can check them."""

import pytest

from cms.readability import (
    Level,
    frequent_long_words,
    level,
    lix,
    long_words,
    longest_sentences,
)


def test_short_words_in_short_sentences_give_the_words_per_sentence():
    assert lix("Sæt en skammel frem. Giv god tid og ro.") is None  # 9 words
    assert lix("Sæt en skammel frem nu. Giv god tid og ro.") == 15  # 10/2 + 100 * 1/10


def test_long_words_add_their_share_in_per_cent():
    text = "Forstoppelse er den hyppigste skjulte årsag til uheld om dagen."
    assert lix(text) == 40  # 10/1 + 100 * 3/10


def test_a_text_of_fewer_than_ten_words_has_no_lix():
    assert lix("") is None
    assert lix(" \n\n – … !") is None
    assert lix("en to tre fire fem seks syv otte ni") is None
    assert lix("en to tre fire fem seks syv otte ni ti") == 10


def test_a_word_of_six_letters_is_short_and_one_of_seven_is_long():
    assert long_words("barnet skammel") == ["skammel"]


def test_the_letters_ae_oe_and_aa_are_one_letter_each():
    assert long_words("støtte dørene strålen ærgrede") == ["strålen", "ærgrede"]


def test_long_words_come_in_reading_order_with_repeats():
    assert long_words("Toilettet først. Så toilettet igen.") == ["Toilettet", "toilettet"]


def test_a_half_is_rounded_up():
    assert lix("Vi går nu. Vi går en tur. Vi går ud. Så er vi her.") == 4  # 14/4 = 3.5
    assert lix("Vi går nu. Vi går en lang tur ud i vind og vej.") == 7  # 13/2 = 6.5


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Det varer fx. 5 dage", id="fx with a needless point"),
        pytest.param("Drik ca. 1,5 liter", id="ca. before a number"),
        pytest.param("Kom kl. 9.30 på mandag", id="clock with a point"),
        pytest.param("Se bl.a. Aalborg og f.eks. Thisted", id="points inside an abbreviation"),
        pytest.param("Spørg dr. Hansen", id="title before a name"),
        pytest.param("Hun går i 7. klasse", id="ordinal"),
        pytest.param("Ble, bog, bamse osv. hører til", id="osv. in the middle"),
        pytest.param("Der var 1.500 børn", id="thousands"),
        pytest.param("Læs mere på sundhed.dk i dag", id="an address"),
        pytest.param("”Skal du tisse?” spørger I", id="a question inside the sentence"),
        pytest.param("Tag det i rækkefølge: først maven, så natten", id="a colon"),
    ],
)
def test_this_is_one_sentence(text):
    assert longest_sentences(text, 9) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("Ring 112. Vent ved døren.", ["Ring 112.", "Vent ved døren."], id="number"),
        pytest.param("Går det? Ja! Godt… Tak.", ["Går det?", "Ja!", "Godt…", "Tak."], id="marks"),
        pytest.param("Ble, bog osv. Husk tøj", ["Ble, bog osv.", "Husk tøj"], id="osv. at the end"),
        pytest.param("”Det sker.” Smil.", ["”Det sker.”", "Smil."], id="point inside quotes"),
        pytest.param("det er sent. vi går", ["det er sent.", "vi går"], id="no capital letter"),
        pytest.param("Den er min. Tag den", ["Den er min.", "Tag den"], id="min. is a word"),
        pytest.param("Er du klar?! Ja", ["Er du klar?!", "Ja"], id="two marks"),
    ],
)
def test_these_are_several_sentences(text, sentences):
    assert sorted(longest_sentences(text, 9)) == sorted(sentences)


def test_headings_and_list_items_end_a_sentence_without_a_point():
    text = "Faste tider\n\n- Op og på potten\n• Før mad\n1. Før bad\n2) Før seng"
    assert longest_sentences(text, 2) == ["Op og på potten", "Faste tider"]
    assert lix(text) is not None  # 12 words, the list marks are none of them
    assert lix(text) == 2  # 12/5 = 2.4


def test_an_ordinal_first_on_a_line_is_not_a_list_mark():
    assert longest_sentences("7. klasse er begyndt", 1) == ["7. klasse er begyndt"]


def test_numbers_are_words_and_never_long():
    assert long_words("1.500.000 1,5 112 20202020") == []
    assert lix("Drik 1,5 liter og ring 112 på 1 af 3") == 10  # 10 words, 1 sentence


def test_a_range_or_a_slash_parts_two_words_and_a_hyphen_joins_one():
    assert lix("2–3 og/eller 4–7 er tal i en fin række") == 12  # 12 words, 1 sentence
    assert long_words("48-timers mor-og-barn") == ["mor-og-barn"]  # 6 and 9 letters


def test_an_inner_point_joins_an_abbreviation_but_not_two_sentences_run_together():
    assert long_words("Det er sundhed.dk") == ["sundhed.dk"]
    assert long_words("Smil.Vent") == []


def test_soft_hyphens_do_not_split_a_word():
    assert long_words("toi\u00adlet\u00adtet") == ["toilettet"]


def test_longest_sentences_come_longest_first_and_ties_in_reading_order():
    text = "Vi går. Kom du med. I dag er det fint. Så går vi."
    assert longest_sentences(text, 3) == ["I dag er det fint.", "Kom du med.", "Så går vi."]


def test_asking_for_no_sentences_gives_none():
    assert longest_sentences("Vi går. Vi løber.", 0) == []
    assert longest_sentences("Vi går. Vi løber.", -1) == []
    assert longest_sentences("", 3) == []


def test_a_friendly_page_is_easy_and_a_letter_from_the_office_is_not():
    friendly = "Tag det roligt. Skift tøj uden mange ord. Det er ingens skyld, og det går over."
    office = (
        "Såfremt vandladningsproblematikken persisterer efter gennemført udredningsforløb, "
        "videresendes henvisningen til specialafdelingen med henblik på yderligere vurdering."
    )
    assert lix(friendly) <= 24
    assert lix(office) >= 55


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, Level.VERY_EASY),
        (24, Level.VERY_EASY),
        (25, Level.EASY),
        (34, Level.EASY),
        (35, Level.MIDDLE),
        (44, Level.MIDDLE),
        (45, Level.HARD),
        (54, Level.HARD),
        (55, Level.VERY_HARD),
        (120, Level.VERY_HARD),
    ],
)
def test_a_lix_is_said_in_the_words_of_the_usual_scale(number, expected):
    assert level(number) is expected


def test_long_words_are_named_once_the_most_frequent_first():
    text = "Toilettet venter. Forstoppelse driller. Barnet og forstoppelse. Uheldet på TOILETTET."

    assert frequent_long_words(text, 3) == ["Toilettet", "Forstoppelse", "driller"]
    assert frequent_long_words(text, 0) == []
    assert frequent_long_words(text, -1) == []
    assert frequent_long_words("", 5) == []
