"""Paper and screen have the same colours."""

import re
from pathlib import Path

import pytest

from portal.printing.colours import BRANDS, SHARED, brand

TOKENS = Path("portal/static/portal/css/tokens.css").read_text()
STEPS = {"dark": "700", "strong": "600", "soft": "300", "pale": "100"}


@pytest.mark.parametrize("hue", range(0, 360, 30))
@pytest.mark.parametrize(("name", "step"), STEPS.items())
def test_a_hue_on_paper_is_the_hue_on_the_screen(hue: int, name: str, step: str) -> None:
    rule = re.search(rf'^\[data-hue="{hue}"\] {{(.*)}}$', TOKENS, re.MULTILINE)[1]

    assert f"--brand-{step}: {getattr(BRANDS[hue], name)};" in rule


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("paper", "paper"), ("ink", "ink"), ("ink-2", "ink-2"),
        ("wait", "wait"), ("doctor", "call"), ("acute", "acute"),
    ],
)  # fmt: skip
def test_ink_and_care_have_the_colours_of_the_pages(name: str, token: str) -> None:
    assert f"--{token}: {SHARED[name]};" in TOKENS


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("hue", BRANDS)
def test_white_on_the_dark_ground_of_any_hue_can_be_read_from_afar(hue: int) -> None:
    assert 1.05 / (luminance(BRANDS[hue].dark) + 0.05) > 7  # WCAG 1.4.6


@pytest.mark.parametrize(("hue", "nearest"), [(0, 0), (14, 0), (16, 30), (359, 0), (344, 330)])
def test_a_hue_between_two_is_printed_in_the_nearest(hue: int, nearest: int) -> None:
    assert brand(hue) == BRANDS[nearest]
