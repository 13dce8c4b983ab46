"""A picture in advice: small for phones and desks, words for those who do not see it, never an error."""

import logging
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from PIL import Image as Drawing

from cms.blocks import PictureBlock
from cms.pictures import SIZES, widths
from tests.cast import Town
from tests.cms.files import make_image, photograph

pytestmark = pytest.mark.django_db
ADVICE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"
ALT = "Et barn sidder godt."


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def show(town: Town, *images: object) -> None:
    parts = [{"image": image.pk, "alt": ALT, "caption": "Støt fødderne."} for image in images]
    town.guide.body = [("picture", PictureBlock().to_python(part)) for part in parts]
    town.guide.save_revision().publish()


def read(client: Client) -> str:
    response = client.get(ADVICE)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("full", "expected"),
    [
        (0, []),
        (1, [1]),
        (400, [400]),
        (500, [400, 500]),
        (1200, [400, 800, 1200]),
        (4000, [400, 800, 1200]),
    ],
)
def test_copies_are_never_wider_than_the_picture(full: int, expected: list[int]) -> None:
    assert widths(full) == expected


def test_a_picture_is_offered_in_three_formats_and_sizes(town: Town, client: Client) -> None:
    show(town, make_image())

    html = read(client)

    assert re.findall(r'type="(image/\w+)"', html) == ["image/avif", "image/webp"]
    assert html.count(f'sizes="{SIZES}"') == 3
    assert len(re.findall(r"\b(400|800|1200)w\b", html)) == 9
    assert re.search(r'<img [^>]*alt="Et barn sidder godt\."', html)
    assert re.search(r'<img (?=[^>]*width="400")[^>]*height="225"', html)
    assert "<figcaption>Støt fødderne.</figcaption>" in html


def test_each_copy_is_what_its_type_says(town: Town, client: Client, media: Path) -> None:
    show(town, make_image())
    html = read(client)

    for source in re.findall(r"/media/(images/[^ \",]+)", html):
        with Drawing.open(media / source) as copy:
            assert source.endswith(copy.format.lower().replace("jpeg", "jpg"))
            assert copy.width in {400, 800, 1200}


def test_where_a_photograph_was_taken_does_not_follow_it_out(
    town: Town, client: Client, media: Path
) -> None:
    exif = Drawing.Exif()
    exif[0x010F], exif[0x8825] = "Telefon", {2: (57.0, 2.0, 0.0)}
    show(town, make_image(photograph(exif=exif)))
    html = read(client)

    copies = re.findall(r"/media/(images/[^ \",]+)", html)
    assert copies
    for source in copies:
        with Drawing.open(media / source) as copy:
            assert not dict(copy.getexif())


def test_only_a_picture_that_comes_first_is_fetched_at_once(town: Town, client: Client) -> None:
    show(town, make_image(), make_image(name="to.jpg"))

    first, second = re.findall(r"<img [^>]*>", read(client))

    assert "loading" not in first
    assert 'loading="lazy"' in second


def test_a_drawing_with_nothing_behind_it_gets_white_paper(
    town: Town, client: Client, media: Path
) -> None:
    out = BytesIO()
    Drawing.new("RGBA", (60, 40), (0, 0, 0, 0)).save(out, "PNG")
    show(town, make_image(out.getvalue(), "tegning.png"))

    copies = set(re.findall(r"/media/(images/[^ \",]+)", read(client)))

    assert len(copies) == 3
    for source in copies:
        with Drawing.open(media / source) as copy:
            assert copy.convert("RGBA").getpixel((5, 5)) == (255, 255, 255, 255)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda path: path.unlink(), id="gone"),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:3000]), id="cut short"),
        pytest.param(lambda path: path.write_bytes(b"<html>"), id="something else"),
    ],
)
def test_a_file_gone_bad_shows_its_words_and_is_told_in_the_log(
    town: Town, client: Client, media: Path, caplog: pytest.LogCaptureFixture, spoil
) -> None:
    image = make_image()
    spoil(media / image.file.name)
    show(town, image)

    with caplog.at_level(logging.WARNING, "cms.pictures"):
        html = read(client)

    assert f'<p class="picture-words">{ALT}</p>' in html
    assert "Støt fødderne." in html
    assert "<img" not in html
    assert f"Picture {image.pk} cannot be shown." in caplog.text


def test_a_picture_that_was_deleted_leaves_its_words(town: Town, client: Client) -> None:
    image = make_image()
    show(town, image)
    image.delete()

    assert f'<p class="picture-words">{ALT}</p>' in read(client)


def test_a_picture_cannot_be_put_in_without_words_for_it() -> None:
    block = PictureBlock()
    value = block.to_python({"image": make_image().pk, "alt": " ", "caption": ""})

    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert list(refused.value.block_errors) == ["alt"]


def test_a_page_with_pictures_asks_the_database_once_for_them_all(
    town: Town, client: Client, django_assert_num_queries
) -> None:
    show(town, *(make_image(name=f"{number}.jpg") for number in range(3)))
    read(client)

    with django_assert_num_queries(11):  # 10 without; the copies' addresses are kept in the cache
        read(client)


def test_the_copies_are_drawn_when_the_page_is_published_not_when_it_is_read(
    town: Town, media: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        show(town, make_image())

    assert len(list((media / "images").iterdir())) == 9


def test_a_page_is_published_though_a_picture_of_it_is_gone(
    town: Town, client: Client, media: Path, django_capture_on_commit_callbacks
) -> None:
    image = make_image()
    (media / image.file.name).unlink()

    with django_capture_on_commit_callbacks(execute=True):
        show(town, image)

    assert ALT in read(client)
