"""People are followed from their first answer; each cohort is published once, with who did not come back."""

import csv
import random
from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from cms.models import Platform
from feedback import aggregation, changes, quarters
from feedback.circles import demo as circles_demo
from feedback.exports.numbers import Unit
from feedback.exports.series import all_series, unit_of
from feedback.measuring import Source
from feedback.models import ChangePublication, ChangeTally, Measure
from feedback.seriescharts import NOTHING
from portal.periods import Quarter, Week
from portal.users import demo as users_demo
from questionnaires.actions import submit_response
from questionnaires.episodes.models import Participant
from questionnaires.models import AccessPoint, Campaign, Notice, Quarantine
from questionnaires.publishing import publish_version
from tests.conftest import ORACLES
from tests.factories import make_platform
from tests.questionnaires.made import document, scale, text

pytestmark = pytest.mark.django_db

BEGAN = Week(2026, 1)
OVER = Week(2027, 1)  # the third quarter after they began
SCALE = {
    "key": "bdi",
    "least": 0,
    "greatest": 63,
    "reference": {
        "standard_deviation": "10.4",
        "reliability": "0.86",
        "source": "Tal til at prøve systemet af; de er ingen anvisning.",
    },
}


def asked() -> dict:
    total = {
        "linkId": "total",
        "type": "integer",
        "text": text("Sum?"),
        "minimum": 0,
        "maximum": 63,
    }
    return document(total, scales=[scale("total", **SCALE)], key="forloeb")


@pytest.fixture
def point() -> AccessPoint:
    platform: Platform = make_platform().platform
    notice = Notice.objects.create(
        name="Forløb", kind="notice", text_da="I får et link.", purpose="p", legal_ground="l"
    )
    campaign = Campaign.objects.create(
        name="Forløb",
        platform=platform,
        version=publish_version(document=asked(), on=date(2026, 1, 1)),
        opens_on=date(2026, 1, 1),
        mode=Campaign.Mode.PSEUDONYMOUS,
        notice=notice,
    )
    return AccessPoint.objects.create(campaign=campaign, code="forloeb2", kind="card")


def answer(point: AccessPoint, person: int, week: Week, total: int | None, number: int = 0) -> None:
    chance = random.Random(f"{person} {week} {number}")
    fresh = AccessPoint.objects.select_related("campaign__version").get(pk=point.pk)
    submit_response(
        access_point=fresh,
        submission_id=UUID(int=chance.getrandbits(128)),
        answers={} if total is None else {"total": total},
        age_band=None,
        week=week,
        language="da",
        own_key=f"person-{person}",
    )


def follow(point: AccessPoint, people: list[list[int | None]], steps: tuple[int, ...]) -> None:
    """Let each person answer at her weeks; None is a time she did not come."""
    for number, values in enumerate(people):
        for step, value in zip(steps, values, strict=False):
            if value is not None:
                answer(point, number, BEGAN.plus(step), value)


def made_up(better: int, same: int, worse: int, once: int) -> list[list[int | None]]:
    return [[40, 20]] * better + [[40, 38]] * same + [[20, 40]] * worse + [[30, None]] * once


def test_a_cohort_is_counted_as_it_was_answered(point: AccessPoint) -> None:
    follow(point, made_up(12, 9, 6, 15), (0, 8))

    (cohort,) = aggregation.cohorts(before=OVER)
    counts = aggregation.count_courses(cohort, changes.through(cohort))

    assert (counts.started, counts.again) == (42, 27)
    assert counts.scales["bdi"] == {"better": 12, "same": 9, "worse": 6}


def test_who_answers_after_the_time_is_over_did_not_answer_again(point: AccessPoint) -> None:
    follow(point, made_up(12, 0, 0, 0), (0, 45))

    (cohort,) = aggregation.cohorts(before=OVER)

    assert aggregation.count_courses(cohort, Week(2026, 39)).again == 0


def test_answers_that_were_set_aside_are_none(point: AccessPoint) -> None:
    follow(point, made_up(12, 0, 0, 0), (0, 8))
    Quarantine.objects.create(
        access_point=point, week=str(BEGAN.plus(8)), because="Fyldt", set_on=date(2026, 3, 1)
    )

    (cohort,) = aggregation.cohorts(before=OVER)

    assert aggregation.count_courses(cohort, Week(2026, 39)).again == 0


@pytest.mark.parametrize(("months", "last"), [(24, "2026-W39"), (12, "2026-W39"), (6, "2026-W26")])
def test_people_are_followed_as_long_as_their_first_answers_are_kept(
    point: AccessPoint, months: int, last: str
) -> None:
    answer(point, 1, BEGAN, 30)
    Campaign.objects.update(keep_months=months)

    (cohort,) = aggregation.cohorts(before=OVER)

    assert str(changes.through(cohort)) == last


