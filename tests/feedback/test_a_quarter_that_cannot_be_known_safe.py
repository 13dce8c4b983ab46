"""What the protection does not know to be a sum is not published beside what it is the sum of."""

import random
from datetime import date

import pytest

from feedback import quarters
from feedback.measuring import Source
from feedback.models import DetailPublication, Measure, Publication
from portal.periods import Week
from questionnaires import demo
from questionnaires.models import AccessPoint
from tests.cast import Town
from tests.factories import make_response

pytestmark = pytest.mark.django_db
SUMMER = [Week(2026, 30), Week(2026, 31)]
NOW = Week(2026, 41)


def published(point: AccessPoint) -> DetailPublication:
    chance = random.Random(7)
    items = point.campaign.version.parsed.choices
    for week in SUMMER:
        for _ in range(40):
            answers = {item.link_id: chance.choice(item.options).code for item in items}
            make_response(point, answers, week=week)
    quarters.publish_closed_periods(this_week=NOW)
    return DetailPublication.objects.get()


def measure(point: AccessPoint, source: Source, **counted: str) -> Measure:
    return Measure.objects.create(
        slug="valgt",
        title="Valgt",
        platform=point.campaign.platform,
        source=source,
        questionnaire=point.campaign.version.questionnaire,
        **counted,
    )


def with_scales(town: Town) -> AccessPoint:
    campaign = demo.build_campaign(
        town.platform, "sammenhaeng_paa_tvaers", date(2026, 1, 1), is_synthetic=False
    )
    assert campaign.version.parsed.scales
    return demo.add_access_point(campaign, "samtale2", "poster", None)


def test_answers_alone_are_published(town: Town) -> None:
    found = published(town.poster)

    assert found.status == "closed"
    assert found.table["people"]["all"] == 80


def test_a_quarter_whose_weeks_have_shown_sets_of_answers_shows_the_answers(town: Town) -> None:
    """The protection knows the sets: test_quartersets.py attacks it."""
    version = town.poster.campaign.version
    question = version.parsed.choices[0]
    measure(town.poster, Source.CHOOSING, link_id=question.link_id, codes=question.options[0].code)

    found = published(town.poster)

    assert found.status == "closed"
    assert all(week.table["in"] for week in Publication.objects.closed())
    row = found.table["options"][question.link_id]
    assert sum(answers["all"] or 0 for answers in row.values()) > 0


def test_the_questions_of_a_scale_that_the_weeks_have_shown_are_left_out(
    town: Town,
) -> None:
    point = with_scales(town)
    scale = point.campaign.version.parsed.scales[0]
    measure(point, Source.MEAN, scale=scale.key)

    found = published(point)

    weeks = Publication.objects.closed()
    assert all(week.table["in"] for week in weeks)
    asked = {part.link_id for part in scale.items}
    assert found.status == "closed"
    assert found.table["options"]
    assert not asked & set(found.table["options"])
    assert found.table["scales"] == {}


def test_a_questionnaire_with_scales_shows_its_answers_and_no_scale(town: Town) -> None:
    found = published(with_scales(town))

    assert found.table["scales"] == {}
    assert found.table["options"]
