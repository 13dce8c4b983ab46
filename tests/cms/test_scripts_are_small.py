"""What the device does is written by hand and stays small enough to read in one sitting."""

import gzip
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [
    *sorted((ROOT / "cms/static/cms").glob("*.js")),
    *sorted((ROOT / "portal/static/portal/js").glob("*.js")),
]
OF_A_VISIT = {"aloud.js", "offline.js", "remember.js", "saved.js"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_strict_and_asks_nobody_else(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert source.count("\n") <= 150
    assert '"use strict"' in source
    assert "://" not in source
    assert "innerHTML" not in source
    assert "cookie =" not in source


def test_what_a_visitor_may_load_weighs_less_than_six_kilobytes() -> None:
    mine = [path for path in SCRIPTS if path.name in OF_A_VISIT]

    assert {path.name for path in mine} == OF_A_VISIT
    assert sum(len(gzip.compress(path.read_bytes())) for path in mine) <= 6 * 1024
