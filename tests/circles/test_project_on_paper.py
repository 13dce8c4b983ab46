"""A project is one page of A4, whatever is in it."""

import shutil
import subprocess
from datetime import timedelta

import pytest

from feedback.circles import improving, projectpaper
from feedback.circles.models import ImprovementProject, PDSACycle
from feedback.circles.outline import parse
from tests.cast import Town
from tests.conftest import TUESDAY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="no poppler"),
]
TODAY = TUESDAY.date()
LONG = "Et meget langt afsnit om det, vi lærte, og det, vi ikke lærte. " * 60


def pages(content: bytes, tmp_path) -> list[str]:
    file = tmp_path / "projekt.pdf"
    file.write_bytes(content)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    return text.stdout.removesuffix("\f").split("\f")


def test_a_small_project_is_one_page(town: Town, tmp_path) -> None:
    project = ImprovementProject.objects.create(
        circle=town.circle, title="Én at spørge", aim="Ni af ti ved det.", started_on=TODAY
    )

    (page,) = pages(projectpaper.pdf(project), tmp_path)

    assert "Én at spørge" in page
    assert "Ni af ti ved det." in page


def test_a_large_project_is_one_page_too(town: Town, tmp_path) -> None:
    project = ImprovementProject.objects.create(
        circle=town.circle, title="Én at spørge", aim=LONG, knowing=LONG, learned=LONG, started_on=TODAY,
    )  # fmt: skip
    lines = "\n".join(
        f"Primær {one}\n"
        + "\n".join(f"  Sekundær {one}{two}\n    Idé {one}{two}" for two in range(5))
        for one in range(5)
    )
    improving.draw(project=project, drawn=parse(lines), seen="", by=town.people.sofie)
    for number in range(12):
        PDSACycle.objects.create(
            project=project, title=f"Prøve {number}", plan="–", prediction="–", judging="–", happened="–",
            studied=LONG, act="adopt", acted_on=TODAY, starts_on=TODAY, ends_on=TODAY + timedelta(1),
        )  # fmt: skip

    assert len(pages(projectpaper.pdf(project), tmp_path)) == 1
