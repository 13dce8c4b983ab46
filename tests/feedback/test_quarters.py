"""Which pages helped is published once for a quarter, when its weeks are out, and then never changes."""

import random
from datetime import date

import pytest
from django.test import Client

from cms.demo import build_guide
from cms.models import GuidancePage
from cms.signals import helpfulness_wanted
from feedback import actions, disclosure, publishing, quarters
from feedback.models import PagePublication, Publication
from portal.periods import Week
from questionnaires import demo
from questionnaires.actions import submit_response
from questionnaires.models import AccessPoint, QuestionnaireVersion
from tests.cast import CAST, Town
from tests.factories import GUIDE, make_response

pytestmark = pytest.mark.django_db
NOW = Week(2026, 48)
SUMMER = [Week(2026, number) for number in (27, 28, 39)]  # in the quarter that has ended
BOARD = "/kreds/taet-og-toer/"


@pytest.fixture
def points(town: Town) -> list[AccessPoint]:
    build_guide(town.page, GUIDE | {"slug": "nyt-raad", "title": "Nyt råd"})
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", date(2026, 1, 1), is_synthetic=False, under_pages=True
    )
    return list(AccessPoint.objects.filter(campaign=campaign).order_by("page__pk"))


def say(point: AccessPoint, yes: int, no: int, week: Week, band: str = "3-4-aar") -> None:
    for number in range(yes + no):
        said = "ja" if number < yes else "nej"
        make_response(point, {"hjalp-siden": said}, band=band, week=week)


def fill(points: list[AccessPoint]) -> None:
    """Two pages, both answered so often that all of it may be seen."""
    for week in SUMMER:
        say(points[0], 12, 6, week)
        say(points[1], 8, 5, week, band="5-10-aar")


def publish() -> PagePublication | None:
    quarters.publish_closed_periods(this_week=NOW)
    return PagePublication.objects.first()


def shares(publication: PagePublication, page: GuidancePage) -> tuple[int | None, int | None]:
    key = str(page.pk)
    return publication.table["top"][key]["all"], publication.table["people"][key]["all"]


def helpful() -> dict[int, str]:
    ((_receiver, shares),) = helpfulness_wanted.send(None)
    return shares


def test_a_quarter_that_is_over_is_published_page_by_page(points: list[AccessPoint]) -> None:
    fill(points)

    publication = publish()

    assert (publication.quarter, publication.status) == ("2026-Q3", "closed")
    assert shares(publication, points[0].page) == (36, 54)
    assert shares(publication, points[1].page) == (24, 39)
    assert publication.table["people"]["all"]["all"] == 93


def test_the_quarter_that_runs_is_not_published(points: list[AccessPoint]) -> None:
    say(points[0], 12, 6, Week(2026, 47))

    assert publish() is None


def test_a_questionnaire_that_is_not_under_pages_has_no_page_table(town: Town) -> None:
    for _ in range(9):
        make_response(town.poster, week=SUMMER[0])

    assert publish() is None


def test_a_published_quarter_takes_no_more_answers_and_stays_as_it_was(
    points: list[AccessPoint],
) -> None:
    fill(points)
    table = publish().table

    late = make_response(points[0], {"hjalp-siden": "nej"}, week=Week(2026, 39))
    publish()

    assert late.week == "2026-W40"
    assert PagePublication.objects.get().table == table


def test_the_last_weeks_of_a_quarter_are_closed_even_if_nobody_answered_in_them(
    points: list[AccessPoint],
) -> None:
    say(points[0], 12, 6, Week(2026, 27))

    publish()

    assert QuestionnaireVersion.objects.get(pk=points[0].campaign.version_id).closed_through == (
        "2026-W39"
    )


def test_an_answer_that_came_in_while_the_weeks_were_published_is_in_both_tables(
    points: list[AccessPoint],
) -> None:
    fill(points)
    publishing.publish_closed_weeks(this_week=NOW)
    QuestionnaireVersion.objects.update(closed_through="2026-W37")
    say(points[0], 7, 6, Week(2026, 38))

    quarters.publish_closed_quarters(this_week=NOW)

    assert Publication.objects.get(week="2026-W38").status == "closed"
    assert shares(PagePublication.objects.get(), points[0].page) == (43, 67)


def test_a_week_whose_tallies_have_changed_since_is_left_out(points: list[AccessPoint]) -> None:
    """What was published of it no longer tells who is in it, so nothing can be proved."""
    fill(points)
    publishing.publish_closed_weeks(this_week=NOW)
    QuestionnaireVersion.objects.update(closed_through="")
    say(points[0], 5, 0, SUMMER[0])
    actions.refresh_bucket(version_id=points[0].campaign.version_id, week=str(SUMMER[0]))

    quarters.publish_closed_quarters(this_week=NOW)

    publication = PagePublication.objects.get()
    assert publication.table["weeks"] == ["2026-W28", "2026-W39"]
    assert shares(publication, points[0].page) == (24, 36)


def test_a_withheld_week_is_left_out(points: list[AccessPoint]) -> None:
    fill(points)
    publishing.publish_closed_weeks(this_week=NOW)
    Publication.objects.filter(week=str(SUMMER[1])).update(status="withheld", count=None, table={})

    quarters.publish_closed_quarters(this_week=NOW)

    assert shares(PagePublication.objects.get(), points[0].page) == (24, 36)


