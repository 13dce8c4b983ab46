"""What the protection does not know to be a sum is not published beside what it is the sum of."""

import random
from datetime import date

import pytest

from feedback import quarters
from feedback.measuring import Source
from feedback.models import DetailPublication, Measure
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


def test_answers_alone_are_published(town: Town) -> None:
    found = published(town.poster)

    assert found.status == "closed"
    assert found.table["people"]["all"] == 80


def test_a_quarter_whose_weeks_have_shown_sets_of_answers_shows_nothing(town: Town) -> None:
    question = town.poster.campaign.version.parsed.choices[0]
    Measure.objects.create(
        slug="valgt",
        title="Valgt",
        platform=town.platform,
        source=Source.CHOOSING,
        questionnaire=town.poster.campaign.version.questionnaire,
        link_id=question.link_id,
        codes=question.options[0].code,
    )

    found = published(town.poster)

    assert (found.status, found.table) == ("withheld", {})


def test_a_questionnaire_with_scales_shows_its_answers_and_no_scale(town: Town) -> None:
    campaign = demo.build_campaign(
        town.platform, "sammenhaeng_paa_tvaers", date(2026, 1, 1), is_synthetic=False
    )
    assert campaign.version.parsed.scales

    found = published(demo.add_access_point(campaign, "samtale2", "poster", None))

    assert found.table["scales"] == {}
    assert found.table["options"]
