"""A published table as people read it: shares with the counts they are made of, never more."""

import pytest
from django.utils.translation import override

from feedback.models import Publication
from feedback.tables import TableCell, cell, table_of
from questionnaires.models import QuestionnaireVersion

TEXT = {"da": "Hang det sammen?", "en": "Did it hang together?"}
DOCUMENT = {
    "key": "k",
    "version": "1",
    "licence": {"kind": "own", "owner": "Kilden"},
    "reporter": "self",
    "title": TEXT,
    "intro": TEXT,
    "thanks": TEXT,
    "age_question": TEXT,
    "items": [
        {
            "linkId": "a",
            "text": TEXT,
            "top_box": ["3", "2"],
            "options": [
                {"code": "1", "text": {"da": "Nej", "en": "No"}},
                {"code": "2", "text": {"da": "Lidt", "en": "A little"}},
                {"code": "3", "text": {"da": "Meget", "en": "A lot"}},
            ],
        }
    ],
}


def published(people: dict[str, int | None], top: dict[str, int | None]) -> Publication:
    version = QuestionnaireVersion(definition=DOCUMENT)
    table = {"ages": list(people), "people": people, "top": {"a": top}, "rest": {"a": {}}}
    return Publication(version=version, week="2026-W47", table=table)


def one(people: int | None, top: int | None) -> TableCell:
    return cell({"people": {"x": people}, "top": {"a": {"x": top}}}, "a", "x")


@pytest.mark.parametrize(
    ("top", "people", "percent"),
    [
        pytest.param(0, 7, 0, id="none"),
        pytest.param(7, 7, 100, id="all"),
        pytest.param(1, 8, 13, id="12.5 goes up"),
        pytest.param(7, 200, 4, id="3.5 goes up"),
        pytest.param(23, 40, 58, id="57.5 goes up, where a float holds a little less"),
        pytest.param(1, 3, 33, id="a third"),
        pytest.param(2, 3, 67, id="two thirds"),
        pytest.param(999, 1000, 100, id="99.9"),
    ],
)
def test_a_share_is_rounded_to_the_nearest_whole(top: int, people: int, percent: int) -> None:
    assert one(people, top) == TableCell(False, percent, top, people)


@pytest.mark.parametrize(("people", "top"), [(None, 6), (12, None), (None, None)])
def test_a_cell_with_a_masked_part_shows_none_of_it(people: int | None, top: int | None) -> None:
    assert one(people, top) == TableCell(is_masked=True)


def test_where_nobody_answered_there_is_no_share_and_nothing_is_hidden() -> None:
    assert one(0, 0) == TableCell(is_masked=False)


@pytest.mark.parametrize(
    ("language", "text", "chosen"),
    [("da", TEXT["da"], ("Lidt", "Meget")), ("en", TEXT["en"], ("A little", "A lot"))],
)
def test_a_table_speaks_the_readers_language(
    language: str, text: str, chosen: tuple[str, ...]
) -> None:
    with override(language):
        table = table_of(published({"7": 10}, {"7": 5}), {"7": "3–4 år"}, "uge 47")

    assert table.columns == ["3–4 år"]
    assert table.rows[0].text == text
    assert all(answer in table.caption for answer in chosen)
    assert "Nej" not in table.caption
    assert "uge 47" in table.caption


def test_the_columns_are_the_ages_in_their_order_and_everyone_last() -> None:
    counts = {"9": 10, "7": 20, "unknown": 30, "all": 60}

    table = table_of(published(counts, counts), {"7": "yngre", "9": "ældre"}, "uge 47")

    assert table.columns[:2] == ["ældre", "yngre"]
    assert [cell.count for cell in table.rows[0].cells] == [10, 20, 30, 60]


def test_an_age_that_was_taken_away_unused_leaves_the_table_readable() -> None:
    counts = {"7": 20, "8": 0, "all": 20}

    table = table_of(published(counts, counts), {"7": "3–4 år"}, "uge 47")

    assert len(table.columns) == len(table.rows[0].cells) == 2


def test_a_text_has_no_row_even_when_it_is_asked_first() -> None:
    line = {"linkId": "b", "type": "string", "maxLength": 20, "text": TEXT}
    document = DOCUMENT | {"items": [line, *DOCUMENT["items"]]}
    publication = published({"7": 10}, {"7": 5})
    publication.version = QuestionnaireVersion(definition=document)

    table = table_of(publication, {"7": "3–4 år"}, "uge 47")

    assert [row.text for row in table.rows] == [TEXT["da"]]
    assert "Lidt" in table.caption


def test_a_questionnaire_of_numbers_alone_has_a_table_without_rows() -> None:
    line = {"linkId": "b", "type": "integer", "text": TEXT}
    publication = published({"7": 10}, {"7": 5})
    publication.version = QuestionnaireVersion(definition=DOCUMENT | {"items": [line]})

    table = table_of(publication, {"7": "3–4 år"}, "uge 47")

    assert table.rows == []
    assert "uge 47" in table.caption
