"""The sheet of paper holds every question of the very version that is asked, with room for every answer."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from cms.models import AgeBand, Platform
from portal.printing import papers
from portal.users.models import Organisation, Place
from questionnaires import demo
from questionnaires.forms import CaptureForm
from questionnaires.models import AccessPoint, Campaign, Notice, QuestionnaireVersion
from questionnaires.papers import paper
from questionnaires.publishing import publish_version
from tests.cast import Town
from tests.portal.printing.tools import needs_tools, run, words_of
from tests.questionnaires.made import document, group, question, rating, text, when
from tests.questionnaires.test_questions import EVERY_KIND, TODAY

pytestmark = needs_tools
INSTRUMENTS = sorted(demo.INSTRUMENTS.glob("*.json"))
YES = "Ja, det er i orden"
BANDS = [AgeBand(slug="3-4-aar", name="3–4 år"), AgeBand(slug="5-10-aar", name="5–10 år")]
UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u2068\u2069")
)  # where a word may break, and a direction ends
Print = Callable[..., Path]


@pytest.fixture
def on_paper(tmp_path: Path) -> Print:
    """Set a questionnaire in type without a database."""

    def made(content: dict, language: str = "da", **changes: object) -> Path:
        version = QuestionnaireVersion(definition=content)
        campaign = Campaign(
            platform=Platform(name="Tæt og tør", hue=210), version=version, **changes
        )
        place = Place(name="Vest", organisation=Organisation(name="Aalborg Kommune"))
        point = AccessPoint(campaign=campaign, place=place, code="abcd2345")
        with override(language):
            sheet = paper(point, CaptureForm(version.parsed, BANDS, language, campaign=campaign))
            (tmp_path / "sheet.pdf").write_bytes(papers.pdf(sheet))
        return tmp_path / "sheet.pdf"

    return made


def unhyphenated(pdf: Path) -> str:
    """Return all words without the spaces between: a line may break anywhere, in a column too."""
    words = run("pdftotext", "-raw", pdf, "-")
    return "".join(words.translate(UNSEEN).split())


def holds(pdf: Path, words: str) -> bool:
    return "".join(words.split()) in unhyphenated(pdf)


@pytest.mark.thorough
@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_every_question_of_every_shipped_questionnaire_is_there(
    on_paper: Print, path: Path
) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    sheet = on_paper(content)
    definition = QuestionnaireVersion(definition=content).parsed

    flat = unhyphenated(sheet).replace("-", "")
    for words in [definition.title, *(item.text for item in definition.walk() if item.text)]:
        assert "".join(words["da"].split()).replace("-", "") in flat, words["da"]
    for item in definition.questions:
        for option in item.options:
            assert "".join(option.text["da"].split()).replace("-", "") in flat, option.text["da"]
    assert holds(sheet, f"version {definition.version}")
    assert holds(sheet, definition.licence.notice)


def test_every_kind_of_question_has_its_room(on_paper: Print) -> None:
    items = [item | {"may_decline": True} for item in EVERY_KIND]
    sheet = words_of(on_paper(document(*items)))

    for item in EVERY_KIND:
        assert item["text"]["da"] in sheet
    assert sheet.count("Jeg vil helst ikke svare") == len(EVERY_KIND)
    for words in ("Sæt et kryds på linjen.", "Slet ikke", "Helt vildt", "Intet", "Alt", "ml",
                  "Noget andet:", "Ansigt 5", "Dag, måned, år.", "I må gerne sætte flere"):  # fmt: skip
        assert words in sheet
    assert sheet.count("Skriv ikke navne eller CPR-numre") == 2
    assert " cm" not in sheet, "no printer is sure of the length of a line"


def test_a_condition_is_said_in_words(on_paper: Print) -> None:
    sheet = on_paper(
        document(
            question("plan", "boolean"),
            rating("brugt", enableWhen=[when("plan", "=", True)]),
            group("g", rating("x"), text=text("Om planen"), enableWhen=[when("plan", "=", False)]),
        )
    )

    assert holds(sheet, "Kun hvis I svarede “Ja” til “Spørgsmål plan?”.")
    assert holds(sheet, "Kun hvis I svarede “Nej” til “Spørgsmål plan?”.")


def test_rows_are_a_table_with_a_line_for_each(on_paper: Print) -> None:
    columns = question("hvad", "string", maxLength=20), question("uheld", "boolean")
    rows = group("linjer", *columns, repeats=True, text=text("Hver gang"))
    sheet = words_of(on_paper(document(rows)))

    assert "Hver gang" in sheet
    assert sheet.count("Ja") == sheet.count("Nej") == 8


@pytest.mark.parametrize(("language", "words"), [("en", "page 1 of"), ("ar", "لقاؤكم")])
def test_it_is_tagged_and_says_its_language(on_paper: Print, language: str, words: str) -> None:
    content = json.loads((demo.INSTRUMENTS / "kontakten_i_dag.json").read_text(encoding="utf-8"))
    sheet = on_paper(content, language)

    assert "Tagged: yes" in " ".join(run("pdfinfo", sheet).split())
    assert b"pdfuaid:part" in sheet.read_bytes()
    assert f"/Lang({language})".encode() in sheet.read_bytes()
    assert language == "ar" or words in words_of(sheet)


def test_the_notice_and_a_cross_for_consent_stand_before_the_questions(on_paper: Print) -> None:
    told = words_of(on_paper(document(rating("a")), notice=Notice(text_da="Vi læser svarene.")))
    asked = words_of(
        on_paper(document(rating("a")), notice=Notice(text_da="Må vi?", kind="consent"))
    )

    assert told.index("Vi læser svarene.") < told.index("Spørgsmål a?")
    assert YES not in told
    assert asked.index(YES) < asked.index("Spørgsmål a?")


@pytest.mark.django_db
def test_a_places_own_questions_and_where_to_hand_it_in(
    town: Town, client: Client, tmp_path: Path
) -> None:
    own = document(rating("sted"), key="eget", title=text("Vores egne"))
    town.poster.local_version = publish_version(document=own, on=TODAY)
    town.poster.save()
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(client.get("/s/plakat23/papir.pdf").content)
    words = words_of(sheet)

    assert words.index("Blev I enige") < words.index("7. Spørgsmål sted?")
    assert "1. Hvor gammelt er jeres barn?" in words
    assert "Aflevér skemaet til personalet: Sundhedsplejen, Aalborg Kommune." in words
    assert "plakat23" in words
