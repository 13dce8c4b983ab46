"""The quarter in numbers: for the circle alone, said plainly in every state, the same without script."""

import csv
import re

import pytest
from django.test import Client

from feedback.demo import build_referrals
from feedback.models import Measure, Observation
from tests.cast import Town
from tests.conftest import TUESDAY
from tests.feedback.details import DOCUMENT, publish

pytestmark = pytest.mark.django_db
PAGE = "/kreds/taet-og-toer/tal/"
FILE = "/kreds/taet-og-toer/tal.csv?diagram=svar-1"
POINTS = "/kreds/taet-og-toer/over-tid/henvisninger.csv"


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


def look(client: Client, query: str = "") -> str:
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


# --- who may see --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status"),
    [("sofie", 200), ("mikkel", 403), ("hanne", 403), ("ida", 403), ("jonas", 403)],
)
def test_only_a_member_sees_the_numbers_and_their_files(town: Town, name: str, status: int) -> None:
    publish(town.platform)
    build_referrals(town.platform, TUESDAY.date())
    client = Client()
    client.force_login(getattr(town.people, name))

    assert [client.get(address).status_code for address in (PAGE, FILE, POINTS)] == [status] * 3


@pytest.mark.parametrize("address", [PAGE, FILE, POINTS])
def test_a_citizen_is_asked_to_sign_in(town: Town, client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/konto/login/?next=/kreds/taet-og-toer/")


@pytest.mark.parametrize("address", [PAGE, FILE, POINTS])
def test_nothing_can_be_sent_there_and_no_cache_keeps_it(
    town: Town, sofie: Client, address: str
) -> None:
    publish(town.platform)
    build_referrals(town.platform, TUESDAY.date())

    assert sofie.post(address).status_code == 405
    assert "no-store" in sofie.get(address).headers["Cache-Control"]


@pytest.mark.parametrize("rest", ["tal/", "tal.csv?diagram=svar-1", "over-tid/henvisninger.csv"])
def test_a_circle_that_is_not_there_has_no_numbers(sofie: Client, rest: str) -> None:
    assert sofie.get(f"/kreds/findes-ikke/{rest}").status_code == 404


# --- what is said -------------------------------------------------------------------------------


def test_an_empty_page_says_when_there_will_be_something(sofie: Client) -> None:
    html = look(sofie)

    assert 'class="empty"' in html
    assert "<form" not in html
    assert '<svg class="rc' not in html


def test_a_withheld_quarter_is_said_to_be_withheld(town: Town, sofie: Client) -> None:
    publish(town.platform, status="withheld")

    html = look(sofie)

    assert "ingen af dem vises" in html
    assert '<svg class="rc' not in html
    assert 'name="alder"' not in html


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_made_up_numbers_are_said_to_be_made_up_and_real_ones_not(
    town: Town, sofie: Client, is_synthetic: bool
) -> None:
    publish(town.platform, is_synthetic=is_synthetic)

    assert ("notice-warning" in look(sofie)) == is_synthetic


def test_the_first_thing_on_the_page_is_a_sentence(town: Town, sofie: Client) -> None:
    publish(town.platform)

    html = look(sofie)

    assert html.index("160 svar på “Kvartalets skema”") < html.index("<select")


def test_words_of_a_questionnaire_are_shown_as_they_are_written(town: Town, sofie: Client) -> None:
    item = DOCUMENT["items"][0] | {"text": {"da": "<b>Fed</b> & <script>"}}
    publish(town.platform, document=DOCUMENT | {"items": [item], "scales": []})

    html = look(sofie)

    assert "<b>Fed" not in html
    assert "&lt;b&gt;Fed&lt;/b&gt; &amp; &lt;script&gt;" in html


def test_a_query_is_never_written_back(town: Town, sofie: Client) -> None:
    publish(town.platform)

    assert "vrøvl" not in look(sofie, "?alder=<vrøvl>&kvartal=<vrøvl>&spoergeskema=<vrøvl>")


# --- the charts ---------------------------------------------------------------------------------


def test_every_picture_is_named_and_described_and_every_id_is_there_once(
    town: Town, sofie: Client
) -> None:
    publish(town.platform)

    html = look(sofie)

    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    pictures = re.findall(r'role="img" aria-labelledby="([^"]*)"', html)
    assert len(pictures) == 10
    assert {name for names in pictures for name in names.split()} <= set(ids)
    assert html.count("<desc") == html.count("<title id") == 10


def test_places_in_pictures_are_written_with_a_point(town: Town, sofie: Client) -> None:
    publish(town.platform)

    places = re.findall(r' (?:x|y|width|height|d|data-x|data-y)="([^"]*)"', look(sofie))

    assert any("." in place for place in places)
    assert not [place for place in places if "," in place]


def test_every_chart_has_a_table_a_definition_and_a_file_that_is_there(
    town: Town, sofie: Client
) -> None:
    publish(town.platform)

    html = look(sofie)

    files = re.findall(r'href="([^"]*tal\.csv[^"]*)"', html)
    assert len(files) == html.count('<details class="rc-table">') == 5
    assert html.count('<details class="definition">') == 5
    for address in files:
        response = sofie.get(address.replace("&amp;", "&"))
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert response.content.startswith(b"\xef\xbb\xbf")


def test_a_masked_number_is_words_and_never_a_zero_or_a_dash(town: Town, sofie: Client) -> None:
    publish(town.platform)

    [row] = re.findall(r"<tr><th scope=\"row\">Læsø.*?</tr>", look(sofie), re.S)

    assert re.findall(r"<td>(.*?)</td>", row) == [
        "<i>for få svar (under 5)</i>",
        "<i>skjult</i>",
    ]


@pytest.mark.parametrize("query", ["?diagram=svar-9", "?diagram=svar-1&kvartal=2020-Q1", ""])
def test_a_file_of_nothing_is_not_found(town: Town, sofie: Client, query: str) -> None:
    publish(town.platform)

    assert sofie.get(f"/kreds/taet-og-toer/tal.csv{query}").status_code == 404


def test_the_page_asks_the_database_as_often_however_many_quarters_there_are(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    for quarter in ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"):
        publish(town.platform, quarter=quarter)

    # session, user, circle with platform, membership, the quarters, the chosen one, ages; and for the
    # link to the platform four: its page, what language that is in, the site, and the site's front page
    with django_assert_num_queries(11):
        sofie.get(PAGE)
    with django_assert_num_queries(7):
        sofie.get(FILE)


# --- charts over time ---------------------------------------------------------------------------


def test_the_board_leads_to_the_numbers_and_to_a_file_for_each_chart(
    town: Town, sofie: Client
) -> None:
    build_referrals(town.platform, TUESDAY.date())

    html = sofie.get("/kreds/taet-og-toer/").content.decode()

    assert f'href="{PAGE}"' in html
    assert f'href="{POINTS}"' in html


def test_the_points_of_a_chart_come_as_a_file(town: Town, sofie: Client) -> None:
    build_referrals(town.platform, TUESDAY.date())
    Observation.objects.filter(on="2026-10-01").update(numerator=None)

    rows = list(
        csv.DictReader(sofie.get(POINTS).content.decode("utf-8-sig").splitlines(), delimiter=";")
    )

    assert len(rows) == 24
    assert rows[-1]["Fra"] == rows[-1]["Til"] == "2026-10-01"
    assert (rows[-1]["Antal"], rows[-1]["Værdi"]) == ("", "")
    assert rows[-1]["Skjult"] == "for få svar (under 5)"
    assert rows[-2]["Antal"] == rows[-2]["Værdi"] != ""
    assert {(row["Skjult"], row["Fundet på"]) for row in rows[:-1]} == {("", "ja")}


@pytest.mark.parametrize("slug", ["findes-ikke", "tom"])
def test_a_measure_without_points_has_no_file(town: Town, sofie: Client, slug: str) -> None:
    Measure.objects.create(
        slug="tom", title="Tom", definition="–", platform=town.platform, source="series"
    )

    assert sofie.get(f"/kreds/taet-og-toer/over-tid/{slug}.csv").status_code == 404
