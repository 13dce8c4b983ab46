"""Words in our languages, and nothing but words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.fhir.texts import LONGEST, plain, plain_markdown
from tests.questionnaires.fhir.files import HL7, extension, faults, item, made, question, warnings


def translation(language: str, text: str) -> dict:
    parts = [extension("lang", valueCode=language), extension("content", valueString=text)]
    return {"url": HL7 + "translation", "extension": parts}


def in_languages(base: str, **others: str) -> dict:
    beside = {"extension": [translation(code, text) for code, text in others.items()]}
    return question(text=base, _text=beside)


def test_translations_into_our_languages_come_along() -> None:
    given = in_languages("Søvn?", en="Sleep?", ar="النوم؟")

    assert item(given)["text"] == {"da": "Søvn?", "en": "Sleep?", "ar": "النوم؟"}
    assert warnings(given) == []


def test_a_language_with_its_country_is_the_language() -> None:
    assert item(in_languages("Søvn?", **{"en-GB": "Sleep?"}))["text"]["en"] == "Sleep?"


def test_other_languages_are_left_out_with_one_warning_each() -> None:
    given = [
        in_languages("Søvn?", de="Schlaf?", fr="Sommeil ?"),
        in_languages("B?", de="B?") | {"linkId": "b"},
    ]

    assert warnings(*given) == [
        'Texts in "de" are not taken along.',
        'Texts in "fr" are not taken along.',
    ]


def test_a_file_in_english_stands_as_danish_until_it_is_translated_with_one_warning() -> None:
    given = [question("a", text="Sleep?"), question("b", text="Food?")]

    found = made(*given, language="en", title="Test")

    assert found["title"] == {"da": "Test", "en": "Test"}
    assert found["items"][1]["text"] == {"da": "Food?", "en": "Food?"}
    assert warnings(*given, language="en") == [
        'language: The text is in "en". It stands as Danish, and must be translated before it is published.'
    ]


def test_a_file_in_german_stands_as_danish_alone() -> None:
    assert made(question(text="Schlaf?"), language="de")["items"][0]["text"] == {"da": "Schlaf?"}


def test_danish_in_an_english_file_is_the_danish() -> None:
    given = in_languages("Sleep?", da="Søvn?")

    found = made(
        given, language="en", title="Test", _title={"extension": [translation("da", "Prøve")]}
    )

    assert found["items"][0]["text"] == {"da": "Søvn?", "en": "Sleep?"}
    assert warnings(given, language="en", _title={"extension": [translation("da", "P")]}) == []


def test_a_file_that_does_not_say_its_language_gets_a_warning() -> None:
    assert warnings(question(), language=None) == [
        "language: The file does not say its language. Its text stands as Danish; check it before it is "
        "published."
    ]


def test_a_translation_may_stand_where_there_is_no_text() -> None:
    lacking = {
        "linkId": "q",
        "type": "boolean",
        "_text": {"extension": [translation("en", "Sleep?")]},
    }

    assert item(lacking)["text"] == {"da": "Sleep?", "en": "Sleep?"}


XHTML = "<i class='a'>Sæt</i> <script>steal()</script><b onclick='x()'>kryds</b> &lt;her&gt;"


def test_of_formatted_text_the_words_are_taken_where_there_is_no_plain_text() -> None:
    rich = {"extension": [extension(HL7 + "rendering-xhtml", valueString=XHTML)]}
    given = {"linkId": "q", "type": "boolean", "_text": rich}

    assert item(given)["text"] == {"da": "Sæt kryds"}
    assert warnings(given) == [
        'item /q1 (linkId "q"): rendering-xhtml: only the plain text is taken along.'
    ]


def test_formatted_text_beside_plain_text_is_left_out() -> None:
    rich = {"extension": [extension(HL7 + "rendering-markdown", valueMarkdown="**Andet**")]}

    assert item(question(_text=rich))["text"] == {"da": "Text q"}


def test_of_markdown_the_words_are_taken() -> None:
    assert plain_markdown("# Søvn\n**Godt** [læs](javascript:x) `nu`") == "Søvn\nGodt læs nu"


def test_a_plain_text_with_tags_loses_them() -> None:
    given = question(text="Sov <b>godt</b><script>alert(1)</script>")

    assert item(given)["text"] == {"da": "Sov godt"}
    assert warnings(given) == [
        'item /q1 (linkId "q"): text holds markup; only its words are taken along.'
    ]


@pytest.mark.parametrize("text", ["Under 3 < 4", "5 > 4", "a << b", "Mor & far"])
def test_a_text_with_signs_that_are_no_tags_stays(text: str) -> None:
    assert item(question(text=text))["text"] == {"da": text}


HOSTILE = [
    "<<b>script>alert(1)<</b>/script>",
    "<scr<script>ipt>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "<script>never closed",
    "<img src=x onerror=alert(1)",
    "<!--><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "<" * 999 + "b>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_tag_is_left_however_it_is_hidden(text: str) -> None:
    found = plain(text)

    assert "<script" not in found.lower()
    assert "<img" not in found
    assert "<svg" not in found
    assert plain(found) == found


@given(st.text(alphabet="<>/!-&;lgtascrip b'\"=", max_size=60))
def test_no_text_ends_as_markup(text: str) -> None:
    found = plain(text)

    assert "<script" not in found
    assert plain(found) == found


@pytest.mark.parametrize(
    "piece", ["<a", "<!", "<![", "</", "<!--", "&#", "<a b=", "<a b='", "<a/", "<script>"]
)
def test_the_longest_hostile_text_is_read_in_the_end(piece: str) -> None:
    assert "<script" not in plain((piece * LONGEST)[:LONGEST])


def test_a_text_longer_than_a_page_is_refused() -> None:
    assert faults(question(text="a" * (LONGEST + 1))) == [
        'item /q1 (linkId "q"): text is longer than 10000 characters.'
    ]
