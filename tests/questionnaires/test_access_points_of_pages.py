"""Each live Danish page of advice has an access point of its own while a campaign asks under pages."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.demo import build_guide
from cms.models import GuidancePage
from questionnaires import demo
from questionnaires.actions import open_on_page, open_on_pages
from questionnaires.models import AccessPoint, Campaign
from tests.cast import Town
from tests.factories import CAMPAIGN_FORM, GUIDE, make_platform, translate

pytestmark = pytest.mark.django_db
OPENS = date(2026, 1, 1)


def ask(town: Town, opens_on: date = OPENS) -> Campaign:
    return demo.build_campaign(
        town.platform, "siden_nyttig", opens_on, is_synthetic=False, under_pages=True
    )


def add_page(town: Town, slug: str = "nyt-raad") -> GuidancePage:
    build_guide(town.page, GUIDE | {"slug": slug, "title": "Nyt råd"})
    return GuidancePage.objects.get(slug=slug)


def pages_asked() -> list[str]:
    points = AccessPoint.objects.filter(kind="useful").order_by("page__slug")
    return [point.page.slug for point in points]


def test_a_new_campaign_opens_on_the_pages_that_are_live(town: Town) -> None:
    add_page(town, "kladde").unpublish()

    ask(town)

    assert pages_asked() == ["naar-barnet-holder-sig"]


def test_a_page_published_later_is_asked_under_too_and_once_only(town: Town) -> None:
    ask(town)

    page = add_page(town)
    for _ in range(2):
        page.save_revision().publish()

    assert pages_asked() == ["naar-barnet-holder-sig", "nyt-raad"]


def test_a_translation_gets_none_of_its_own(town: Town) -> None:
    campaign = ask(town)

    translate(town.guide, "en", title="When your child holds on")
    open_on_pages(campaign=campaign)

    assert pages_asked() == ["naar-barnet-holder-sig"]


def test_another_platforms_pages_are_left_alone(town: Town) -> None:
    other = make_platform("soevn", "Søvn")
    build_guide(other, GUIDE | {"slug": "rolige-aftener"})

    ask(town)
    build_guide(other, GUIDE | {"slug": "rolige-naetter"})

    assert pages_asked() == ["naar-barnet-holder-sig"]


def test_a_campaign_that_is_over_gets_no_more_pages(town: Town) -> None:
    campaign = ask(town)
    campaign.closes_on = date(2026, 11, 23)
    campaign.save()

    add_page(town)

    assert pages_asked() == ["naar-barnet-holder-sig"]


def test_a_campaign_that_has_not_begun_is_made_ready(town: Town) -> None:
    ask(town, opens_on=date(2026, 12, 1))

    assert pages_asked() == ["naar-barnet-holder-sig"]


def test_a_campaign_that_does_not_ask_under_pages_opens_on_none(town: Town) -> None:
    add_page(town)

    assert not pages_asked()


def test_a_page_can_be_deleted_and_its_answers_stay_countable(town: Town) -> None:
    ask(town)

    town.guide.delete()

    point = AccessPoint.objects.get(kind="useful")
    assert point.page is None
    point.full_clean()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_editors_who_publish_at_once_make_one(town: Town) -> None:
    campaign = ask(town)
    AccessPoint.objects.filter(campaign=campaign).delete()

    def publish(_number: int) -> None:
        try:
            open_on_page(page=town.guide, on=timezone.localdate())
        finally:
            connections.close_all()

    # SQLite in memory is one connection that all threads share, so there they take turns.
    with ThreadPoolExecutor(1 if connection.vendor == "sqlite" else 8) as pool:
        list(pool.map(publish, range(8)))

    assert pages_asked() == ["naar-barnet-holder-sig"]


# --- The editors' desk ----------------------------------------------------------------------------


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def test_an_editor_ticks_a_box_and_the_buttons_are_there(town: Town, ida: Client) -> None:
    version = demo.publish("siden_nyttig", on=date(2026, 11, 24))
    data = {
        "name": "Hjalp siden?",
        "platform": town.platform.pk,
        "version": version.pk,
        **CAMPAIGN_FORM,
        "opens_on": "2026-11-01",
        "under_pages": "on",
    }

    response = ida.post(reverse("wagtailsnippets_questionnaires_campaign:add"), data)

    assert response.status_code == 302
    assert pages_asked() == ["naar-barnet-holder-sig"]


def test_a_questionnaire_with_many_answers_to_its_first_question_is_refused(town: Town) -> None:
    campaign = town.poster.campaign
    campaign.under_pages = True

    with pytest.raises(ValidationError, match="to eller tre svar"):
        campaign.full_clean()


def test_the_access_points_of_pages_are_not_in_the_editors_list(town: Town, ida: Client) -> None:
    ask(town)
    address = reverse("wagtailsnippets_questionnaires_accesspoint:list")

    html = ida.get(address).content.decode()

    assert "Kontakten i dag" in html
    assert AccessPoint.objects.get(kind="useful").code not in html


def test_an_editor_cannot_make_buttons_without_a_page(town: Town, ida: Client) -> None:
    address = reverse("wagtailsnippets_questionnaires_accesspoint:add")

    response = ida.post(address, {"campaign": town.poster.campaign.pk, "kind": "useful"})

    assert response.status_code == 200
    assert "laves af sig selv" in response.content.decode()
    assert not pages_asked()


def test_buttons_under_a_page_cannot_become_a_poster(town: Town, ida: Client) -> None:
    campaign = ask(town)
    point = AccessPoint.objects.get(kind="useful")
    address = reverse("wagtailsnippets_questionnaires_accesspoint:edit", args=[point.pk])

    response = ida.post(address, {"campaign": campaign.pk, "kind": "poster"})

    assert response.status_code == 200
    assert pages_asked() == ["naar-barnet-holder-sig"]
