"""What is printed can be scanned, read aloud by a screen reader, and leads to the questionnaire."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import Town

pytestmark = pytest.mark.django_db
needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftoppm", "pdftotext", "zbarimg"))),
    reason="needs Debian's poppler-utils and zbar-tools",
)


def printed(client: Client, tmp_path: Path, query: str = "") -> Path:
    response = client.get(f"/s/plakat23/plakat.pdf{query}")
    assert response.headers["Content-Type"] == "application/pdf"
    path = tmp_path / "plakat.pdf"
    path.write_bytes(response.content)
    return path


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@needs_tools
def test_a_phone_that_scans_the_poster_comes_to_the_questionnaire(
    town: Town, client: Client, tmp_path: Path
) -> None:
    poster = printed(client, tmp_path)
    run("pdftoppm", "-r", "80", "-png", "-singlefile", poster, tmp_path / "page")

    scanned = run("zbarimg", "-q", "--raw", tmp_path / "page.png").strip()

    assert scanned == town.poster.public_url == "http://testserver/s/plakat23/"


@needs_tools
def test_the_poster_says_what_it_is_in_danish_and_english(
    town: Town, client: Client, tmp_path: Path
) -> None:
    danish = " ".join(run("pdftotext", printed(client, tmp_path), "-").split())
    english = " ".join(run("pdftotext", printed(client, tmp_path, "?sprog=en"), "-").split())

    assert "Tæt og tør" in danish
    assert "Kontakten i dag" in danish
    assert "Anonymt" in danish
    assert "Sundhedsplejen, Aalborg Kommune" in danish
    assert "testserver/s/plakat23" in danish
    assert "Your contact today" in english


@needs_tools
def test_the_poster_is_one_tagged_a4_page(town: Town, client: Client, tmp_path: Path) -> None:
    facts = run("pdfinfo", printed(client, tmp_path))

    assert "Pages:           1" in facts
    assert "(A4)" in facts
    assert "Tagged:          yes" in facts
    assert "Title:           Kontakten i dag" in facts


def test_the_poster_is_marked_as_pdf_for_universal_access(town: Town, client: Client) -> None:
    content = client.get("/s/plakat23/plakat.pdf").content

    assert b"pdfuaid:part" in content


def test_the_code_alone_is_an_svg_picture(town: Town, client: Client) -> None:
    response = client.get("/s/plakat23/qr.svg")

    assert response.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


@pytest.mark.parametrize(
    "address",
    [
        "/s/findes-ikke/plakat.pdf",
        "/s/findes-ikke/qr.svg",
        "/s/findes-ikke/papir.pdf",
        "/s/plakat23/plakat.pdf?str=a9",
    ],
)
def test_an_unknown_code_has_no_poster(town: Town, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
