"""Looks at print as a phone and a printer do: Debian's poppler-utils and zbar-tools."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

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


def code_widths(picture: Path, resolution: int = 150) -> list[float]:
    """Return how wide each code is in millimetres, without its quiet zone."""
    polygons = re.findall(r"points='([^']*)'", run("zbarimg", "-q", "--xml", picture))
    across = [[int(point.split(",")[0]) for point in points.split()] for points in polygons]
    return [(max(xs) - min(xs)) * 25.4 / resolution for xs in across]


def sizes(pdf: Path) -> list[tuple[int, int]]:
    """Return the width and height of each page in whole millimetres."""
    facts = run("pdfinfo", "-f", "1", "-l", "99", pdf)
    return [
        (round(float(width) * MM_PER_POINT), round(float(height) * MM_PER_POINT))
        for width, height in re.findall(r"size: +([\d.]+) x ([\d.]+)", facts)
    ]


def words_of(pdf: Path) -> str:
    return " ".join(run("pdftotext", "-layout", pdf, "-").split())
