"""One screen for the editor's whole job, and only for pages that are the editor's."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cms.demo import build_guide
from cms.models import GuidancePage, Platform, ZeroHit
from cms.signals import helpfulness_wanted
from tests.cast import Town
from tests.cms.governance import draft, fresh, review
from tests.factories import GUIDE, make_platform, translate

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
REPORT, SEARCHES = "cms_report", "cms_searches"
FEW = 17


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def another(town: Town, title: str, **changes: object) -> GuidancePage:
    build_guide(town.page, GUIDE | {"slug": title.lower(), "title": title})
    GuidancePage.objects.filter(slug=title.lower()).update(**changes)
    return GuidancePage.objects.get(slug=title.lower())


def rows(client: Client, name: str = REPORT, **query: str) -> list[dict[str, str]]:
    response = client.get(reverse(name), query | {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


def titles(client: Client, **query: str) -> list[str]:
    return [row["Titel"] for row in rows(client, **query)]


def search(platform: Platform, query: str, days: int) -> None:
    for day in range(days):
        ZeroHit.objects.create(
            platform=platform, language="da", query=query, on=TODAY - timedelta(days=day)
        )


def test_a_row_tells_what_an_editor_has_to_know_of_a_page(town: Town, ida: Client) -> None:
    review(town, on=TODAY)
    draft(town, update_kind="major", change_note="Nyt om væske.").publish()
    GuidancePage.objects.update(owner=town.people.ida)
    page = fresh(town)

    assert rows(ida) == [
        {
            "Titel": "Når barnet holder sig",
            "Platform": "Tæt og tør",
            "Aldersgrupper": "3–4 år, 5–10 år",
            "Sprog": "Dansk",
            "Gennemgang": "Gennemgået",
            "Næste gennemgang": str(page.due_on),
            "Sidst gennemgået": "2026-11-24",
            "Fagperson": "Eksempel – afventer en fagperson",
            "Ansvarlig": "Ida Holm",
            "LIX": str(page.lix),
            "Til nytte": "for få svar",
            "Rådene ændret": "2026-11-24",
        }
    ]
    html = ida.get(reverse(REPORT)).content.decode()
    for words in (
        "Tæt og tør · 3–4 år, 5–10 år · Dansk",
        "Eksempel – afventer en fagperson · Ida Holm",
        f"{page.due_on:%d.%m.%Y}",
    ):
        assert words in html


def test_what_is_missing_is_said_in_words(town: Town, ida: Client) -> None:
    GuidancePage.objects.update(reviewer="", lix=None, owner=None)

    row = rows(ida)[0]

    assert (row["Gennemgang"], row["Fagperson"], row["Ansvarlig"], row["LIX"]) == (
        *("Aldrig gennemgået", "ingen", "ingen"),
        "",
    )
    assert "for få ord" in ida.get(reverse(REPORT)).content.decode()


def test_a_text_above_the_limit_is_told_with_both_numbers(town: Town, ida: Client) -> None:
    GuidancePage.objects.update(lix=41)

    assert "41 – over grænsen på 38" in ida.get(reverse(REPORT)).content.decode()


def test_overdue_pages_come_first_then_those_never_reviewed_then_by_day_and_drafts_last(
    town: Town, ida: Client
) -> None:
    seen = {"reviewed_on": TODAY}
    another(town, "Fjern", **seen, due_on=TODAY + timedelta(days=500))
    another(town, "Snart", **seen, due_on=TODAY + timedelta(days=20))
    another(town, "Sen", **seen, due_on=TODAY - timedelta(days=1))
    another(town, "Senest", **seen, due_on=TODAY - timedelta(days=99))
    another(town, "Kladde", **seen, due_on=TODAY - timedelta(days=9), live=False)

    assert titles(ida) == ["Senest", "Sen", "Når barnet holder sig", "Snart", "Fjern", "Kladde"]
    assert [row["Gennemgang"] for row in rows(ida)] == [
        *("Over tid", "Over tid", "Aldrig gennemgået", "Snart tid", "Gennemgået", "Ikke udgivet")
    ]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("overdue", ["Sen"]),
        ("never", ["Når barnet holder sig"]),
        ("soon", ["Snart"]),
        ("fine", ["Fjern"]),
        ("pelikan", ["Sen", "Når barnet holder sig", "Snart", "Fjern"]),
    ],
)
def test_one_state_can_be_looked_at_alone(
    town: Town, ida: Client, state: str, found: list[str]
) -> None:
    for title, days in (("Sen", -1), ("Snart", 90), ("Fjern", 91)):
        another(town, title, reviewed_on=TODAY, due_on=TODAY + timedelta(days=days))

    assert titles(ida, state=state) == found


def test_one_platform_can_be_looked_at_alone_in_all_its_languages(town: Town, ida: Client) -> None:
    other = make_platform("soevn", "Søvn")
    town.people.ida.groups.add(other.platform.editors)
    build_guide(other, GUIDE | {"title": "Sov godt", "slug": "sov"})
    translate(town.guide, "en", title="Holding on")

    assert titles(ida, platform=str(other.platform.pk)) == ["Sov godt"]
    assert set(titles(ida, platform=str(town.platform.pk))) == {
        "Når barnet holder sig",
        "Holding on",
    }


def test_what_readers_found_useful_comes_from_a_room_that_cms_does_not_know(
    town: Town, ida: Client
) -> None:
    asked = []
    silent = another(town, "Stille")

    def answer(sender: object, page_ids: list[int], **kwargs: object) -> dict[int, str]:
        asked.append(set(page_ids))
        return {town.guide.pk: "84 % af 50"}

    helpfulness_wanted.connect(answer)
    html = ida.get(reverse(REPORT)).content.decode()
    helpfulness_wanted.disconnect(answer)

    assert asked == [{town.guide.pk, silent.pk}]
    assert "84 % af 50" in html
    assert html.count("for få svar") == 1


def test_an_editor_sees_only_the_pages_searches_and_platforms_that_are_the_editors(
    town: Town, ida: Client
) -> None:
    other = make_platform("soevn", "Søvn")
    build_guide(other, GUIDE | {"title": "Sov godt", "slug": "sov"})
    search(other.platform, "mareridt", 3)
    search(town.platform, "potte", 3)

    html = ida.get(reverse(REPORT)).content.decode()

    assert titles(ida) == ["Når barnet holder sig"]
    assert [row["Søgt efter"] for row in rows(ida, SEARCHES)] == ["potte"]
    assert "potte" in html
    for foreign in ("Søvn", "Sov godt", "mareridt"):
        assert foreign not in html


def test_a_search_is_shown_from_its_third_day_and_never_before(town: Town, ida: Client) -> None:
    search(town.platform, "natble", 4)
    search(town.platform, "tisseskema", 3)
    search(town.platform, "Lise Holm", 2)

    found = rows(ida, SEARCHES)

    assert found == [
        {
            "Søgt efter": query,
            "Platform": "Tæt og tør",
            "Sprog": "da",
            "På hvor mange dage": days,
            "Senest": "2026-11-24",
        }
        for query, days in (("natble", "4"), ("tisseskema", "3"))
    ]
    html = ida.get(reverse(REPORT)).content.decode()
    assert html.index("natble") < html.index("tisseskema")
    assert "Lise Holm" not in html


def test_the_same_words_in_two_languages_are_not_added_up(town: Town) -> None:
    for language, days in (("da", 2), ("en", 2)):
        for day in range(days):
            ZeroHit.objects.create(
                platform=town.platform,
                language=language,
                query="potty",
                on=TODAY - timedelta(days=day),
            )

    assert not ZeroHit.objects.seen_on_days(3)
    assert len(ZeroHit.objects.seen_on_days(2)) == 2


def test_empty_screens_say_why_they_are_empty(town: Town, ida: Client) -> None:
    fresh(town).delete()

    report = ida.get(reverse(REPORT)).content.decode()
    searches = ida.get(reverse(SEARCHES)).content.decode()

    assert "Ingen søgning uden svar er gjort på tre forskellige dage." in report
    assert "vejledningssider" in report
    assert "søgninger uden" in searches.lower()


def test_the_report_is_a_spreadsheet_as_well_and_no_title_becomes_a_formula(
    town: Town, ida: Client
) -> None:
    GuidancePage.objects.update(title="=1+1")

    response = ida.get(reverse(REPORT), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active

    assert sheet.max_row == 2
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert 'filename="sider-med-rad-2026-11-24.xlsx"' in response["Content-Disposition"]


def test_more_pages_do_not_cost_more_queries(
    town: Town, ida: Client, django_assert_num_queries
) -> None:
    ida.get(reverse(REPORT))
    with django_assert_num_queries(FEW):
        ida.get(reverse(REPORT))

    for number in range(5):
        page = another(town, f"Råd-{number}", owner=town.people.sofie)
        GuidancePage.objects.filter(pk=page.pk).update(reviewed_on=TODAY, due_on=TODAY)

    with django_assert_num_queries(FEW):
        ida.get(reverse(REPORT))


@pytest.mark.parametrize("name", [REPORT, SEARCHES, f"{REPORT}_results", f"{SEARCHES}_results"])
def test_only_editors_see_the_report(town: Town, client: Client, name: str) -> None:
    found = {}
    for person in ("ida", "jonas", "sofie", "mikkel", "hanne", None):
        client.logout()
        if person:
            client.force_login(getattr(town.people, person))
        found[person] = client.get(reverse(name)).status_code == 200

    assert found == {
        "ida": True,
        "jonas": True,
        "sofie": False,
        "mikkel": False,
        "hanne": False,
        None: False,
    }


def test_the_report_stands_in_the_menu(town: Town, ida: Client) -> None:
    assert reverse(REPORT) in ida.get(reverse("wagtailadmin_home")).content.decode()
