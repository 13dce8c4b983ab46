"""Each month a circle reads what it saw, decided, did and told; a quiet month says so."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from feedback.circles import monthletters, monthly
from feedback.circles.models import (
    Action,
    CircleMember,
    Decision,
    ImprovementProject,
    Meeting,
    MonthLetter,
    PDSACycle,
    Story,
)  # fmt: skip
from feedback.circles.tasks import tell_of_month
from feedback.models import Measure, Signal
from portal.celery import app
from tests.cast import CAST, Town
from tests.conftest import TUESDAY
from tests.post import PostOffice, open_post_office

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()
MONTH = TODAY.replace(day=1)
FIRST_OF_NEXT = monthly.month_after(MONTH)
PAGE = f"/kreds/taet-og-toer/maaned/{MONTH:%Y-%m}/"
QUIET = "En stille måned"


@pytest.fixture
def post(settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


def decide(town: Town, on: date = TODAY, review_on: date | None = None) -> Decision:
    return Decision.objects.create(
        circle=town.circle, title="Ny folder til alle hold", proposal="–", step="decided",
        proposed_on=on, decided_on=on, review_on=review_on or on + timedelta(days=90),
    )  # fmt: skip


def everything(town: Town) -> None:
    """A month in which something of each kind happened."""
    measure = Measure.objects.create(
        slug="m", title="Ved, hvem de kan spørge", definition="–", platform=town.platform, source="series",
    )  # fmt: skip
    Signal.objects.create(
        measure=measure, rules="anhoej", rule="shift", side=1, is_better=True, start="2026-W38",
        points=["2026-W38"], chart={}, recorded_on=TODAY,
    )  # fmt: skip
    decide(town)
    Action.objects.create(
        circle=town.circle, text="Trykke folderen", due_on=TODAY, made_on=MONTH, done_on=TODAY,
        outcome="400 er delt ud",
    )  # fmt: skip
    project = ImprovementProject.objects.create(
        circle=town.circle, title="Samme råd", aim="–", started_on=MONTH
    )
    PDSACycle.objects.create(
        project=project, title="Folder på ét hold", plan="–", prediction="–", judging="–",
        starts_on=MONTH, ends_on=TODAY,
    )  # fmt: skip
    Story.objects.create(
        circle=town.circle, title="I savnede en at spørge", said="–", did="Vi skrev navnet på.",
        published_on=TODAY,
    )  # fmt: skip


def test_a_month_tells_what_was_seen_decided_done_tried_and_told(town: Town, sofie: Client) -> None:
    everything(town)

    html = sofie.get(PAGE).content.decode()

    for words in (
        "et skift den rigtige vej", "Ny folder til alle hold", "Trykke folderen: 400 er delt ud",
        "Folder på ét hold (Samme råd): begyndt", "I savnede en at spørge",
    ):  # fmt: skip
        assert words in html
    assert QUIET not in html


def test_a_quiet_month_says_so(sofie: Client) -> None:
    assert QUIET in sofie.get(PAGE).content.decode()


def test_what_belongs_to_another_month_is_not_told(town: Town) -> None:
    decide(town, on=MONTH - timedelta(days=1))

    assert not monthly.month_of(town.circle, MONTH, on=TODAY).happened


def test_what_waits_stands_last(town: Town) -> None:
    decide(town, on=TODAY - timedelta(days=99), review_on=TODAY)
    Action.objects.create(
        circle=town.circle,
        text="Ringe til Lægerne",
        made_on=MONTH,
        due_on=TODAY - timedelta(days=1),
    )
    Meeting.objects.create(
        circle=town.circle, title="Cirkelmøde", starts_at=TUESDAY + timedelta(days=2)
    )

    found = monthly.month_of(town.circle, MONTH, on=TODAY)

    assert not found.happened
    lines = " ".join(line for part in found.ahead for line in part.lines)
    for words in ("Ny folder", "Ringe til Lægerne (senest", "Cirkelmøde, 26. november 2026 10:00"):
        assert words in lines


def test_a_meeting_that_is_called_off_is_no_next_meeting(town: Town) -> None:
    Meeting.objects.create(
        circle=town.circle,
        title="Aflyst",
        starts_at=TUESDAY + timedelta(days=2),
        status="cancelled",
    )

    assert not monthly.month_of(town.circle, MONTH, on=TODAY).ahead


def test_a_test_that_ended_says_what_came_of_it(town: Town) -> None:
    everything(town)
    PDSACycle.objects.update(happened="–", studied="–", act="adapt", acted_on=TODAY)

    lines = [
        line
        for part in monthly.month_of(town.circle, MONTH, on=TODAY).happened
        for line in part.lines
    ]

    assert "Folder på ét hold (Samme råd): Tilpas" in lines


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-0", f"{TODAY.year + 1}-01", "0-1"], ids=["13th", "0th", "ahead", "0"]
)
def test_a_month_that_is_none_or_has_not_begun_is_not_found(sofie: Client, month: str) -> None:
    assert sofie.get(f"/kreds/taet-og-toer/maaned/{month}/").status_code == 404


@pytest.mark.parametrize("name", [*CAST, None])
def test_only_the_circle_reads_its_months(town: Town, name: str | None) -> None:
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))
    status = {"sofie": 200, None: 302}.get(name, 403)

    assert client.get(PAGE).status_code == status
    assert client.get(PAGE[:-1] + ".pdf").status_code == status


def test_the_month_on_paper_is_a_pdf(town: Town, sofie: Client) -> None:
    everything(town)

    answer = sofie.get(PAGE[:-1] + ".pdf")

    assert answer.content.startswith(b"%PDF-")
    assert f"taet-og-toer-{MONTH:%Y-%m}.pdf" in answer["Content-Disposition"]


def test_how_often_the_database_is_asked_is_known(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    everything(town)

    # session, user, circle, member; signals, decisions, actions, projects, cycles, stories; meeting,
    # reviews, late actions; the link to the platform: four
    with django_assert_num_queries(17):
        sofie.get(PAGE)


# --- the letter ---------------------------------------------------------------------------------


def run(on: date = FIRST_OF_NEXT) -> None:
    monthletters.write_letters(on=on)
    monthletters.send_waiting(at=timezone.now())


def test_each_member_gets_the_month_once_with_the_paper(town: Town, post: PostOffice) -> None:
    everything(town)
    CircleMember.objects.create(circle=town.circle, user=town.people.hanne)

    run()
    run(FIRST_OF_NEXT + timedelta(days=1))

    assert sorted(post.addresses) == ["hanne@kilden.example", "sofie@kilden.example"]
    assert f"taet-og-toer-{MONTH:%Y-%m}.pdf" in str(post.letters[0])


def test_a_quiet_month_is_a_short_letter(town: Town, post: PostOffice) -> None:
    run()

    assert QUIET in post.letters[0].get_body(("plain",)).get_content()


def test_no_letter_is_written_when_the_first_week_is_over(town: Town, post: PostOffice) -> None:
    run(FIRST_OF_NEXT + timedelta(days=monthletters.LAST_DAY))

    assert not post.addresses
    assert not MonthLetter.objects.exists()


def test_who_wants_no_letters_gets_none(town: Town, post: PostOffice) -> None:
    town.circle.members.update(wants_letters=False)

    run()

    assert not post.addresses


def test_a_mail_server_that_takes_nothing_costs_nothing(town: Town, post: PostOffice) -> None:
    post.is_full = True
    run()
    assert MonthLetter.objects.get().sent_at is None

    post.is_full = False
    run(FIRST_OF_NEXT + timedelta(days=1))

    assert post.addresses == ["sofie@kilden.example"]


def test_the_month_is_told_by_the_timetable(town: Town) -> None:
    task = app.conf.beat_schedule["tell-circles-of-the-month"]["task"]

    assert task == tell_of_month.name
