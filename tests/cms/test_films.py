"""A film of our own: nothing is fetched before a tap, captions and text are there, and players may jump."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.documents.models import Document

from cms.blocks import VideoBlock
from tests.cast import CAST, Town
from tests.cms.files import MP4, PDF, VTT, make_document, make_image

pytestmark = pytest.mark.django_db
ADVICE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def film() -> Document:
    return make_document(MP4, "film.mp4")


@pytest.fixture
def captions() -> Document:
    return make_document(VTT, "tekst.vtt")


def value_of(a_film: Document, a_text: Document, **changes: object):
    value = {
        "title": "Sådan sidder barnet godt",
        "film": a_film.pk,
        "captions": a_text.pk,
        "transcript": "En skammel.\n\n”Så hviler fødderne.”",
        "picture": None,
    }
    return VideoBlock().to_python(value | changes)


def show(town: Town, client: Client, value) -> str:
    town.guide.body = [("video", value)]
    town.guide.save_revision().publish()
    return client.get(ADVICE).content.decode()


def test_a_film_waits_for_a_tap_and_has_captions_and_text(
    town: Town, client: Client, film: Document, captions: Document
) -> None:
    html = show(town, client, value_of(film, captions))

    assert '<video controls preload="none"' in html
    assert "autoplay" not in html
    assert f'<source src="{film.url}" type="video/mp4">' in html
    assert f'<track kind="captions" src="{captions.url}" srclang="da" label="Undertekster">' in html
    assert "<p>En skammel.</p>" in html
    assert f'<a href="{film.url}">Hent filmen</a>' in html


def test_a_picture_may_stand_where_the_film_will_play(
    town: Town, client: Client, film: Document, captions: Document
) -> None:
    html = show(town, client, value_of(film, captions, picture=make_image().pk))

    assert 'poster="/media/images/' in html
    assert 'width="800" height="450"' in html


def test_a_film_that_was_deleted_leaves_its_text(
    town: Town, client: Client, film: Document, captions: Document
) -> None:
    value = value_of(film, captions)
    show(town, client, value)
    film.delete()

    html = client.get(ADVICE).content.decode()

    assert "<video" not in html
    assert "Filmen kan ikke vises lige nu" in html
    assert "<p>En skammel.</p>" in html


def test_a_film_whose_picture_is_gone_is_shown_without_it(
    town: Town, client: Client, film: Document, captions: Document, tmp_path: Path
) -> None:
    image = make_image()
    (tmp_path / image.file.name).unlink()

    html = show(town, client, value_of(film, captions, picture=image.pk))

    assert "<video" in html
    assert "poster=" not in html


@pytest.mark.parametrize("missing", ["title", "film", "captions", "transcript"])
def test_a_film_is_refused_without_its_parts(
    film: Document, captions: Document, missing: str
) -> None:
    empty = None if missing in {"film", "captions"} else ""

    with pytest.raises(ValidationError) as refused:
        VideoBlock().clean(value_of(film, captions, **{missing: empty}))
    assert list(refused.value.block_errors) == [missing]


def test_a_file_of_another_kind_is_refused_where_it_was_chosen(
    film: Document, captions: Document
) -> None:
    leaflet = make_document(PDF, "folder.pdf")

    with pytest.raises(ValidationError) as refused:
        VideoBlock().clean(value_of(leaflet, film))

    messages = {name: error.message for name, error in refused.value.block_errors.items()}
    assert messages == {
        "film": "Vælg en fil, der ender på mp4 / webm.",
        "captions": "Vælg en fil, der ender på vtt.",
    }


@pytest.mark.parametrize("name", [*CAST, None])
def test_everybody_may_fetch_a_film_and_its_captions(
    town: Town, client: Client, film: Document, captions: Document, name: str | None
) -> None:
    if name:
        client.force_login(getattr(town.people, name))

    for document, kind in ((film, "video/mp4"), (captions, "text/vtt; charset=utf-8")):
        response = client.get(document.url)
        assert response.getvalue()
        assert response.status_code == 200
        assert response.headers["Content-Type"] == kind
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "attachment" not in response.headers.get("Content-Disposition", "")


def test_a_player_gets_the_bytes_it_asks_for(client: Client, film: Document) -> None:
    response = client.get(film.url, headers={"Range": "bytes=4-11", "Accept-Encoding": "gzip"})

    assert response.status_code == 206
    assert response.getvalue() == MP4[4:12] == b"ftypmp42"
    assert response.headers["Content-Range"] == f"bytes 4-11/{len(MP4)}"
    assert response.headers["Content-Length"] == "8"
    assert response.headers["Content-Type"] == "video/mp4"


def test_a_long_part_is_whole_and_is_never_compressed(client: Client) -> None:
    data = b"\x00\x00\x00\x18ftypmp42" + b"film" * 100_000
    film = make_document(data, "lang.mp4")

    response = client.get(film.url, headers={"Range": "bytes=10-", "Accept-Encoding": "gzip"})

    assert response.getvalue() == data[10:]
    assert response.headers["Content-Encoding"] == "identity"


def test_a_part_that_lies_outside_the_film_is_refused_with_its_size(
    client: Client, film: Document
) -> None:
    response = client.get(film.url, headers={"Range": "bytes=999999-"})

    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(MP4)}"


@pytest.mark.parametrize("header", ["bytes=0-1,4-5", "sider=1-2", "bytes=x"])
def test_what_cannot_be_served_in_part_is_served_whole(
    client: Client, film: Document, header: str
) -> None:
    response = client.get(film.url, headers={"Range": header})

    assert response.status_code == 200
    assert response.getvalue() == MP4


def test_a_player_that_holds_another_film_gets_this_one_whole(
    client: Client, film: Document
) -> None:
    part = {"Range": "bytes=0-3"}
    first = client.get(film.url, headers=part)
    same = client.get(film.url, headers=part | {"If-Range": first.headers["ETag"]})
    other = client.get(film.url, headers=part | {"If-Range": '"en anden"'})

    assert first.getvalue() == same.getvalue() == MP4[:4]
    assert other.getvalue() == MP4


def test_a_film_whose_file_is_gone_is_not_found(
    client: Client, film: Document, tmp_path: Path
) -> None:
    (tmp_path / film.file.name).unlink()

    assert client.get(film.url).status_code == 404


def test_asking_only_for_the_head_of_a_part_gives_its_length(
    client: Client, film: Document
) -> None:
    response = client.head(film.url, headers={"Range": "bytes=0-3"})

    assert response.headers["Content-Length"] == "4"
    assert response.getvalue() == b""


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent_to_a_film(client: Client, film: Document, method: str) -> None:
    assert getattr(client, method)(film.url).status_code == 405


def test_other_documents_are_served_whole(client: Client) -> None:
    leaflet = make_document(PDF, "folder.pdf")

    response = client.get(leaflet.url, headers={"Range": "bytes=0-3"})

    assert response.status_code == 200
    assert response.getvalue() == PDF
