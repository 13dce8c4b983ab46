"""Every sheet has its size, its code and its words, however long they are."""

import io
from dataclasses import asdict, replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from portal.printing import colours, posters, qr
from portal.printing.pictures import framed
from portal.printing.posters import Care, Leaflet, Listing, Sign, Size
from tests.portal.printing.tools import (
    code_width,
    needs_tools,
    pictures,
    scanned,
    sizes,
    words_of,
)

pytestmark = [needs_tools, pytest.mark.thorough]
ADDRESS = "https://kilden.dk/p/potte/"
LONG_ADDRESS = (
    "https://xn--brn-0na.sundhed.eksempel-region.dk:8443/p/naar-maven-driller-hele-tiden/"
)
SIGN = Sign(
    language="da",
    platform="Tæt og tør",
    band="3–4 år",
    heading="Fra ble til toilet",
    text="Gode vaner, ro og støtte.",
    scan="Peg mobilens kamera mod koden, eller gå til",
    address="kilden.dk/p/potte",
    qr=qr.svg(ADDRESS).decode(),
    qr_alt="QR-kode til rådene",
    logo="",
    colours=asdict(colours.brand(210)) | colours.SHARED,
)
LONG = replace(
    SIGN,
    platform="Tæt og tør, søvn, måltider og trøst for børn i alle aldre og for deres voksne",
    band="Fra 11 år og op til myndighedsalderen, ca.",
    heading="Børneinkontinensbehandlingsvejledningen ved afføringsinkontinensproblematikkerne"[:80],
    text="Speciallægepraksisoverenskomstens tillægsydelser " * 4,
    address="børn.sundhed.eksempel-region.dk:8443/p/naar-maven-driller-hele-tiden",
    qr=qr.svg(LONG_ADDRESS).decode(),
)
ADVICE = Leaflet(
    answer="Gå på toilettet på faste tider.",
    answer_name="Kort sagt",
    lists=(Listing("Sådan gør I", ("Vælg en dag.", "Giv fødderne støtte."), is_numbered=True),),
    care_name="Hvornår skal I søge hjælp?",
    care=(Care("wait", "Kan vente", "Uheld."), Care("acute", "Akut", "Stærke smerter.")),
    note="Gennemgået den 1. maj 2026.",
)
SIZES = [
    pytest.param(Size.A4, (210, 297), 70, id="A4, read from 70 cm"),
    pytest.param(Size.A3, (297, 420), 100, id="A3, read from 1 m"),
    pytest.param(Size.CARD, (85, 55), 25, id="card in the hand"),
]
SIGNS = [
    pytest.param(SIGN, ADDRESS, id="short words"),
    pytest.param(LONG, LONG_ADDRESS, id="long words"),
]


