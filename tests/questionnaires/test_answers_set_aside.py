"""A week at an access point that somebody filled is set aside: kept, seen, and not counted."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from feedback import actions, quarters
from feedback.models import DirtyMark, Publication, Tally
from portal.periods import Week
from questionnaires import quarantine
from questionnaires.leaving import closed_responses
from questionnaires.models import Quarantine, Response
from tests.cast import Town
from tests.factories import make_platform, make_response

pytestmark = pytest.mark.django_db
THIS, LAST = Week(2026, 48), Week(2026, 47)


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def desk(town: Town, name: str = "questionnaires_quarantines") -> str:
    return reverse(name, args=[town.poster.campaign_id])


def choice(town: Town, **changes: object) -> dict[str, object]:
    chosen = {"access_point": town.poster.pk, "week": str(THIS), "because": "Et program."}
    return chosen | changes


def aside(town: Town, week: Week = THIS) -> Quarantine:
    return quarantine.set_aside(
        access_point=town.poster,
        week=week,
        because="Et program.",
        by=town.people.ida,
        on=timezone.localdate(),
    )


def counted() -> int:
    actions.refresh_dirty_buckets(this_week=THIS)
    return sum(Tally.objects.values_list("count", flat=True))


# --- What it does -----------------------------------------------------------------------------------


def test_they_are_left_out_of_the_count_and_taken_back_whole(town: Town) -> None:
    for point in (town.poster, town.poster, town.link):
        make_response(point)
    make_response(town.poster, week=LAST)
    assert counted() == 4

    row = aside(town)
    assert counted() == 2
    assert Response.objects.count() == 4

    quarantine.take_back(quarantine=row, by=town.people.ida)
    assert counted() == 4


def test_answers_that_come_later_in_that_week_are_set_aside_too(town: Town) -> None:
    make_response(town.poster)
    aside(town)

    make_response(town.poster)

    assert counted() == 0


def test_every_version_answered_there_is_counted_anew(town: Town) -> None:
    version = make_response(town.poster).version
    actions.refresh_dirty_buckets(this_week=THIS)

    aside(town)

    assert list(DirtyMark.objects.values_list("version_id", "week")) == [(version.pk, str(THIS))]


def test_they_are_in_no_file(town: Town) -> None:
    for point in (town.poster, town.link):
        make_response(point, week=LAST)
    version = town.poster.campaign.version
    version.closed_through = str(LAST)
    version.save()

    aside(town, LAST)

    found = [response.access_point.code for response in closed_responses(version=version)]
    assert found == ["sidelink"]


def test_a_published_week_stays_as_it_was_and_the_page_says_so(town: Town, ida: Client) -> None:
    for _number in range(12):
        make_response(town.poster, week=LAST)
    quarters.publish_closed_periods(this_week=THIS)
    before = list(Publication.objects.order_by("pk").values())
    assert any(row["count"] for row in before)

    aside(town, LAST)
    quarters.publish_closed_periods(this_week=THIS)

    assert list(Publication.objects.order_by("pk").values()) == before
    assert "Ugens tal var offentliggjort" in ida.get(desk(town)).content.decode()


def test_the_same_week_is_set_aside_once(town: Town) -> None:
    aside(town)

    with pytest.raises(quarantine.AlreadyAside):
        aside(town)


# --- At the desk ------------------------------------------------------------------------------------


def test_ida_sets_a_week_aside_with_a_reason_and_takes_it_back(town: Town, ida: Client) -> None:
    make_response(town.poster)

    assert ida.post(desk(town), choice(town)).status_code == 302

    page = ida.get(desk(town)).content.decode()
    assert "Et program." in page
    assert "Ida Holm" in page
    assert "Ugens tal var offentliggjort" not in page
    row = Quarantine.objects.get()
    assert (row.week, row.by, str(row.set_on)) == (str(THIS), town.people.ida, "2026-11-24")
    ida.post(desk(town, "questionnaires_lift"), {"quarantine": row.pk})
    assert not Quarantine.objects.exists()


def test_both_deeds_stay_in_the_history_of_the_campaign(town: Town, ida: Client) -> None:
    quarantine.take_back(quarantine=aside(town), by=town.people.jonas)

    deeds = ModelLogEntry.objects.for_instance(town.poster.campaign)
    assert {(deed.action, deed.user) for deed in deeds} >= {
        ("questionnaires.set_aside", town.people.ida),
        ("questionnaires.take_back", town.people.jonas),
    }
    history = reverse(
        "wagtailsnippets_questionnaires_campaign:history", args=[town.poster.campaign_id]
    )
    page = ida.get(history).content.decode()
    assert "til side: Et program." in page
    assert "med igen" in page


@pytest.mark.parametrize(
    "changes",
    [
        {"because": " "},
        {"week": "2026-W99"},
        {"week": "2020-W01"},
        {"access_point": ""},
        {"access_point": 999_999},
        {"because": "x" * 201},
    ],
    ids=str,
)
def test_a_choice_that_is_none_is_sent_back(town: Town, ida: Client, changes: dict) -> None:
    assert ida.post(desk(town), choice(town, **changes)).status_code == 200
    assert not Quarantine.objects.exists()


def test_setting_aside_twice_is_told(town: Town, ida: Client) -> None:
    aside(town)

    page = ida.post(desk(town), choice(town)).content.decode()

    assert "Den uge er allerede sat til side" in page


def test_an_access_point_of_another_campaign_is_not_there(town: Town, ida: Client) -> None:
    from questionnaires import demo

    other = demo.build_campaign(town.platform, "kontakten_i_dag", timezone.localdate(), False)
    foreign = demo.add_access_point(other, "andet234", "poster", None)

    assert ida.post(desk(town), choice(town, access_point=foreign.pk)).status_code == 200
    row = aside(town)
    lift = reverse("questionnaires_lift", args=[other.pk])
    assert ida.post(lift, {"quarantine": row.pk}).status_code == 404
    assert ida.post(desk(town, "questionnaires_lift"), {"quarantine": "x"}).status_code == 404
    assert Quarantine.objects.count() == 1


def test_taking_back_is_done_by_post_alone(town: Town, ida: Client) -> None:
    assert ida.get(desk(town, "questionnaires_lift")).status_code == 405


@pytest.mark.parametrize("name", ["sofie", "mikkel", "hanne", None])
def test_nobody_else_sets_aside_or_takes_back(town: Town, client: Client, name: str | None) -> None:
    row = aside(town, LAST)
    if name:
        client.force_login(getattr(town.people, name))

    assert client.get(desk(town)).status_code in (302, 403)
    assert client.post(desk(town), choice(town)).status_code in (302, 403)
    lift = client.post(desk(town, "questionnaires_lift"), {"quarantine": row.pk})
    assert lift.status_code in (302, 403)
    assert list(Quarantine.objects.values_list("week", flat=True)) == [str(LAST)]


def test_an_editor_of_another_platform_does_not_find_it(town: Town, client: Client) -> None:
    town.people.hanne.groups.add(make_platform("andet", "Andet").platform.editors)
    client.force_login(town.people.hanne)

    assert client.get(desk(town)).status_code == 404
    assert client.post(desk(town), choice(town)).status_code == 404
    assert not Quarantine.objects.exists()
