"""A member takes the published numbers with her; nobody else does, and nothing that is not published goes."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from feedback.circles.models import CircleMember
from feedback.exports import parquet
from feedback.models import Bucket, Tally
from tests.cast import CAST, Town
from tests.feedback.exports.published import publish_everything

pytestmark = pytest.mark.django_db
PAGE = "/kreds/taet-og-toer/hent/"
CSV, XLSX, PARQUET, REPORT = (
    PAGE + name for name in ("tal.csv", "tal.xlsx", "tal.parquet", "rapport.pdf")
)


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


@pytest.mark.parametrize("name", CAST)
def test_only_a_member_takes_the_numbers(town: Town, name: str) -> None:
    client = Client()
    client.force_login(getattr(town.people, name))

    statuses = {client.get(address).status_code for address in (PAGE, CSV, XLSX)}

    assert statuses == ({200} if name == "sofie" else {403})


@pytest.mark.parametrize("address", [PAGE, CSV, XLSX, PARQUET, REPORT])
def test_a_citizen_is_asked_to_sign_in(town: Town, client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/konto/login/?next=/kreds/taet-og-toer/hent/")


@pytest.mark.parametrize("name", ["tal.exe", "tal", "TAL.CSV", "..%2Fsettings", "rapport.pdf.csv"])
def test_an_unknown_file_is_not_found(sofie: Client, name: str) -> None:
    assert sofie.get(PAGE + name).status_code == 404


def test_nothing_can_be_sent_there_and_no_cache_keeps_it(sofie: Client) -> None:
    for address in (PAGE, CSV):
        assert sofie.post(address).status_code == 405
        assert "no-store" in sofie.get(address).headers["Cache-Control"]


def test_a_circle_without_publications_gets_files_that_say_so(sofie: Client) -> None:
    assert "Der er ikke offentliggjort nogen tal endnu." in sofie.get(CSV).content.decode()
    assert sofie.get(XLSX).content.startswith(b"PK")


def test_the_file_holds_measures_answers_pages_and_themes(town: Town, sofie: Client) -> None:
    publish_everything(town)

    response = sofie.get(CSV)

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert {row["Slags"] for row in rows} == {"over tid", "spørgsmål", "skala", "side", "tema"}
    assert 'filename="taet-og-toer-tal.csv"' in response.headers["Content-Disposition"]


def test_tallies_are_not_asked(town: Town, sofie: Client, monkeypatch) -> None:
    publish_everything(town)

    def unreadable(*given: object, **named: object) -> None:
        raise AssertionError("a view read what is not published")

    for model in (Tally, Bucket):
        monkeypatch.setattr(model.objects, "get_queryset", unreadable)

    assert {sofie.get(address).status_code for address in (PAGE, CSV, XLSX)} == {200}


def test_the_page_leads_to_every_file_and_is_led_to(town: Town, sofie: Client) -> None:
    html = sofie.get(PAGE).content.decode()

    for address in (CSV, XLSX, REPORT, "/kreds/taet-og-toer/noegler/"):
        assert f'href="{address}"' in html
    for page in ("/kreds/taet-og-toer/", "/kreds/taet-og-toer/tal/"):
        assert f'href="{PAGE}"' in sofie.get(page).content.decode()


def test_a_plain_member_is_told_who_makes_keys(sofie: Client) -> None:
    CircleMember.objects.update(role="member")

    html = sofie.get(PAGE).content.decode()

    assert 'href="/kreds/taet-og-toer/noegler/"' not in html
    assert "Nøgler laves af" in html


def test_without_pyarrow_parquet_is_refused_with_a_sentence(sofie: Client, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "is_there", lambda: False)

    page, refused = sofie.get(PAGE).content.decode(), sofie.get(PARQUET)

    assert f'href="{PARQUET}"' not in page
    assert "pyarrow er ikke installeret" in page
    assert refused.status_code == 501
    assert "notice-warning" in refused.content.decode()


def test_how_often_the_database_is_asked_is_known(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    publish_everything(town)

    # session, user, circle with platform, member, keeper; the link to the platform: four
    with django_assert_num_queries(9):
        sofie.get(PAGE)
    # session, user, circle, member; measures, observations, marks, weeks; ages, details, pages, themes, names
    with django_assert_num_queries(13):
        sofie.get(CSV)


@pytest.mark.thorough
def test_a_process_that_writes_no_report_loads_no_typesetter() -> None:
    code = (
        "import portal.wsgi, portal.urls, feedback.circles.views.downloads, sys; "
        "sys.exit(','.join({'pandas', 'scipy', 'typst', 'pyarrow'} & set(sys.modules)) or 0)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PATH": ""}
    root = Path(__file__).resolve().parents[2]
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True
    )

    assert result.returncode == 0, result.stderr
