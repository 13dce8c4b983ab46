"""A quarter's numbers: only what is published can be chosen, and each kind of question gets its chart."""

import csv
import io
from typing import Any

import pytest
from django.utils.translation import override

from cms.models import AgeBand
from feedback import details
from feedback.detailcharts import Figure, is_ordered
from questionnaires.definition import Item, Option
from tests.cast import Town
from tests.factories import make_platform
from tests.feedback.details import DOCUMENT, publish, table

WHICH = "kvartalet:1"
stored = pytest.mark.django_db


def page(town: Town, **query: str) -> dict[str, Any]:
    return details.page(town.platform, query)


def figures(content: dict[str, Any]) -> dict[str, Figure]:
    return {one.code: one for section in content["sections"] for one in section.figures}


def chosen(content: dict[str, Any]) -> list[str]:
    options = [option for select in content["selects"] for option in select.options]
    return [option.value for option in options if option.is_chosen]


def lines(content: bytes | None) -> list[list[str]]:
    assert content is not None
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


# --- which questions are ordered ----------------------------------------------------------------


def item(*codes: str, top: str = "", control: str = "", weight: Any = None) -> Item:
    options = tuple(
        Option(code, {"da": code}, weight=weight, is_not_relevant=code == "?") for code in codes
    )
    return Item("i", "choice", {}, control=control, options=options, top_box=frozenset(top))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(item("a", "b", "c", control="likert"), True, id="shown as degrees"),
        pytest.param(item("a", "b", control="faces"), True, id="shown as faces"),
        pytest.param(item("a", "b", "c", weight=1), True, id="each with a weight"),
        pytest.param(item("a", "b", "c", "d", top="cd"), True, id="what counts is last"),
        pytest.param(item("a", "b", "c", "?", top="bc"), True, id="last but for do not know"),
        pytest.param(item("a", "b", "c", top="a"), True, id="what counts is first"),
        pytest.param(item("a", "b", "c", top="b"), False, id="what counts is in the middle"),
        pytest.param(item("a", "b", "c", top="ac"), False, id="what counts is at both ends"),
        pytest.param(item("a", "b", "c"), False, id="a plain choice"),
        pytest.param(item("a", "?", control="likert"), False, id="one answer alone"),
    ],
)
def test_options_are_ordered_where_something_says_so(one: Item, expected: bool) -> None:
    assert is_ordered(one) == expected


# --- what can be chosen -------------------------------------------------------------------------


@stored
def test_without_a_published_quarter_nothing_can_be_chosen(town: Town) -> None:
    content = page(town)

    assert content["choice"] is None
    assert content["selects"] == content["sections"] == content["sentences"] == []
    assert details.file(town.platform, {"diagram": "svar-1"}) is None


@stored
def test_the_newest_quarter_with_numbers_is_shown_first(town: Town) -> None:
    publish(town.platform, quarter="2026-Q1")
    publish(town.platform, quarter="2026-Q2")
    publish(town.platform, quarter="2026-Q3", status="withheld")

    content = page(town)

    assert chosen(content) == [WHICH, "2026-Q2", "all"]
    quarters = [option.value for option in content["selects"][1].options]
    assert quarters == ["2026-Q3", "2026-Q2", "2026-Q1"]


@stored
def test_a_withheld_quarter_says_that_nothing_is_shown_and_has_no_file(town: Town) -> None:
    publish(town.platform, status="withheld")

    content = page(town)

    assert content["sections"] == []
    assert "ingen af dem vises" in " ".join(content["sentences"])
    assert details.file(town.platform, {"diagram": "svar-1"}) is None


@stored
@pytest.mark.parametrize(
    "query",
    [
        {"spoergeskema": "findes-ikke:1"},
        {"spoergeskema": "kvartalet:2"},
        {"kvartal": "2026-Q2"},
        {"kvartal": "vrøvl' OR 1=1"},
        {"alder": "999999"},
        {"alder": "unknown"},
    ],
)
def test_what_is_not_published_gives_the_newest_with_a_sentence_and_no_file(
    town: Town, query: dict[str, str]
) -> None:
    publish(town.platform)

    content = page(town, **query)

    assert chosen(content) == [WHICH, "2026-Q3", "all"]
    assert "ikke blandt de offentliggjorte" in content["sentences"][0]
    assert details.file(town.platform, {**query, "diagram": "svar-1"}) is None


