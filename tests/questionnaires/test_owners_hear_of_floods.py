"""A filled campaign shows at the desk, and its owner gets one letter a week: counts in tens, no answer."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.periods import Week
from questionnaires import alarms, quarantine
from questionnaires.models import Campaign, Response
from questionnaires.refusals import refuse
from questionnaires.tasks import tell_of_floods
from tests.cast import Town
from tests.factories import make_response

pytestmark = pytest.mark.django_db
THIS = Week(2026, 48)


@pytest.fixture
def campaign(town: Town) -> Campaign:
    campaign = town.poster.campaign
    campaign.owner = town.people.ida
    campaign.save()
    return campaign


def fill(town: Town, count: int, week: Week = THIS) -> None:
    """As many answers as a program leaves, without its patience."""
    pattern = make_response(town.poster, week=week)
    copies = [Response(**values_of(pattern)) for _number in range(count - 1)]
    Response.objects.bulk_create(copies)


def values_of(response: Response) -> dict[str, object]:
    from uuid import uuid4

    names = ("version_id", "access_point_id", "language", "mode", "answers", "week")
    return {name: getattr(response, name) for name in names} | {"submission_id": uuid4()}


def found(campaign: Campaign, week: Week = THIS) -> list[tuple[str, int, int, bool]]:
    return [tuple(alarm)[1:] for alarm in alarms.alarms(campaign=campaign, this_week=week)]


def test_a_quiet_campaign_is_not_told_of(town: Town, campaign: Campaign) -> None:
    fill(town, 20)

    assert found(campaign) == []
    assert tell_of_floods() is None
    assert not mail.outbox


def test_a_week_far_over_its_own_earlier_ones_stands_out(town: Town, campaign: Campaign) -> None:
    for back in (1, 2, 3):
        fill(town, 4, THIS.plus(-back))
    fill(town, 63)

    assert found(campaign) == [(str(THIS), 60, 0, False)]


def test_empty_weeks_count_as_empty_from_the_first_that_had_answers(
    town: Town, campaign: Campaign
) -> None:
    fill(town, 90, THIS.plus(-5))
    fill(town, 63)

    assert found(campaign) == [(str(THIS), 60, 0, False)]


def test_what_came_on_sunday_night_is_seen_on_monday(town: Town, campaign: Campaign) -> None:
    fill(town, 510, THIS)

    assert found(campaign, THIS.plus(1)) == [(str(THIS), 510, 100, False)]
    assert found(campaign, THIS.plus(2)) == []


def test_answers_that_were_held_back_stand_out_by_themselves(
    town: Town, campaign: Campaign
) -> None:
    refuse(town.poster.pk, THIS)

    assert found(campaign) == [(str(THIS), 0, 100, True)]


def test_what_is_set_aside_does_not_stand_out_any_more(town: Town, campaign: Campaign) -> None:
    refuse(town.poster.pk, THIS)
    quarantine.set_aside(
        access_point=town.poster,
        week=THIS,
        because="Et program.",
        by=town.people.ida,
        on=timezone.localdate(),
    )

    assert found(campaign) == []


def test_the_owner_gets_one_letter_a_week_with_tens_and_an_address(
    town: Town, campaign: Campaign, settings
) -> None:
    fill(town, 513)

    for days in (0, 1, 2):
        alarms.tell_owners(on=date(2026, 11, 24) + timedelta(days=days))

    (letter,) = mail.outbox
    assert letter.to == ["ida@kilden.example"]
    assert letter.subject == f"Usædvanligt mange svar: {campaign}"
    assert "omkring 510 svar, plejer at være omkring 100" in letter.body
    assert f"{settings.WAGTAILADMIN_BASE_URL}/admin/kampagner/{campaign.pk}/tilside/" in letter.body
    for answer in Response.objects.first().answers:
        assert answer not in letter.body
    assert "513" not in letter.body
    alarms.tell_owners(on=date(2026, 11, 30))
    assert len(mail.outbox) == 2


def test_a_letter_that_was_not_taken_is_tried_again(
    town: Town, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(town.poster.pk, THIS)

    def down(*arguments: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(alarms, "send_mail", down)
        assert alarms.tell_owners(on=timezone.localdate()) == 0

    assert alarms.tell_owners(on=timezone.localdate()) == 1


@pytest.mark.parametrize("owner", ["nobody", "who has left", "without an address"])
def test_where_nobody_can_be_told_the_desk_still_is(
    town: Town, campaign: Campaign, client: Client, owner: str
) -> None:
    refuse(town.poster.pk, THIS)
    if owner == "nobody":
        Campaign.objects.update(owner=None)
    elif owner == "who has left":
        type(town.people.ida).objects.filter(pk=town.people.ida.pk).update(is_active=False)
    else:
        type(town.people.ida).objects.filter(pk=town.people.ida.pk).update(email="")

    assert alarms.tell_owners(on=timezone.localdate()) == 0
    client.force_login(town.people.jonas)
    assert "Der er kommet usædvanligt mange svar." in client.get(edit(campaign)).content.decode()


def edit(campaign: Campaign) -> str:
    return reverse("wagtailsnippets_questionnaires_campaign:edit", args=[campaign.pk])


def test_the_campaigns_page_warns_and_leads_to_the_week(
    town: Town, campaign: Campaign, client: Client
) -> None:
    client.force_login(town.people.ida)
    aside = reverse("questionnaires_quarantines", args=[campaign.pk])
    quiet = client.get(edit(campaign)).content.decode()
    assert "Der er kommet usædvanligt mange svar." not in quiet
    assert aside in quiet
    assert "Intet. Ingen adgangssteder" in client.get(aside).content.decode()

    fill(town, 513)

    assert "Der er kommet usædvanligt mange svar." in client.get(edit(campaign)).content.decode()
    page = client.get(aside).content.decode()
    assert f"Plakat · Sundhedsplejen, Aalborg Kommune · plakat23, {THIS}: omkring 510 svar" in page
    assert "513" not in page
    chosen = client.get(aside, {"access_point": town.poster.pk, "week": str(THIS)})
    assert f'<option value="{town.poster.pk}" selected>' in chosen.content.decode()


def test_looking_costs_the_same_however_many_access_points_there_are(
    town: Town, campaign: Campaign, django_assert_num_queries
) -> None:
    from questionnaires import demo

    for number in range(10):
        demo.add_access_point(campaign, f"mange{number}", "poster", None)

    with django_assert_num_queries(3):
        alarms.alarms(campaign=campaign, this_week=THIS)


def test_the_timetable_has_it() -> None:
    from portal.celery import app

    tasks = [each["task"] for each in app.conf.beat_schedule.values()]
    assert "questionnaires.tasks.tell_of_floods" in tasks
