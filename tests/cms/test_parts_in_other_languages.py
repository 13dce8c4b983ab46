"""What a translator is given of the parts: the words, and never a code, a limit or a file's own bytes."""

from pathlib import Path

import pytest
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from cms.blocks import GuidanceStream
from cms.demo import build_guide
from cms.models import GuidancePage
from tests.cast import Town
from tests.cms.files import MP4, VTT, make_document, make_image
from tests.factories import GUIDE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def words(town: Town) -> set[str]:
    film, captions = make_document(MP4, "film.mp4"), make_document(VTT, "tekst.vtt")
    stream = GuidanceStream()
    examples = {
        name: block.meta.preview_value
        for name, block in stream.child_blocks.items()
        if hasattr(block.meta, "preview_value")
    }
    files = {
        "picture": {"image": make_image().pk},
        "video": {"film": film.pk, "captions": captions.pk},
    }
    body = [
        {"type": name, "value": value | files.get(name, {})} for name, value in examples.items()
    ]
    build_guide(town.page, GUIDE | {"slug": "alle-dele", "body": body})
    found = extract_segments(GuidancePage.objects.get(slug="alle-dele"))
    return {part.string.data for part in found if isinstance(part, StringSegmentValue)}


def test_the_words_of_every_part_are_handed_over(words: set[str]) -> None:
    assert words >= {
        "I de første skoleår er det 1 ud af 5 børn.",
        "Et barn sidder på toilettet med fødderne på en skammel.",
        "Sådan sidder barnet godt",
        "Tørt tøj i en pose",
        "Skema over drikke og tis",
        "Hvordan gik det?",
        "Hvem kan I ringe til?",
        "Tal om det i ro og mag.",
    }


def test_a_code_is_not_handed_over(words: set[str]) -> None:
    assert "eksempel" not in words
