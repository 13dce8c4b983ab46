"""What an editor prints leads to the short address, says the published words, and no draft."""

import io
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Pillow
from wagtail.images.models import Image

from cms.demo import build_signpost
from cms.models import Platform, Signpost
from cms.sheets import logo
from tests.cast import Town
from tests.portal.printing.tools import needs_tools, pictures, scanned, sizes, words_of

pytestmark = [pytest.mark.django_db, needs_tools]
ADDRESS = "http://testserver/p/mave/"
SHEETS = [
    pytest.param("plakat.pdf", [(210, 297)], id="poster"),
    pytest.param("plakat.pdf?str=a4", [(210, 297)], id="A4"),
    pytest.param("plakat.pdf?str=A3", [(297, 420)], id="A3"),
    pytest.param("plakat.pdf?str=kort", [(85, 55)], id="card"),
    pytest.param("folder.pdf", [(148, 210)] * 2, id="leaflet"),
]


@pytest.fixture
def mave(town: Town) -> Signpost:
    return build_signpost(
        town.page,
        "mave",
        "Hård mave?",
        text="Se, hvad I kan gøre i dag.",
        page="naar-barnet-holder-sig",
        band="3-4-aar",
    )


def printed(client: Client, folder: Path, sheet: str) -> Path:
    response = client.get(f"/p/mave/{sheet}")
    assert response.headers["Content-Type"] == "application/pdf"
    path = folder / "sheet.pdf"
    path.write_bytes(response.content)
    return path


@pytest.mark.parametrize(("sheet", "paper"), SHEETS)
def test_every_sheet_has_its_size_and_a_code_that_says_the_short_address(
    mave: Signpost, client: Client, tmp_path: Path, sheet: str, paper: list[tuple[int, int]]
) -> None:
    pdf = printed(client, tmp_path, sheet)

    assert sizes(pdf) == paper
    assert scanned(pictures(pdf)[-1]) == [ADDRESS]
    words = words_of(pdf)
    for part in ("Tæt og tør", "3–4 år", "Hård mave?", "testserver/p/mave"):
        assert part in words


def test_the_address_of_the_installation_is_printed_whatever_host_was_asked(
    mave: Signpost, client: Client, tmp_path: Path, settings
) -> None:
    settings.PUBLIC_URL = "https://kilden.example"

    pdf = printed(client, tmp_path, "plakat.pdf")

    assert scanned(pictures(pdf)[0]) == ["https://kilden.example/p/mave/"]
    assert "kilden.example/p/mave" in words_of(pdf)


@pytest.mark.parametrize("size", ["b5", "", "a4.pdf", "../a4", "x" * 5000])
def test_a_size_we_do_not_print_is_not_found(mave: Signpost, client: Client, size: str) -> None:
    assert client.get("/p/mave/plakat.pdf", {"str": size}).status_code == 404


def test_the_leaflet_of_a_page_holds_its_answer_its_steps_and_when_to_seek_help(
    mave: Signpost, client: Client, tmp_path: Path
) -> None:
    words = words_of(printed(client, tmp_path, "folder.pdf"))

    assert "Gå på toilettet på faste tider. Giv ro. Sådan gør I" in words
    assert "Sig til." in words
    assert "Ring til egen læge Det gør ondt at tisse." in words
    assert "endnu ikke gennemgået" in words


def test_a_reviewed_page_says_so_on_paper(
    town: Town, mave: Signpost, client: Client, tmp_path: Path
) -> None:
    type(town.guide).objects.update(reviewed_on="2026-05-01")

    assert "1. maj 2026" in words_of(printed(client, tmp_path, "folder.pdf"))


def test_the_leaflet_prints_no_draft(
    town: Town, mave: Signpost, client: Client, tmp_path: Path
) -> None:
    town.guide.quick_answer = "Et udkast, som ingen har set."
    town.guide.save_revision()
    assert "udkast" not in words_of(printed(client, tmp_path, "folder.pdf"))

    town.guide.unpublish()
    words = words_of(printed(client, tmp_path, "folder.pdf"))
    assert "faste tider" not in words
    assert "Hård mave?" in words


def test_the_leaflet_of_an_age_lists_its_advice(
    town: Town, mave: Signpost, client: Client, tmp_path: Path
) -> None:
    Signpost.objects.update(page=None)

    words = words_of(printed(client, tmp_path, "folder.pdf"))

    assert "Råd til 3–4 år" in words
    assert "Når barnet holder sig" in words


def test_the_leaflet_of_a_platform_lists_its_ages(
    town: Town, mave: Signpost, client: Client, tmp_path: Path
) -> None:
    Signpost.objects.update(page=None, band=None)

    words = words_of(printed(client, tmp_path, "folder.pdf"))

    assert "Mit barn er …" in words
    assert "11 år eller ældre" in words


def test_with_the_platform_taken_down_the_leaflet_has_its_heading_and_its_code(
    town: Town, mave: Signpost, client: Client, tmp_path: Path
) -> None:
    town.page.unpublish()

    pdf = printed(client, tmp_path, "folder.pdf")

    assert "Se, hvad I kan gøre i dag." in words_of(pdf)
    assert scanned(pictures(pdf)[0]) == [ADDRESS]


def test_a_poster_can_be_had_as_vectors_and_the_code_alone(mave: Signpost, client: Client) -> None:
    for sheet in ("plakat.svg", "qr.svg"):
        response = client.get(f"/p/mave/{sheet}")

        assert response.headers["Content-Type"] == "image/svg+xml"
        assert b"<svg" in response.content


def test_a_poster_asks_the_database_a_known_number_of_times(
    mave: Signpost, client: Client, django_assert_num_queries
) -> None:
    client.get("/p/mave/plakat.pdf")

    with django_assert_num_queries(3):  # signpost, front page, its site
        client.get("/p/mave/plakat.pdf")


def picture(name: str, content: bytes) -> Image:
    return Image.objects.create(
        title="Kommunen", file=ImageFile(io.BytesIO(content), name), width=300, height=100
    )


def png() -> bytes:
    kept = io.BytesIO()
    Pillow.new("RGB", (300, 100), "#aa0000").save(kept, "png")
    return kept.getvalue()


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_a_logo_takes_the_place_of_the_drop(mave: Signpost, client: Client, tmp_path: Path) -> None:
    Platform.objects.update(logo=picture("logo.png", png()))

    [page] = pictures(printed(client, tmp_path, "plakat.pdf"))

    with Pillow.open(page) as opened:
        assert (170, 0, 0) in {colour for _count, colour in opened.getcolors(1_000_000)}
    assert scanned(page) == [ADDRESS]


def test_a_logo_that_is_no_picture_or_is_gone_does_not_stop_the_print(
    mave: Signpost, client: Client, tmp_path: Path
) -> None:
    broken, gone = picture("broken.png", png()), picture("gone.png", png())
    Path(broken.file.path).write_bytes(b"<svg><script>alert(1)</script></svg>")
    Path(gone.file.path).unlink()

    for image in Image.objects.filter(pk__in=(broken.pk, gone.pk)):
        Platform.objects.update(logo=image)
        assert logo(image) == ""
        assert client.get("/p/mave/plakat.pdf").status_code == 200
