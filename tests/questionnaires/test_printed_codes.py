"""Long names and Danish letters survive printing."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from portal.printing import posters
from questionnaires import signs
from tests.cast import Town
from tests.questionnaires.test_posters import needs_tools, printed, run

needs_pdfinfo = pytest.mark.skipif(
    not shutil.which("pdfinfo"), reason="needs Debian's poppler-utils"
)


def scanned(picture: Path) -> str:
    return subprocess.run(
        ["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.django_db
@needs_tools
def test_the_poster_leads_to_the_address_of_the_installation(
    town: Town, client: Client, tmp_path: Path, settings
) -> None:
    settings.PUBLIC_URL = "https://kilden.example"
    poster = printed(client, tmp_path)
    run("pdftoppm", "-r", "100", "-png", "-singlefile", poster, tmp_path / "page")

    assert scanned(tmp_path / "page.png") == "https://kilden.example/s/plakat23/"
    assert "kilden.example/s/plakat23" in run("pdftotext", poster, "-")


@pytest.mark.django_db
@needs_pdfinfo
@pytest.mark.parametrize("length", [84, 180], ids=["a place and its organisation", "twice that"])
def test_a_poster_is_one_page_however_long_the_place_is_called(
    town: Town, client: Client, tmp_path: Path, length: int
) -> None:
    name = "Æblehavens åbne rådgivning for små og store børnefamilier i Østerå " * 4
    sign = replace(signs.sign(town.poster, "da"), place=name[:length])
    (tmp_path / "plakat.pdf").write_bytes(posters.sign_pdf(sign, posters.Size.A4))

    assert "Pages:           1" in run("pdfinfo", tmp_path / "plakat.pdf")


@pytest.mark.django_db
@needs_tools
@needs_pdfinfo
def test_a_long_platform_name_stays_on_one_page_and_leaves_the_code_to_be_scanned(
    town: Town, client: Client, tmp_path: Path
) -> None:
    town.poster.place.name = "Æblehavens åbne rådgivning i Østerå"
    town.poster.place.save()
    town.platform.name = "Tæt og tør, søvn, måltider og trøst for børn i alle aldre og deres voksne"
    town.platform.save()
    poster = printed(client, tmp_path)
    run("pdftoppm", "-r", "100", "-png", "-singlefile", poster, tmp_path / "page")

    text = " ".join(run("pdftotext", poster, "-").split())
    assert "Pages:           1" in run("pdfinfo", poster)
    assert "søvn, måltider og trøst for børn" in text
    assert "Æblehavens åbne rådgivning" in text
    assert scanned(tmp_path / "page.png") == town.poster.public_url


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "language"), [("", b"da"), ("?sprog=en", b"en")], ids=["Danish", "English"]
)
def test_the_poster_says_its_language(
    town: Town, client: Client, query: str, language: bytes
) -> None:
    content = client.get(f"/s/plakat23/plakat.pdf{query}").content

    assert b"/Lang(" + language + b")" in content


@pytest.mark.django_db
@needs_tools
def test_words_that_mean_something_to_the_typesetter_are_only_words(
    town: Town, client: Client, tmp_path: Path
) -> None:
    town.platform.name = '#panic("x") *fed* $2^n$ <b> \\ "citat"'
    town.platform.save()

    assert '#panic("x") *fed* $2^n$ <b> \\ "citat"' in run(
        "pdftotext", printed(client, tmp_path), "-"
    )


@pytest.mark.django_db
def test_a_poster_without_a_place_can_be_printed(town: Town, client: Client) -> None:
    response = client.get("/s/sidelink/plakat.pdf")

    assert response.content.startswith(b"%PDF")
    assert response.headers["Content-Disposition"] == 'inline; filename="plakat-sidelink.pdf"'