@stored
def test_another_platforms_numbers_cannot_be_chosen(town: Town) -> None:
    publish(make_platform("andet", "Andet").platform)

    assert page(town, spoergeskema=WHICH)["choice"] is None


@stored
def test_an_age_is_a_choice_where_somebody_answered_and_the_age_still_exists(town: Town) -> None:
    ages = [str(band.pk) for band in town.platform.bands.all()]
    publish(town.platform, people=table(ages)["people"] | {ages[0]: 0})
    AgeBand.objects.get(pk=ages[1]).delete()

    [*_, select] = page(town)["selects"]

    assert [option.value for option in select.options] == [*ages[2:], "all"]


@stored
def test_a_quarter_published_without_ages_and_places_is_still_shown(town: Town) -> None:
    counts = {code: {"all": 40} for code in ("0", "1", "2", "3", "x", "")}
    publish(
        town.platform,
        ages=["all"],
        people={"all": 240},
        options={"hvem": counts},
        scales={},
        places={},
    )

    assert set(figures(page(town))) == {"svar-1"}


@stored
def test_versions_of_one_questionnaire_are_told_apart(town: Town) -> None:
    publish(town.platform)
    publish(town.platform, document=DOCUMENT | {"version": "2"})

    [select, *_] = page(town)["selects"]

    assert [option.text for option in select.options] == [
        "Kvartalets skema (version 2)",
        "Kvartalets skema (version 1)",
    ]


# --- the charts ---------------------------------------------------------------------------------


@stored
def test_each_kind_of_question_gets_its_chart(town: Town) -> None:
    publish(town.platform)

    found = figures(page(town))

    assert {code: one.template.rpartition("/")[2] for code, one in found.items()} == {
        "svar-1": "diverging.html",
        "linje-2": "distribution.html",
        "skala-1": "distribution.html",
        "aldre-1": "heat.html",
        "steder-1": "funnel.html",
    }


@stored
def test_an_age_is_looked_at_alone_but_for_what_compares_ages_or_places(town: Town) -> None:
    publish(town.platform)
    age = str(town.platform.bands.all()[0].pk)

    everybody, one = figures(page(town)), figures(page(town, alder=age))

    assert everybody["svar-1"].drawing.rows[0].answered == 4 * 30
    assert one["svar-1"].drawing.rows[0].answered == 30
    assert one["linje-2"].drawing.answered == 35
    assert one["aldre-1"].drawing == everybody["aldre-1"].drawing
    assert one["steder-1"].drawing == everybody["steder-1"].drawing


@stored
def test_do_not_know_and_passed_over_stand_apart(town: Town) -> None:
    publish(town.platform)

    drawing = figures(page(town))["svar-1"].drawing

    assert drawing.beside == ("Ved ikke", "sprunget over")
    assert [cell.percent for cell in drawing.rows[0].beside] == [13, 13]
    assert [cell.percent for cell in drawing.rows[0].cells] == [17, 17, 33, 33]


@stored
def test_a_share_in_the_heat_table_is_of_everybody_as_on_the_board(town: Town) -> None:
    publish(town.platform)

    [row] = figures(page(town))["aldre-1"].drawing.rows

    assert [share.percent for share in row.shares] == [50] * 5


@stored
def test_a_scale_where_less_is_better_has_its_best_end_first(town: Town) -> None:
    publish(town.platform)

    picture = figures(page(town))["skala-1"].drawing.pictures[0]

    assert [label.text for label in picture.ends] == ["bedst", "dårligst"]


@stored
def test_those_who_answered_at_no_place_are_compared_with_nobody(town: Town) -> None:
    publish(town.platform)

    drawing = figures(page(town))["steder-1"].drawing

    assert [row.name for row in drawing.rows] == ["=Thisted", "Hjørring", "Læsø", "Aalborg"]
    assert drawing.center == "44\N{NO-BREAK SPACE}%"


