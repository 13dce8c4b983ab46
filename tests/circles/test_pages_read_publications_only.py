"""Every page, file and answer of a circle is made from what is published: the answers need not be there.

The tables of answers and of tallies are taken away, and each address of the circles is asked for.
"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from feedback.circles import keys
from feedback.circles.urls import urlpatterns
from feedback.demo import build_measures, build_referrals
from feedback.models import (
    Bucket,
    ChangeTally,
    CodedText,
    Coding,
    DirtyMark,
    Signal,
    Tally,
)
from feedback.recording import record_signals
from questionnaires.episodes.models import Occasion, Participant
from questionnaires.models import OwnWords, Response, Score
from tests.cast import Town
from tests.circles.meeting import over, planned
from tests.circles.test_actions import make as make_action
from tests.circles.test_cycles_on_the_chart import begun, make_cycle
from tests.circles.test_news_on_the_board import make_measure
from tests.circles.test_stories import drafted
from tests.circles.working import proposed
from tests.conftest import TUESDAY
from tests.feedback.exports.published import QUARTER, publish_everything

pytestmark = pytest.mark.django_db
UNREADABLE = (
    Response,
    Score,
    OwnWords,
    Occasion,
    Participant,
    Bucket,
    DirtyMark,
    Tally,
    ChangeTally,
    CodedText,
    Coding,
)
SLUG = {"slug": "taet-og-toer"}
REST: dict[str, dict[str, str | int]] = {
    "index": {},
    "month": SLUG | {"year": 2026, "month": 11},
    "month_file": SLUG | {"year": 2026, "month": 11},
    "points_file": SLUG | {"measure": "hvem"},
    "download": SLUG | {"name": "tal.csv"},
    "api_measure": SLUG | {"measure": "hvem"},
    "api_quarter": SLUG | {"quarter": QUARTER},
    "api_nothing": SLUG | {"rest": "findes-ikke"},
    "population_step": SLUG | {"number": 1},
}
# What a circle makes with the deeds of its own work, and which of it each address is about.
WORK = {
    "decision": "decision",
    "action": "action",
    "story": "story",
    "change_story": "story",
    "project": "project",
    "project_paper": "project",
    "change_project": "project",
    "outline": "project",
    "plan_cycle": "project",
    "cycle": "project",
    "meeting": "meeting",
    "meeting_file": "meeting",
    "minutes_paper": "held",
    "change_meeting": "meeting",
    "call_off": "meeting",
    "run": "held",
    "role": "member",
}
ADDRESSES = [pattern.name for pattern in urlpatterns if pattern.name]
MORE = {"numbers_file": "?diagram=svar-1"}
STATUS = {"api_nothing": 404, "letters": 405, "sense": 404}


@pytest.fixture
def published(town: Town) -> Town:
    publish_everything(town)
    build_measures(town.platform, town.poster.campaign.version.questionnaire_id)
    build_referrals(town.platform, TUESDAY.date())
    return town


@pytest.fixture
def unreadable(published: Town) -> None:
    """Give the tables another name until the test is rolled back."""
    connection.check_constraints()  # PostgreSQL renames no table with checks outstanding
    with connection.cursor() as cursor:
        for model in UNREADABLE:
            table = model._meta.db_table
            cursor.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_away"')


@pytest.fixture
def made(published: Town) -> keys.Made:
    today = TUESDAY.date()
    return keys.make_key(
        circle=published.circle,
        name="Varehuset",
        by=published.people.sofie,
        expires_on=today + timedelta(9),
        on=today,
    )


@pytest.fixture
def written(published: Town) -> Signal:
    """Write down what a series shows that moves, beside the charts of the demo that do not."""
    make_measure(published.platform)
    record_signals(on=TUESDAY.date())
    return Signal.objects.get()


@pytest.fixture
def work(published: Town) -> dict[str, int]:
    """Return what the circle has made, by what it is."""
    measure = published.platform.measures.first()
    story = drafted(published, measure=measure)
    cycle = make_cycle(begun(published.circle, measure), "Navn på kortet", 12)
    return {
        "project": cycle.project_id,
        "cycle": cycle.pk,
        "decision": proposed(published).pk,
        "action": make_action(published).pk,
        "story": story.pk,
        "meeting": planned(published, title="Et til").pk,
        "held": over(published, published.people.sofie).pk,
        "member": published.circle.members.get().pk,
    }


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_needs_no_answer_and_no_tally(
    published: Town,
    made: keys.Made,
    written: Signal,
    work: dict[str, int],
    unreadable: None,
    name: str,
) -> None:
    client = Client()
    client.force_login(published.people.sofie)
    own = {"stop_key": {"key": made.key.pk}, "signal": {"pk": written.pk}}.get(name, {})
    if name in WORK:
        own = {"pk": work[WORK[name]]}
    if name == "cycle":
        own |= {"cycle": work["cycle"]}
    if name == "run":
        own |= {"place": 1}
    address = reverse(f"circles:{name}", kwargs=REST.get(name, SLUG) | own) + MORE.get(name, "")
    key = {"Authorization": f"Bearer {made.secret}"} if name.startswith("api") else {}

    response = client.get(address, headers=key)

    assert response.status_code == STATUS.get(name, 200)


def test_what_the_circle_says_of_itself_needs_none_either(
    published: Town, unreadable: None
) -> None:
    published.circle.sense = published.link
    published.circle.save()
    client = Client()
    client.force_login(published.people.sofie)

    assert client.get(reverse("circles:sense", kwargs=SLUG)).status_code == 200


@pytest.mark.parametrize("name", ["tal.xlsx", "rapport.pdf"])
def test_the_larger_files_need_none_either(published: Town, unreadable: None, name: str) -> None:
    client = Client()
    client.force_login(published.people.sofie)

    response = client.get(reverse("circles:download", kwargs=SLUG | {"name": name}))

    assert response.status_code == 200


def test_the_tables_are_really_away(unreadable: None) -> None:
    with pytest.raises(DatabaseError, match="feedback_tally"), transaction.atomic():
        Tally.objects.count()