def test_a_cohort_is_published_once_and_stays_as_it_was(point: AccessPoint) -> None:
    follow(point, made_up(12, 9, 6, 15), (0, 8))
    quarters.publish_closed_periods(this_week=Week(2026, 39))
    assert not ChangePublication.objects.exists()

    quarters.publish_closed_periods(this_week=Week(2026, 40))
    before = ChangePublication.objects.get()
    Participant.objects.all().delete()
    quarters.publish_closed_periods(this_week=OVER)

    now = ChangePublication.objects.get()
    assert now.table == before.table
    assert now.table["started"] == 42
    assert (now.period, now.through) == (Quarter(2026, 1), "2026-W39")
    assert ChangeTally.objects.get().counts["started"] == 42


def test_three_who_did_not_come_back_are_hidden_and_cannot_be_worked_out(
    point: AccessPoint,
) -> None:
    follow(point, made_up(14, 9, 8, 3), (0, 8))

    quarters.publish_closed_periods(this_week=OVER)

    table = ChangePublication.objects.get().table
    assert table["once"] is None
    assert None in (table["started"], table["again"])


def test_a_small_cohort_has_no_classes(point: AccessPoint) -> None:
    follow(point, made_up(3, 3, 3, 0), (0, 8))

    quarters.publish_closed_periods(this_week=OVER)

    assert ChangePublication.objects.get().table["scales"] == {}


# --- A hundred people in treatment ----------------------------------------------------------------

MEASURES = {"bdi.pre": 0, "bdi.2m": 9, "bdi.3m": 13, "bdi.5m": 22, "bdi.8m": 35}  # weeks


def hundred_people() -> list[list[int | None]]:
    with (ORACLES / "data/beat_the_blues.csv").open(newline="") as lines:
        return [
            [None if row[name] == "NA" else int(row[name]) for name in MEASURES]
            for row in csv.DictReader(lines)
        ]


@pytest.mark.thorough
@pytest.mark.oracle
@pytest.mark.parametrize(
    ("steps", "again"),
    [((0, 35), 52), (tuple(MEASURES.values()), 97)],
    ids=["8 months", "any time"],
)
def test_beat_the_blues_is_shown_as_change_with_drop_out_and_its_denominators(
    point: AccessPoint, client: Client, steps: tuple[int, ...], again: int
) -> None:
    at = [list(MEASURES.values()).index(step) for step in steps]
    people = [[person[step] for step in at] for person in hundred_people()]
    follow(point, people, steps)
    platform = point.campaign.platform
    Measure.objects.create(
        slug="bedring",
        title="Bedring i forløbet",
        definition="Andel, hvis sum er faldet mere end tilfældigt, af dem med to målinger.",
        platform=platform,
        source=Source.CHANGE,
        questionnaire=point.campaign.version.questionnaire,
        scale="bdi",
    )
    team = users_demo.build()
    circles_demo.build_circle(platform, "Kredsen", "At det hjælper.", {team.sofie: "facilitator"})

    quarters.publish_closed_periods(this_week=OVER)

    table = ChangePublication.objects.get().table
    pairs = [
        (there[0], there[-1])
        for person in people
        if len(there := [value for value in person if value is not None]) > 1
    ]
    smallest = 1.96 * 10.4 * (2 * (1 - 0.86)) ** 0.5
    better = sum(first - last >= smallest for first, last in pairs)
    worse = sum(last - first >= smallest for first, last in pairs)
    expected = {"better": better, "worse": worse, "same": len(pairs) - better - worse}
    expected["rest"] = len(pairs) - better
    told = {name: n for name, n in table["scales"]["bdi"].items() if n is not None}
    assert told.items() <= (expected | {"unjudged": 0}).items()
    assert {"better", "rest"} <= told.keys()
    assert (len(pairs), table["again"]) == (again, again)
    # Where three did not come back, that is hidden, and so is of how many.
    steps_told = (table["started"], table["once"])
    assert steps_told == ((100, 48) if again == 52 else (None, None))
    client.force_login(team.sofie)
    html = client.get(f"/kreds/{platform.slug}/").content.decode()
    assert "Bedring i forløbet" in html
    (number,) = all_series(platform)[0].numbers
    assert (number.first, number.last, number.unit) == ("2026-W01", "2026-W13", Unit.SHARE)
    assert (number.numerator, number.denominator) == (better, len(pairs))
    for count in (again, table["started"], table["once"], table["scales"]["bdi"]["better"]):
        assert count is None or f"<td>{count}</td>" in html


def test_a_mean_that_is_taken_away_says_that_it_is_one() -> None:
    assert unit_of(Measure(source=Source.MEAN), NOTHING) == Unit.MEAN
    assert unit_of(Measure(source=Source.SERIES), NOTHING) == Unit.COUNT
