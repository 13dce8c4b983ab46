"""A digest by e-mail: at most one in two weeks, nothing lost, nothing twice, and never a count."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from feedback.circles import letters
from feedback.circles.models import Circle, CircleMember, SignalLetter
from feedback.circles.posting import deliver
from feedback.circles.tasks import tell_circles
from feedback.models import Measure, Signal
from portal.celery import app
from tests.cast import Town
from tests.conftest import TUESDAY
from tests.factories import make_platform
from tests.post import PostOffice, open_post_office

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()


@pytest.fixture
def post(settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office


@pytest.fixture
def measure(town: Town) -> Measure:
    return Measure.objects.create(
        slug="m", title="Ved, hvem de kan spørge", definition="–",
        platform=town.platform, source="series",
    )  # fmt: skip


def signal(measure: Measure, on: date = TODAY, **changes: object) -> Signal:
    values = {
        "rules": "anhoej", "rule": "shift", "side": 1, "is_better": True, "start": "2026-W38",
        "points": ["2026-W38"], "chart": {"rows": [{"value": "4711"}]}, "recorded_on": on,
    } | changes  # fmt: skip
    return Signal.objects.create(measure=measure, **values)


def run(days: int = 0) -> None:
    """What the beat does each morning."""
    at = TUESDAY + timedelta(days=days)
    letters.write_letters(on=at.date())
    letters.send_waiting(at=at)


def add_member(town: Town, name: str) -> CircleMember:
    return CircleMember.objects.create(circle=town.circle, user=getattr(town.people, name))


def text(post: PostOffice, at: int = -1) -> str:
    return post.letters[at].get_content()


# --- no letter ----------------------------------------------------------------------------------


def test_without_news_nobody_gets_a_letter(town: Town, post: PostOffice) -> None:
    run()

    assert post.letters == []


def test_made_up_numbers_are_no_news(town: Town, measure: Measure, post: PostOffice) -> None:
    signal(measure, is_synthetic=True)
    run()

    assert post.letters == []


def test_old_signals_are_no_news_to_a_new_circle(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    signal(measure, on=TODAY - timedelta(weeks=9))
    run()

    assert post.letters == []


def test_another_platforms_signals_are_not_told(town: Town, post: PostOffice) -> None:
    other = make_platform("type-2", "Type 2").platform
    signal(
        Measure.objects.create(slug="o", title="O", definition="–", platform=other, source="series")
    )
    run()

    assert post.letters == []


@pytest.mark.parametrize(
    "changes", [{"is_active": False}, {"email": ""}], ids=["has left", "has no address"]
)
def test_who_cannot_be_written_to_gets_none(
    town: Town, measure: Measure, post: PostOffice, changes: dict
) -> None:
    signal(measure)
    type(town.people.sofie).objects.filter(pk=town.people.sofie.pk).update(**changes)
    run()

    assert not SignalLetter.objects.exists()


# --- the letter ---------------------------------------------------------------------------------


def test_the_task_on_the_beat_sends_a_plain_danish_letter(
    town: Town, measure: Measure, post: PostOffice, settings
) -> None:
    signal(measure)

    tell_circles()

    (letter,) = post.letters
    assert letter["To"] == "sofie@kilden.example"
    assert letter["Subject"] == "Nyt på tavlen: Driftscirklen"
    assert "* Ved, hvem de kan spørge: et skift den rigtige vej. (siden uge 38, 2026)" in text(post)
    assert f"{settings.PUBLIC_URL}/kreds/taet-og-toer/" in text(post)
    assert f"Slå brevene fra her: {settings.PUBLIC_URL}/kreds/#breve" in " ".join(
        text(post).split()
    )
    timetable = app.conf.beat_schedule["tell-circles"]
    assert timetable["task"] == tell_circles.name


def test_no_letter_holds_a_number_of_people(town: Town, measure: Measure, post: PostOffice) -> None:
    for rule in Signal.Rule.values:
        signal(measure, rule=rule)
    run()

    without_weeks = re.sub("siden uge 38, 2026|http://.*", "", text(post))
    assert not re.search(r"\d", without_weeks)


def test_all_that_is_new_stands_in_one_letter(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    signal(measure)
    signal(measure, rule="outside", side=-1, is_better=False, start="2026-11-01")
    run()

    assert len(post.letters) == 1
    assert text(post).count("\n* ") == 2
    assert "(siden 1. november 2026)" in text(post)


def test_each_member_gets_a_letter_of_her_own_in_her_language(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    add_member(town, "hanne")
    UserProfile.objects.create(user=town.people.hanne, preferred_language="en")
    signal(measure)
    run()

    assert sorted(post.addresses) == ["hanne@kilden.example", "sofie@kilden.example"]
    subjects = {letter["To"]: letter["Subject"] for letter in post.letters}
    assert subjects["hanne@kilden.example"] == "New on the board: Driftscirklen"


# --- once, and not too often --------------------------------------------------------------------


def test_what_was_told_is_not_told_again(town: Town, measure: Measure, post: PostOffice) -> None:
    signal(measure)
    for days in (0, 1, 14, 28):
        run(days)

    assert len(post.letters) == 1


def test_within_two_weeks_news_wait_and_then_come_together(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    signal(measure)
    run()
    signal(measure, start="2026-W40", on=TODAY + timedelta(days=1))
    signal(measure, rule="crossings", side=0, is_better=None, on=TODAY + timedelta(days=9))

    for days in range(1, 14):
        run(days)
    assert len(post.letters) == 1
    run(14)

    assert len(post.letters) == 2
    assert text(post).count("\n* ") == 2
    assert "uge 38" in text(post)


def test_two_circles_have_a_cool_down_each(town: Town, measure: Measure, post: PostOffice) -> None:
    signal(measure)
    run()
    other = Circle.objects.create(name="Ny", slug="ny", platform=town.platform, aim="–")
    CircleMember.objects.create(circle=other, user=town.people.mikkel)
    run(1)

    assert post.addresses == ["sofie@kilden.example", "mikkel@kilden.example"]


# --- when the post fails ------------------------------------------------------------------------


def test_a_letter_that_failed_is_tried_again_and_sent_once(
    town: Town, measure: Measure, post: PostOffice, caplog
) -> None:
    signal(measure)
    post.is_full = True
    run()
    assert post.letters == []
    assert "could not be sent" in caplog.text

    post.is_full = False
    for days in (1, 2):
        run(days)

    assert len(post.letters) == 1


def test_a_post_office_that_is_closed_loses_nothing(
    town: Town, measure: Measure, post: PostOffice, settings
) -> None:
    signal(measure)
    settings.EMAIL_PORT = 1
    run()
    settings.EMAIL_PORT = post.port
    run(1)

    assert len(post.letters) == 1


def test_one_bad_address_keeps_nobody_else_from_her_letter(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    add_member(town, "hanne")
    post.refused = {"sofie@kilden.example"}
    signal(measure)
    run()

    assert post.addresses == ["hanne@kilden.example"]


def test_what_waited_goes_along_in_the_next_letter(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    post.refused = {"sofie@kilden.example"}
    signal(measure)
    run()
    signal(measure, start="2026-W44", on=TODAY + timedelta(days=10))
    post.refused = set()
    letters.write_letters(on=TODAY + timedelta(days=14))
    run(14)

    assert len(post.letters) == 1
    assert "uge 38" in text(post)
    assert "uge 44" in text(post)


def test_a_letter_that_came_late_counts_from_the_day_it_came(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    post.is_full = True
    signal(measure)
    run()
    post.is_full = False
    run(10)
    signal(measure, start="2026-W44", on=TODAY + timedelta(days=11))
    run(15)
    assert len(post.letters) == 1

    run(24)
    assert len(post.letters) == 2


def test_a_letter_in_another_workers_hands_is_left_to_it_for_an_hour(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    signal(measure)
    letters.write_letters(on=TODAY)
    claimed: datetime = timezone.now()
    SignalLetter.objects.update(claimed_at=claimed)

    assert letters.send_waiting(at=claimed + timedelta(minutes=59)) == 0
    assert letters.send_waiting(at=claimed + timedelta(minutes=61)) == 1


def test_a_letter_is_claimed_once(town: Town, measure: Measure) -> None:
    signal(measure)
    letters.write_letters(on=TODAY)
    first, second = SignalLetter.objects.get(), SignalLetter.objects.get()
    sent: list[SignalLetter] = []

    assert deliver(first, sent.append, TUESDAY)
    assert not deliver(second, sent.append, TUESDAY)
    assert sent == [first]


# --- turning them off ---------------------------------------------------------------------------


def choose(town: Town, name: str | None, wants: str) -> int:
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))
    return client.post("/kreds/taet-og-toer/breve/", {"wants": wants}).status_code


def test_a_member_turns_letters_off_and_on_for_herself_alone(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    add_member(town, "hanne")
    signal(measure)

    assert choose(town, "sofie", "no") == 302
    run()

    assert post.addresses == ["hanne@kilden.example"]
    client = Client()
    client.force_login(town.people.sofie)
    assert "Slå breve til" in client.get("/kreds/").content.decode()
    choose(town, "sofie", "yes")
    assert "Slå breve fra" in client.get("/kreds/").content.decode()


def test_a_letter_that_waits_is_torn_up_when_letters_are_turned_off(
    town: Town, measure: Measure, post: PostOffice
) -> None:
    signal(measure)
    letters.write_letters(on=TODAY)
    choose(town, "sofie", "no")

    assert letters.send_waiting(at=TUESDAY) == 0
    assert not SignalLetter.objects.exists()


@pytest.mark.parametrize("wants", ["", "måske", "1"])
def test_an_answer_that_is_neither_yes_nor_no_changes_nothing(town: Town, wants: str) -> None:
    choose(town, "sofie", wants)

    assert town.circle.members.get().wants_letters


@pytest.mark.parametrize(
    ("name", "status"),
    [("mikkel", 403), ("hanne", 403), ("ida", 403), ("jonas", 403), (None, 302)],
)
def test_who_is_not_in_the_circle_turns_nothing_off(
    town: Town, name: str | None, status: int
) -> None:
    assert choose(town, name, "no") == status
    assert town.circle.members.get().wants_letters