def test_a_quarter_that_cannot_be_protected_shows_nothing_and_the_board_says_so(
    town: Town,
    points: list[AccessPoint],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def gives_up(*table, **known):
        raise disclosure.NotProtected("no pattern was found in time")

    fill(points)
    publishing.publish_closed_weeks(this_week=NOW)
    monkeypatch.setattr(disclosure, "publish", gives_up)

    publication = publish()

    assert (publication.status, publication.table) == ("withheld", {})
    assert "could not be protected" in caplog.text
    assert helpful() == {}
    assert "Hvilke sider der hjalp fra uge 27 til uge 39" in board(town, "sofie")


def test_small_pages_are_hidden_and_the_audit_finds_nothing(points: list[AccessPoint]) -> None:
    """In the database as in test_pagecubes: what is stored is what was proved."""
    chance = random.Random(5)
    for week in SUMMER:
        for point, often in zip(points, (0.9, 0.1), strict=True):
            for _ in range(int(40 * often)):
                said = chance.choice(("ja", "ja", "nej"))
                band = chance.choice(("3-4-aar", "5-10-aar"))
                make_response(point, {"hjalp-siden": said}, band=band, week=week)

    table = publish().table

    counts = [
        count
        for side in ("people", "top", "rest")
        for row in table[side].values()
        for count in row.values()
    ]
    assert None in counts
    assert not {1, 2, 3, 4} & set(counts)
    assert points[0].page.pk in helpful()


# --- The editors ----------------------------------------------------------------------------------


def test_editors_are_told_the_share_of_each_page(points: list[AccessPoint]) -> None:
    fill(points)
    publish()

    assert helpful() == {points[0].page.pk: "67 %", points[1].page.pk: "62 %"}


def test_a_page_with_few_answers_is_not_among_them(points: list[AccessPoint]) -> None:
    fill(points[:1] * 2)
    say(points[1], 3, 0, SUMMER[0])
    publish()

    assert points[1].page.pk not in helpful()


def test_an_older_quarter_does_not_stand_in_for_the_newest(points: list[AccessPoint]) -> None:
    say(points[0], 12, 6, Week(2026, 14))
    say(points[1], 12, 6, Week(2026, 14))
    say(points[0], 10, 10, SUMMER[0])
    publish()

    assert PagePublication.objects.count() == 2
    assert helpful() == {points[0].page.pk: "50 %"}


def test_before_the_first_quarter_nothing_is_told(points: list[AccessPoint]) -> None:
    assert helpful() == {}


def test_no_page_is_named_after_it_is_deleted_but_the_table_stands(
    town: Town, points: list[AccessPoint]
) -> None:
    fill(points)
    publish()
    points[1].page.delete()

    assert "Nyt råd" in board(town, "sofie")  # as it was published


def test_answers_of_a_page_deleted_before_the_quarter_ended_are_counted_elsewhere(
    town: Town, points: list[AccessPoint]
) -> None:
    fill(points)
    points[1].page.delete()

    publish()

    html = board(town, "sofie")
    assert "Andre steder" in html
    assert set(helpful()) == {points[0].page.pk}


# --- The board ------------------------------------------------------------------------------------


def board(town: Town, name: str, status: int = 200) -> str:
    client = Client()
    client.force_login(getattr(town.people, name))
    response = client.get(BOARD)
    assert response.status_code == status
    return response.content.decode()


def test_the_board_shows_the_week_by_age_and_the_quarter_by_page(
    town: Town, points: list[AccessPoint]
) -> None:
    fill(points)
    publish()

    html = board(town, "sofie")

    assert html.count("<table") == 2
    assert "Hjalp siden jer? Andel, der svarer »Ja«, fra uge 27 til uge 39" in html
    assert "36 ud af 54" in html
    assert "Alle sider" in html


@pytest.mark.parametrize("name", CAST)
def test_only_the_circle_sees_which_pages_helped(
    town: Town, points: list[AccessPoint], name: str
) -> None:
    fill(points)
    publish()

    html = board(town, name, status=200 if name == "sofie" else 403)

    assert ("36 ud af 54" in html) == (name == "sofie")


def test_a_stranger_is_sent_to_the_login(points: list[AccessPoint], client: Client) -> None:
    fill(points)
    publish()

    assert client.get(BOARD).headers["Location"].startswith("/konto/login/")


def test_what_people_wrote_is_on_no_board(town: Town, points: list[AccessPoint]) -> None:
    fill(points)
    for number in range(9):
        submit_response(
            access_point=points[0],
            submission_id=f"00000000-0000-4000-8000-00000000000{number}",
            answers={"hjalp-siden": "ja", "hvad-manglede": "Hemmelige ord"},
            age_band=town.platform.bands.get(slug="3-4-aar"),
            week=SUMMER[0],
            language="da",
        )
    publish()

    html = board(town, "sofie")
    assert "Hemmelige ord" not in html
    assert "Hvad manglede" not in html
    assert "Hemmelige" not in str(list(PagePublication.objects.values()))
    assert "hvad-manglede" not in str(list(Publication.objects.values()))
