"""Who answers is asked first, and the age is chosen; a campaign says whether they may be passed over."""

import pytest
from django.test import Client

from questionnaires.definition import REPORTERS
from questionnaires.forms import REPORTER_WORDS
from questionnaires.models import Notice, Response
from tests.cast import Town
from tests.questionnaires.test_capture import ADDRESS, open_form, submission

pytestmark = pytest.mark.django_db


def ask(town: Town, **settings: object) -> None:
    campaign = town.poster.campaign
    for name, value in ({"asks_reporter": True} | settings).items():
        setattr(campaign, name, value)
    campaign.save()


def test_the_five_informants_have_words_each() -> None:
    assert tuple(code for code, _ in REPORTER_WORDS) == REPORTERS


def test_who_answers_comes_before_the_age_and_the_questions(town: Town, client: Client) -> None:
    ask(town)

    html = open_form(client)

    assert html.index('name="reporter"') < html.index('name="age"') < html.index('name="q1"')
    assert html.count('name="reporter"') == 5
    assert "Hvem svarer?" in html


@pytest.mark.parametrize("reporter", [*REPORTERS, ""])
def test_who_answered_is_stored_as_it_was_said(town: Town, client: Client, reporter: str) -> None:
    ask(town)
    data = {"submission": submission(open_form(client)), "reporter": reporter, "q1": "3"}

    client.post(ADDRESS, data)

    assert Response.objects.get().reporter == reporter


def test_where_it_is_not_asked_it_is_the_one_the_questionnaire_is_for(
    town: Town, client: Client
) -> None:
    client.post(
        ADDRESS, {"submission": submission(open_form(client)), "reporter": "staff", "q1": "3"}
    )

    assert Response.objects.get().reporter == "relative"


@pytest.mark.parametrize("field", ["reporter", "age"])
def test_what_may_not_be_passed_over_is_asked_for_again_and_the_answers_stay(
    town: Town, client: Client, field: str
) -> None:
    ask(town, may_skip_reporter=False, may_skip_age=False)
    data = {"reporter": "relative", "age": "3-4-aar", "q1": "3"} | {field: ""}

    html = client.post(ADDRESS, {"submission": submission(open_form(client)), **data}).content

    assert f'href="#q-{field}"' in html.decode()
    assert not Response.objects.exists()


def test_the_two_buttons_under_a_page_ask_nobody_who_she_is(town: Town, client: Client) -> None:
    ask(town)
    from questionnaires import demo

    campaign = town.poster.campaign
    campaign.version = demo.publish("siden_nyttig", on=campaign.opens_on)
    campaign.save()

    assert 'name="reporter"' not in open_form(client)


def consent(town: Town, kind: str = "consent") -> Notice:
    notice = Notice.objects.create(
        name="Svar", kind=kind, text_da="Vi gemmer svarene i to år.", purpose="p", legal_ground="l"
    )
    ask(town, notice=notice)
    return notice


def test_a_notice_is_read_and_a_consent_is_given(town: Town, client: Client) -> None:
    consent(town, "notice")
    assert "Vi gemmer svarene i to år." in open_form(client)
    assert 'name="consent"' not in open_form(client)

    Notice.objects.update(kind="consent")
    html = open_form(client)
    assert "Vi gemmer svarene i to år." in html
    assert 'type="checkbox" name="consent"' in html


def test_without_the_yes_nothing_is_kept(town: Town, client: Client) -> None:
    consent(town)
    data = {"submission": submission(open_form(client)), "q1": "3"}

    html = client.post(ADDRESS, data).content.decode()
    assert "Vi skal have dit ja" in html
    assert not Response.objects.exists()

    assert client.post(ADDRESS, data | {"consent": "on"}).status_code == 302
    assert Response.objects.count() == 1


def test_somebody_else_under_the_same_form_changes_nothing_and_is_told(
    town: Town, client: Client
) -> None:
    ask(town)
    data = {"submission": submission(open_form(client)), "reporter": "relative", "q1": "3"}
    client.post(ADDRESS, data)

    again = client.post(ADDRESS, data | {"reporter": "staff"})

    assert "De første gælder." in client.get(again.headers["Location"]).content.decode()
    assert Response.objects.get().reporter == "relative"