@stored
def test_too_few_places_say_once_why_they_are_not_compared(town: Town) -> None:
    few = {at: row for at, row in table([])["places"].items() if at in ("1", "2")}
    publish(town.platform, places=few)

    shown = page(town)

    (places,) = [one for one in shown["sections"] if one.title == "På tværs af steder"]
    assert places.figures == ()
    assert "mindst 3 steder" in places.said
    assert "Her er 2" in places.said


@stored
def test_more_questions_than_fit_on_a_sheet_become_more_pictures(town: Town) -> None:
    one = DOCUMENT["items"][0]
    many = [one | {"linkId": f"q{at}"} for at in range(11)]
    counts = table(["1"])["options"]["hvem"]
    publish(
        town.platform,
        document=DOCUMENT | {"items": many, "scales": []},
        ages=["all"],
        people={"all": 40},
        options={f"q{at}": counts for at in range(11)},
        scales={},
        places={},
    )

    found = figures(page(town))

    assert [len(found[code].drawing.rows) for code in ("svar-1", "svar-2")] == [8, 3]
    assert found["svar-2"].title.endswith("(2 af 2)")


@stored
def test_everything_is_said_in_the_readers_language(town: Town) -> None:
    publish(town.platform)

    with override("en"):
        content = page(town)

    assert content["sentences"][0].startswith("160 answers to “The quarter” in quarter 3 of 2026")
    assert figures(content)["svar-1"].drawing.rows[0].text == "Did you know who?"


@stored
def test_the_first_sentence_says_how_many_or_that_it_may_not_be_said(town: Town) -> None:
    ages = [str(band.pk) for band in town.platform.bands.all()]
    publish(town.platform, people=table(ages)["people"] | {ages[0]: None})

    assert page(town)["sentences"] == [
        "160 svar på “Kvartalets skema” i 3. kvartal 2026 (uge 27–39).",
        "De er fra 2 uger, der er offentliggjort.",
    ]
    assert page(town, alder=ages[0])["sentences"][:2] == [
        "“Kvartalets skema” i 3. kvartal 2026 (uge 27–39): for få svar til at sige, hvor mange.",
        "Alder: 1½–2 år.",
    ]


# --- the file -----------------------------------------------------------------------------------


@stored
def test_a_file_holds_what_the_chart_shows_with_definition_period_and_number(town: Town) -> None:
    publish(town.platform, is_synthetic=True)

    query = {"kvartal": "2026-Q3", "diagram": "svar-1"}
    heads, *rows = lines(details.file(town.platform, query))

    assert heads[-4:] == ["Antal", "Ud af", "Procent", "Skjult"]
    assert len(rows) == 6
    assert rows[3][1:5] == ["Kvartalets skema", "1", "3. kvartal 2026 (uge 27–39)", "ja"]
    assert rows[3][-6:] == ["Vidste I hvem?", "I høj grad", "40", "120", "33", ""]
    assert rows[5][-5:] == ["sprunget over", "20", "160", "13", ""]
    assert all("valgte et af svarene" in row[5] for row in rows)


@stored
def test_a_masked_place_is_in_the_file_without_a_number_and_no_name_is_a_formula(
    town: Town,
) -> None:
    publish(town.platform)

    _, *rows = lines(details.file(town.platform, {"diagram": "steder-1"}))

    assert [row[6] for row in rows] == ["'=Thisted", "Hjørring", "Læsø", "Aalborg"]
    assert rows[2][-4:] == ["", "", "", "for få svar (under 5)"]
    assert rows[3][-4:] == ["10", "20", "50", ""]


@stored
@pytest.mark.parametrize("code", ["", "svar-9", "linje-1", "SVAR-1"])
def test_a_chart_that_is_not_there_has_no_file(town: Town, code: str) -> None:
    publish(town.platform)

    assert details.file(town.platform, {"diagram": code}) is None


@stored
def test_every_chart_on_the_page_has_a_file_with_a_line_for_each_number(town: Town) -> None:
    publish(town.platform)

    for code, figure in figures(page(town)).items():
        _, *rows = lines(details.file(town.platform, {"diagram": code}))
        assert len(rows) == len(figure.lines) > 0
        assert {row[0] for row in rows} == {figure.title}
