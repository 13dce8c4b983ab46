"""The one place that opens pictures: smaller copies for readers, and a look at what is uploaded."""

import logging
from enum import Enum
from typing import IO, Any

from PIL import Image as Decoder
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import AbstractImage, Picture

logger = logging.getLogger(__name__)

WIDTHS = (400, 800, 1200)
"""A phone of 360 px needs 328 px, two or three times as sharp; a desk needs the measure of the text."""
SIZES = "(min-width: 44rem) 39rem, calc(100vw - 2rem)"
FORMATS = ("avif", "webp", "jpeg")
POSTER = "width-800|format-jpeg|plain"

# Pillow tells of a bad file in all these ways; Wagtail's missing file is an OSError too.
BROKEN = (OSError, SyntaxError, ValueError, Decoder.DecompressionBombError)


class Plain(FilterOperation):
    """Puts white paper behind a drawing, so that it is seen on a dark screen too, and leaves out what a
    phone wrote into a photograph: where it was taken, when, and with what.
    """

    def construct(self) -> None: ...

    def run(self, willow: Any, image: AbstractImage, env: dict[str, str]) -> Any:
        if willow.has_alpha():
            willow = willow.set_background_color_rgb((255, 255, 255))
        willow.image.info.pop("exif", None)
        willow.image.info.pop("xmp", None)
        return willow


def widths(full: int) -> list[int]:
    """Return how wide the copies are: none wider than the picture itself."""
    return sorted({min(width, full) for width in WIDTHS} - {0})


def responsive(image: AbstractImage | None, alt: str, is_first: bool = False) -> Picture | None:
    """Return the picture in small formats and sizes, or None when its file is gone or broken."""
    if image is None:
        return None
    specs = [
        f"width-{width}|format-{kind}|plain" for kind in FORMATS for width in widths(image.width)
    ]
    try:
        copies = image.get_renditions(*specs)
    except BROKEN:
        logger.warning("Picture %s cannot be shown.", image.pk, exc_info=True)
        return None
    when = {} if is_first else {"loading": "lazy"}
    return Picture(copies, {"sizes": SIZES, "alt": alt, "decoding": "async", **when})


def poster(image: AbstractImage | None) -> Any:
    """Return the copy that stands where a film will play."""
    if image is None:
        return None
    try:
        return image.get_rendition(POSTER)
    except BROKEN:
        logger.warning("Picture %s cannot be shown.", image.pk, exc_info=True)
        return None


class Fault(Enum):
    TOO_MANY_PIXELS = "too many pixels"
    BROKEN = "broken"


def fault_of(file: IO[bytes], most_pixels: int) -> Fault | None:
    """Return what is wrong with a picture. Its head is asked first: a huge one is never unpacked."""
    file.seek(0)
    try:
        with Decoder.open(file) as picture:
            if picture.width * picture.height > most_pixels:
                return Fault.TOO_MANY_PIXELS
            picture.load()  # the first bytes alone prove nothing
    except (Decoder.DecompressionBombError, Decoder.DecompressionBombWarning):
        return Fault.TOO_MANY_PIXELS
    except BROKEN:
        return Fault.BROKEN
    finally:
        file.seek(0)
    return None