def kept(content: bytes, folder: Path, name: str = "sheet.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("size", "paper", "at_least"), SIZES)
@pytest.mark.parametrize(("sign", "address"), SIGNS)
def test_a_sheet_has_its_size_and_a_code_for_the_distance_it_is_read_from(
    tmp_path: Path, sign: Sign, address: str, size: Size, paper: tuple[int, int], at_least: int
) -> None:
    sheet = kept(posters.sign_pdf(sign, size), tmp_path)
    [picture] = pictures(sheet)

    assert sizes(sheet) == [paper]
    assert scanned(picture) == [address]
    assert at_least < code_width(picture) < paper[0] / 2


def test_ten_cards_on_an_a4_all_lead_the_same_way(tmp_path: Path) -> None:
    sheet = kept(posters.sign_pdf(SIGN, Size.CARDS), tmp_path)
    [picture] = pictures(sheet, 200)

    assert sizes(sheet) == [(210, 297)]
    assert scanned(picture) == [ADDRESS] * 10


@pytest.mark.parametrize("size", Size)
def test_a_sheet_says_what_it_is_about_and_the_address_in_letters(
    tmp_path: Path, size: Size
) -> None:
    words = words_of(kept(posters.sign_pdf(SIGN, size), tmp_path))

    for part in (SIGN.platform, SIGN.band, SIGN.address, "Fra ble til"):
        assert part in words


@pytest.mark.parametrize("size", Size)
def test_a_sheet_is_tagged_for_screen_readers_and_says_its_language(size: Size) -> None:
    content = posters.sign_pdf(SIGN, size)

    assert b"pdfuaid:part" in content
    assert b"/Lang(da)" in content


@pytest.mark.parametrize(("sign", "address"), SIGNS)
def test_a_leaflet_is_two_a5_pages_with_the_code_on_the_back(
    tmp_path: Path, sign: Sign, address: str
) -> None:
    sheet = kept(posters.leaflet_pdf(sign, ADVICE), tmp_path)
    front, back = pictures(sheet)

    assert sizes(sheet) == [(148, 210)] * 2
    assert scanned(back) == [address]
    assert code_width(back) > 25


def test_a_leaflet_holds_the_answer_the_steps_and_when_to_seek_help(tmp_path: Path) -> None:
    words = words_of(kept(posters.leaflet_pdf(SIGN, ADVICE), tmp_path))

    assert "Kort sagt Gå på toilettet på faste tider. Sådan gør I" in words
    assert "Giv fødderne støtte." in words
    assert "Hvornår skal I søge hjælp? Kan vente Uheld. Akut Stærke smerter." in words
    assert "Gennemgået den 1. maj 2026." in words


def test_a_long_advice_is_set_smaller_before_it_takes_another_page(tmp_path: Path) -> None:
    steps = tuple(f"{number}. gang giver I god tid og ro, og I bliver der." for number in range(14))
    care = tuple(Care("doctor", "Ring til egen læge", "Barnet har ondt. " * 14) for _ in range(3))
    long = replace(ADVICE, lists=(Listing("Sådan gør I", steps, is_numbered=True),), care=care)

    assert len(sizes(kept(posters.leaflet_pdf(SIGN, long), tmp_path))) == 2


def test_an_advice_too_long_for_two_pages_loses_none_of_its_words(tmp_path: Path) -> None:
    steps = tuple(f"Trin nummer {number}. " + "Giv god tid. " * 12 for number in range(30))
    sheet = kept(posters.leaflet_pdf(SIGN, replace(ADVICE, lists=(Listing("", steps),))), tmp_path)

    assert all(f"Trin nummer {number}." in words_of(sheet) for number in range(30))
    assert scanned(pictures(sheet)[-1]) == [ADDRESS]


@pytest.mark.parametrize(
    "leaflet", [Leaflet(answer=""), replace(ADVICE, care=())], ids=["only a heading", "no care"]
)
def test_a_leaflet_without_a_word_on_seeking_help_is_one_page(
    tmp_path: Path, leaflet: Leaflet
) -> None:
    sheet = kept(posters.leaflet_pdf(SIGN, leaflet), tmp_path)

    assert sizes(sheet) == [(148, 210)]
    assert scanned(pictures(sheet)[0]) == [ADDRESS]


def test_the_vector_poster_is_an_a4_with_a_title_and_no_text_that_needs_a_font() -> None:
    root = ElementTree.fromstring(posters.sign_svg(replace(SIGN, heading="Ble & <toilet>")))
    svg = "{http://www.w3.org/2000/svg}"

    width, height = (float(number) for number in root.attrib["viewBox"].split()[2:])
    assert height / width == pytest.approx(297 / 210, abs=0.001)
    assert root.find(f"{svg}title").text == "Ble & <toilet>"
    assert root.find(f".//{svg}text") is None


@pytest.mark.parametrize(
    ("width", "height"), [(1200, 200), (300, 300), (60, 900)], ids=["wide", "square", "tall"]
)
def test_the_vector_poster_is_one_drawing_with_the_code_and_the_logo_in_their_places(
    width: int, height: int
) -> None:
    logo = io.BytesIO()
    Image.new("CMYK", (width, height)).save(logo, "jpeg")
    drawing = posters.sign_svg(replace(SIGN, logo=framed(logo)))
    code = qr.svg(ADDRESS).partition(b' d="')[2].partition(b'"')[0]

    assert b"data:image/svg" not in drawing
    assert drawing.count(b"data:image/png") == 1
    assert drawing.count(code) == 1
    inner = ElementTree.fromstring(drawing).findall(".//{*}svg")
    widths = [float(part.attrib["width"]) * 25.4 / 72 for part in inner]
    assert widths == pytest.approx([min(13 * width / height, 39), 94], abs=0.5)


def test_words_that_mean_something_to_the_typesetter_are_only_words(tmp_path: Path) -> None:
    words = '#panic("x") *fed* $2^n$ \\ "citat"'
    sign = replace(SIGN, heading=words, text=words, platform=words)

    assert words_of(kept(posters.sign_pdf(sign, Size.A4), tmp_path)).count("#panic") == 3
