"""The report: pages that can be read aloud, with the charts of the board, and nothing that is hidden."""

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from feedback.charts import draw
from feedback.demo import build_referrals
from feedback.exports import report
from feedback.exports.drawn import drawn, sheet
from feedback.exports.words import Whose
from feedback.models import DetailPublication
from feedback.runcharts import analyse
from tests.cast import Town
from tests.conftest import TUESDAY
from tests.feedback import details
from tests.feedback.exports.published import publish_everything, publish_weeks
from tests.portal.printing.tools import needs_tools, run, words_of

pytestmark = [pytest.mark.django_db, needs_tools]
WHOSE = Whose("Driftscirklen", "Tæt og tør", "24. november 2026")


def printed(town: Town, folder: Path, language: str = "da", whose: Whose = WHOSE) -> Path:
    with override(language):
        content = report.pdf(town.platform, whose, town.circle.aim)
    file = folder / "rapport.pdf"
    file.write_bytes(content)
    return file


def test_a_report_of_nothing_says_so_on_one_page(town: Town, tmp_path: Path) -> None:
    file = printed(town, tmp_path)

    assert "Der er ikke offentliggjort nogen tal endnu." in words_of(file)
    assert "Pages:           1" in run("pdfinfo", file)


def test_a_withheld_quarter_and_a_measure_without_points_are_said(
    town: Town, tmp_path: Path
) -> None:
    details.publish(town.platform, status="withheld")
    publish_weeks(town)
    town.platform.measures.create(
        slug="tom", title="Tom", definition="Intet endnu.", source="series"
    )

    words = words_of(printed(town, tmp_path))

    assert "holdt tilbage: kunne ikke vises sikkert" in words
    assert "Intet at tegne endnu." in words


def test_it_can_be_read_aloud(town: Town, tmp_path: Path) -> None:
    publish_everything(town)

    file = printed(town, tmp_path)

    facts = run("pdfinfo", file)
    # Words that stand in it are in an encoding of their own, so not all of it is UTF-8.
    told = subprocess.run(["pdfinfo", "-struct", file], capture_output=True, check=True).stdout
    structure = re.findall(r"\w+", told.decode(errors="replace"))
    assert "Tagged:          yes" in facts
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file.read_bytes()
    assert structure.count("Figure") == 1
    assert structure.count("H1") == 1
    assert {"H2", "H3", "Table", "TH", "LI"} <= set(structure)


def test_it_carries_sentence_definition_period_n_masks_and_rules(
    town: Town, tmp_path: Path
) -> None:
    publish_everything(town)

    words = words_of(printed(town, tmp_path))

    assert "Ved, hvem de kan spørge: Det er for tidligt at sige noget." in words
    assert "Andel af alle svar." in words
    assert "Svar fra uge 27 til uge 39." in words
    assert "uge 27 12 20 60 %" in words
    assert "uge 28 skjult skjult skjult" in words
    assert "for få svar (under 5)" in words
    assert "Serierne er bedømt med: Anhøjs regler." in words
    for heading in ("Vidste I hvem?", "Hvilke sider hjalp", "Hvad folk skrev om"):
        assert heading in words


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_made_up_numbers_are_said_to_be_made_up_on_every_page(
    town: Town, tmp_path: Path, is_synthetic: bool
) -> None:
    publish_everything(town)
    DetailPublication.objects.update(is_synthetic=is_synthetic)

    file = printed(town, tmp_path)

    pages = run("pdftotext", file, "-").split("\f")[:-1]
    assert len(pages) > 1
    assert {"Øvedata" in page for page in pages} == {is_synthetic}


def test_a_series_of_counts_has_no_column_for_out_of(town: Town, tmp_path: Path) -> None:
    build_referrals(town.platform, TUESDAY.date())

    words = words_of(printed(town, tmp_path))

    assert "Ud af" not in words
    assert "Henvisninger til hospitalet" in words


def test_long_names_right_to_left_names_and_25_questions_are_printed(
    town: Town, tmp_path: Path
) -> None:
    item = details.DOCUMENT["items"][0]
    items = [
        item
        | {
            "linkId": f"q{number}",
            "text": {"da": f"{number} " + "Speciallægepraksisoverenskomstens tillægsydelser " * 4},
        }
        for number in range(25)
    ]
    ages = {"all": 40}
    counts = dict.fromkeys(("0", "1", "2", "3", "x", ""), ages)
    table = {
        "ages": ["all"],
        "people": ages,
        "options": {one["linkId"]: counts for one in items},
        "scales": {},
        "places": {},
    }
    details.publish(
        town.platform, document=details.DOCUMENT | {"items": items, "scales": []}, **table
    )
    publish_weeks(town, title="=SUM(A1) " + "ن" * 60)

    file = printed(town, tmp_path, "ar", Whose("دائرة العمل " * 6, "Tæt og tør", "x" * 90))

    assert words_of(file).count("Speciallægepraksisoverenskomstens") == 100


# --- the picture --------------------------------------------------------------------------------


def test_the_picture_of_the_board_is_taken_with_its_colours() -> None:
    chart = draw(
        analyse([5, 6, None, 7], [10, 10, None, 10]), list("abcd"), id="c", title="<Titel> & mere"
    )

    with override("da"):
        found = drawn(chart, strong="#016774", signal="#a21a1b")

    picture = ElementTree.fromstring(found.svg)
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert "run-chart" in picture.get("class")
    assert "var(" not in found.svg
    assert "@" not in found.svg
    assert "#016774" in found.svg
    assert found.said.startswith("Seriediagram fra a til d.")
    assert len(picture.findall(".//{http://www.w3.org/2000/svg}path")) > 5


def test_a_template_without_a_picture_is_not_taken_for_one(monkeypatch) -> None:
    monkeypatch.setattr("feedback.exports.drawn.render_to_string", lambda *given: "<p>intet</p>")
    chart = draw(analyse([5, 6]), ["a", "b"], id="c", title="Titel")

    with pytest.raises(ValueError, match="no wide picture"):
        drawn(chart, strong="#000", signal="#000")


def test_a_variable_that_is_not_known_is_its_fallback() -> None:
    rules = sheet({"--ink": "#123456"})

    assert "#123456" in rules
    assert "var(" not in rules
    assert "sans-serif" in rules
