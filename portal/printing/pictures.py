"""A photo or a logo, made ready for the typesetter, which takes pictures as SVG text."""

from base64 import b64encode
from io import BytesIO
from typing import IO

from PIL import Image

LARGEST = (900, 300)
"""Sharp at 300 dots an inch in the largest place a logo has, 40 mm on an A4 and 56 mm on an A3."""


def framed(picture: IO[bytes]) -> str:
    """Return the picture inside an SVG; raise OSError when it cannot be opened as one."""
    with Image.open(picture) as opened:
        opened.thumbnail(LARGEST)
        width, height = opened.size
        kept = BytesIO()
        opened.convert("RGBA").save(kept, "png")
    size = f'width="{width}" height="{height}"'
    content = b64encode(kept.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
        f'<image {size} href="data:image/png;base64,{content}"/></svg>'
    )
