"""The code alone says its address, has its quiet zone and stands some dirt."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
import typst

from portal.printing import qr
from tests.portal.printing.tools import needs_tools, scanned


@pytest.mark.thorough
@needs_tools
@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://testserver/s/plakat23/", id="short"),
        pytest.param("https://kilden.sundhed.eksempel-region.dk:8443/s/plakat23/", id="long"),
        pytest.param("https://kilden.example/s/" + "x" * 200 + "/", id="very long"),
    ],
)
def test_the_code_alone_says_the_address(tmp_path: Path, address: str) -> None:
    (tmp_path / "qr.svg").write_bytes(qr.svg(address))
    (tmp_path / "sheet.typ").write_text('#image("qr.svg", width: 60mm)')
    picture = tmp_path / "qr.png"

    typst.compile(tmp_path / "sheet.typ", output=picture, format="png", ppi=150)

    assert scanned(picture) == [address]


def test_four_modules_around_the_code_are_quiet() -> None:
    root = ElementTree.fromstring(qr.svg("https://kilden.dk/p/potte/"))
    modules = float(root.attrib["viewBox"].split()[2])
    path = root.find("{http://www.w3.org/2000/svg}path").attrib["d"]
    columns = [float(part.split(",")[0]) for part in path.split("M")[1:]]

    # 26 characters at level M fit a code of 25 modules (version 2): 4 + 25 + 4.
    assert modules == 33
    assert min(columns) == 4
