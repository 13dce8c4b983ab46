"""What Ida may upload, with real bytes: everything else is refused in Danish, and nothing is stored."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection

from tests.cast import Town
from tests.cms import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida(town: Town, client: Client, settings, tmp_path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(town.people.ida)
    return client


def send(ida: Client, address: str, name: str, data: bytes) -> str:
    """Return what the editor is told; nothing when the file was taken in."""
    response = ida.post(
        reverse(address), {"title": name, "file": files.upload(name, data), "collection": "1"}
    )
    return "" if response.status_code == 302 else response.content.decode()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jpg", "JPEG"),
        ("a.jpeg", "JPEG"),
        ("a.PNG", "PNG"),
        ("a.webp", "WEBP"),
        ("a.avif", "AVIF"),
    ],
)
def test_a_picture_of_a_known_kind_is_taken_in(ida: Client, name: str, kind: str) -> None:
    assert send(ida, "wagtailimages:add", name, files.photograph(kind, (40, 30))) == ""
    assert Image.objects.get().width == 40


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        pytest.param("a.svg", files.SVG, "Billedformatet understøttes ikke", id="svg with script"),
        pytest.param("a.png", files.SVG, "Ikke et gyldigt .png-billede", id="svg posing as png"),
        pytest.param("a.png", files.HTML, "ikke et billede", id="html posing as png"),
        pytest.param("a.gif", files.photograph("GIF", (9, 9)), "understøttes ikke", id="gif"),
        pytest.param(
            "a.jpg",
            files.photograph("PNG", (9, 9)),
            "Ikke et gyldigt .jpeg-billede",
            id="png as jpg",
        ),
        pytest.param(
            "a.jpg", files.photograph()[:5000], "Billedet er i stykker", id="jpg cut short"
        ),
        pytest.param(
            "a.png", files.photograph("PNG", (90, 90))[:900], "i stykker", id="png cut short"
        ),
        pytest.param(
            "a.png",
            files.claims_to_be_huge(7000),
            "højst 40 millioner pixels",
            id="49 million pixels",
        ),
        pytest.param(
            "a.png", files.claims_to_be_huge(60000), "højst 40 millioner pixels", id="a bomb"
        ),
        pytest.param("a.jpg", b"", "tom", id="nothing at all"),
        pytest.param("a.jpg", b"\xff\xd8" * 6_000_000, "for stor", id="12 MB"),
    ],
)
def test_any_other_picture_is_refused_with_a_sentence(
    ida: Client, name: str, data: bytes, sentence: str
) -> None:
    html = send(ida, "wagtailimages:add", name, data)

    assert sentence in html
    assert not Image.objects.exists()
    assert not default_storage.exists("original_images")


def test_the_chooser_in_the_editor_refuses_the_same(ida: Client) -> None:
    response = ida.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Barn",
            "image-chooser-upload-file": files.upload("a.jpg", files.photograph()[:5000]),
            "image-chooser-upload-collection": "1",
        },
    )

    assert "Billedet er i stykker" in response.json()["htmlFragment"]
    assert not Image.objects.exists()


def test_many_pictures_at_once_are_looked_at_one_by_one(ida: Client) -> None:
    response = ida.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": files.upload("a.svg", files.SVG), "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert "Billedformatet understøttes ikke" in response.json()["error_message"]
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("råd.pdf", files.PDF),
        ("film.mp4", files.MP4),
        ("film.webm", files.WEBM),
        ("tekst.vtt", files.VTT),
        ("tekst.vtt", b"\xef\xbb\xbf" + files.VTT),
    ],
    ids=["pdf", "mp4", "webm", "vtt", "vtt with a mark in front"],
)
def test_a_document_that_is_what_its_name_says_is_taken_in(
    ida: Client, name: str, data: bytes
) -> None:
    assert send(ida, "wagtaildocs:add", name, data) == ""
    assert Document.objects.get().file_size == len(data)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        pytest.param("a.html", files.HTML, "er ikke tilladt", id="html"),
        pytest.param("a.svg", files.SVG, "er ikke tilladt", id="svg"),
        pytest.param("a.exe", b"MZ", "er ikke tilladt", id="a program"),
        pytest.param("a", files.PDF, "er ikke tilladt", id="no ending"),
        pytest.param("a.pdf", files.HTML, "passer ikke til dens navn", id="html as pdf"),
        pytest.param("a.mp4", files.HTML, "passer ikke til dens navn", id="html as film"),
        pytest.param("a.webm", files.MP4, "passer ikke til dens navn", id="mp4 as webm"),
        pytest.param("a.vtt", b"1\n00:00:00,000", "passer ikke til dens navn", id="srt as vtt"),
        pytest.param("a.vtt", b" WEBVTT", "passer ikke til dens navn", id="vtt after a space"),
        pytest.param("a.pdf", b"", "tom", id="nothing at all"),
    ],
)
def test_any_other_document_is_refused_with_a_sentence(
    ida: Client, name: str, data: bytes, sentence: str
) -> None:
    assert sentence in send(ida, "wagtaildocs:add", name, data)
    assert not Document.objects.exists()
    assert not default_storage.exists("documents")


def test_a_picture_keeps_its_file_when_only_its_name_is_changed(ida: Client) -> None:
    own = Collection.objects.get(name="Tæt og tør")
    image = files.make_image()
    Image.objects.update(collection=own)

    response = ida.post(
        reverse("wagtailimages:edit", args=[image.pk]), {"title": "Nyt navn", "collection": own.pk}
    )

    assert response.status_code == 302
    assert Image.objects.get().title == "Nyt navn"
