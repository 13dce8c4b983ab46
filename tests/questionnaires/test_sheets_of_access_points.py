"""Whatever is printed for a place leads there: every size, and every page of the file for all places."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from portal.printing.posters import Size
from portal.users import demo as users_demo
from questionnaires import signs
from questionnaires.models import AccessPoint, Notice
from tests.cast import Town
from tests.questionnaires.test_posters import needs_tools, run

pytestmark = [pytest.mark.django_db, needs_tools]
NAMES = [f"Sundhedsplejen {name}" for name in ("Vest", "Nord", "Øst", "Syd", "Midt", "By", "Havn")]


def kept(client: Client, address: str, folder: Path) -> Path:
    response = client.get(address)
    assert response.status_code == 200
    path = folder / "sheet.pdf"
    path.write_bytes(response.content)
    return path


def scanned(pdf: Path) -> list[list[str]]:
    """Return what a phone reads on each page, in the order of the pages."""
    run("pdftoppm", "-r", "130", "-png", pdf, pdf.with_name("page"))
    pages = sorted(pdf.parent.glob("page-*.png"))
    return [sorted(set(run("zbarimg", "-q", "--raw", page).split())) for page in pages]


@pytest.mark.parametrize("size", Size)
def test_a_phone_that_scans_any_size_comes_to_the_questionnaire(
    town: Town, client: Client, tmp_path: Path, size: Size
) -> None:
    sheet = kept(client, f"/s/plakat23/plakat.pdf?str={size}", tmp_path)

    assert scanned(sheet) == [[town.poster.public_url]]


def test_the_questions_on_paper_can_be_scanned_too(
    town: Town, client: Client, tmp_path: Path
) -> None:
    assert scanned(kept(client, "/s/plakat23/papir.pdf", tmp_path)) == [[town.poster.public_url]]


def test_all_posters_of_ten_places_are_one_file_a_page_each_in_order(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One run of the typesetter, not one for each place."""
    campaign = town.poster.campaign
    for name in NAMES:
        place = users_demo.place(name, "Aalborg Kommune")
        AccessPoint.objects.create(campaign=campaign, place=place)
    ward = users_demo.place("Børneafdelingen", "Aalborg Universitetshospital")
    AccessPoint.objects.create(campaign=campaign, place=ward)
    AccessPoint.objects.create(campaign=campaign, place=town.poster.place, kind="card")
    sofie, runs = Client(), []
    sofie.force_login(town.people.sofie)
    import typst

    compile_once = typst.compile
    monkeypatch.setattr(typst, "compile", lambda *a, **k: runs.append(1) or compile_once(*a, **k))

    sheets = kept(sofie, f"/fag/kampagner/{campaign.pk}/plakater.pdf", tmp_path)

    mine = AccessPoint.objects.filter(place__in=town.people.sofie.places, kind="poster")
    in_order = mine.order_by("place__name")
    assert scanned(sheets) == [[point.public_url] for point in in_order]
    assert len(in_order) == 8
    assert len(runs) == 1
    assert str(in_order[0].place) in run("pdftotext", "-f", "1", "-l", "1", sheets, "-")


def test_each_kind_is_offered_what_it_is_for(town: Town) -> None:
    offered = {
        kind.value: [sheet.url.partition("=")[2] for sheet in signs.sheets(AccessPoint(kind=kind, code="x"))]
        for kind in AccessPoint.Kind
    }  # fmt: skip

    assert offered == {
        "poster": ["a4", "a3", "kort", "kortark", "a5"],
        "card": ["kortark", "kort"],
        "letter": ["a5"],
        "tablet": [], "link": [], "page": [], "useful": [],
    }  # fmt: skip


@pytest.mark.parametrize("address", ["plakat.pdf", "plakat.pdf?str=kort", "papir.pdf"])
def test_the_promise_is_the_campaigns_own(
    town: Town, client: Client, tmp_path: Path, address: str
) -> None:
    anonymous = run("pdftotext", kept(client, f"/s/plakat23/{address}", tmp_path), "-")
    campaign = town.poster.campaign
    campaign.mode = "pseudonymous"
    campaign.notice = Notice.objects.create(name="Svar", text_da="Vi læser alle svar.")
    campaign.opens_on = date(2026, 11, 1)
    campaign.save()
    own_link = run("pdftotext", kept(client, f"/s/plakat23/{address}", tmp_path), "-")

    assert "Anonymt" in anonymous
    if address == "papir.pdf":
        assert "På papir får I ikke et link" in " ".join(own_link.split())
        assert "Vi læser alle svar." in own_link
    else:
        assert "Anonymt" not in own_link
        assert "jeres eget link" in " ".join(own_link.split())
