"""Looks at print as a phone and a printer do: Debian's poppler-utils and zbar-tools."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

MM_PER_POINT = 25.4 / 72
needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftoppm", "pdftotext", "pdfinfo", "zbarimg"))),
    reason="needs Debian's poppler-utils and zbar-tools",
)


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pictures(pdf: Path, resolution: int = 150) -> list[Path]:
    """Return each page as a picture."""
    run("pdftoppm", "-r", str(resolution), "-png", pdf, pdf.with_suffix(""))
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def scanned(picture: Path) -> list[str]:
    """Return what each code in the picture says."""
    return run("zbarimg", "-q", "--raw", picture).split()


def code_width(picture: Path, resolution: int = 150) -> float:
    """Return how wide the code is in millimetres without its quiet zone: nothing else is quite black."""
    with Image.open(picture) as opened:
        black = opened.convert("L").point(lambda light: 255 if light < 16 else 0)
    left, _top, right, _bottom = black.getbbox()
    return (right - left) * 25.4 / resolution


def sizes(pdf: Path) -> list[tuple[int, int]]:
    """Return the width and height of each page in whole millimetres."""
    facts = run("pdfinfo", "-f", "1", "-l", "99", pdf)
    return [
        (round(float(width) * MM_PER_POINT), round(float(height) * MM_PER_POINT))
        for width, height in re.findall(r"size: +([\d.]+) x ([\d.]+)", facts)
    ]


def words_of(pdf: Path) -> str:
    return " ".join(run("pdftotext", "-layout", pdf, "-").split())
