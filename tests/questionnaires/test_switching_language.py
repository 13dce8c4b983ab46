"""In the middle of the form: the same page in another language, with all that was typed. No script."""

import re
from datetime import date

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from questionnaires import demo, publishing
from questionnaires.models import Campaign, Response
from tests.cast import Town
from tests.questionnaires.made import document, group, question, when

ADDRESS = "/s/proeve23/"
pytestmark = pytest.mark.django_db


def both(danish: str, english: str) -> dict[str, str]:
    return {"da": danish, "en": english}


def asked(link_id: str, kind: str, **changes: object) -> dict:
    return question(link_id, kind, **changes) | {"text": both(f"Om {link_id}?", f"On {link_id}?")}


SEVERAL = [{"code": code, "text": both(code, code)} for code in ("x", "y", "z")]
FORM = document(
    asked("several", "choice", options=SEVERAL, repeats=True),
    asked("open", "open-choice", options=SEVERAL),
    asked("line", "integer", control="vas", minimum=0, maximum=100, may_decline=True),
    asked("number", "decimal"),
    asked("day", "date"),
    asked("words", "text", maxLength=30, enableWhen=[when("open", "=", "x")]),
    group("rows", asked("at", "time"), text=both("Rækker", "Rows"), repeats=True),
    title=both("Prøve", "Trial"),
    age_question=both("Hvor gammel?", "How old?"),
)
TYPED = {
    "age": "3-4-aar", "q1": ["x", "z"], "q2": ":other", "q2_other": "Måske",
    "q4": "mange", "q5": "2026-11-24", "q6": "Vi venter på en tid hos lægen", "r9q7": "10:00",
}  # fmt: skip


@pytest.fixture
def html(town: Town, client: Client) -> str:
    version = publishing.publish_version(document=FORM, on=date(2026, 11, 24))
    campaign = Campaign.objects.create(
        name="Prøve", platform=town.platform, version=version, opens_on=date(2026, 11, 24)
    )
    demo.add_access_point(campaign, "proeve23", "card", None)
    return client.get(ADDRESS).content.decode()


def typed_in(html: str) -> dict[str, list[str]]:
    return dict(querydict_from_html(html, form_index=0).lists())


def switch(client: Client, html: str, language: str = "en", **typed: object) -> str:
    to = re.search(rf'formaction="([^"]+)"[^>]* name="skift" value="{language}"', html)[1]
    response = client.post(to, typed_in(html) | typed | {"skift": language})
    assert response.status_code == 200
    return response.content.decode()


def test_everything_typed_is_there_in_the_other_language(html: str, client: Client) -> None:
    english = switch(client, html, **TYPED, q3_declined="on")

    assert '<html lang="en"' in english
    assert re.search(r'name="q3_declined"[^>]*checked', english)
    assert "On several?" in english
    found = typed_in(english)
    for name, value in TYPED.items():
        # A browser does not count the line break that a text area begins with.
        there = [each.removeprefix("\n") for each in found[name]]
        assert there == ([value] if isinstance(value, str) else value), name
    assert found["submission"] == typed_in(html)["submission"]


def test_nothing_is_judged_and_nothing_is_stored(html: str, client: Client) -> None:
    english = switch(client, html, **TYPED)

    assert 'class="summary"' not in english
    assert 'class="wrong"' not in english
    assert not Response.objects.exists()


def test_the_way_back_is_the_same_and_then_it_is_sent_once(html: str, client: Client) -> None:
    danish = switch(client, switch(client, html, q4="36.6"), "da")
    assert "Om number?" in danish
    assert typed_in(danish)["q4"] == ["36.6"]

    for _ in range(2):
        assert client.post(ADDRESS, typed_in(danish)).status_code == 302

    assert Response.objects.get().answers == {"number": "36.6"}


def test_no_answer_is_in_any_address(html: str, client: Client) -> None:
    english = switch(client, html, **TYPED)

    addresses = re.findall(r'(?:href|action|formaction)="([^"]*)"', english)
    assert not [
        each for each in addresses if "3-4-aar" in each or "q1=" in each or "311235" in each
    ]


def test_enter_sends_and_does_not_switch(html: str) -> None:
    buttons = re.findall(r"<button[^>]*type=\"submit\"[^>]*>", html)

    assert 'name="skift"' not in buttons[0]
    assert 'form="answers"' in buttons[0]


def test_a_form_that_was_forged_is_not_stored_by_a_switch(html: str, client: Client) -> None:
    english = switch(client, html, submission="x", q4="36.6")

    assert typed_in(english)["submission"] != ["x"]
    assert typed_in(english)["q4"] == ["36.6"]
    assert not Response.objects.exists()


LOST = "Back button shows an empty form."


def test_where_the_phone_keeps_a_draft_only_those_without_a_script_are_warned_of_back(
    html: str, client: Client
) -> None:
    english = switch(client, html, **TYPED)

    assert LOST not in html
    assert re.search(rf"<noscript>(?:(?!</noscript>).)*{LOST}", english, re.DOTALL)


def test_a_short_form_has_no_draft_and_warns_everybody(town: Town, client: Client) -> None:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", date(2026, 11, 24), is_synthetic=False
    )
    demo.add_access_point(campaign, "nyttig23", "card", None)

    english = switch(client, client.get("/s/nyttig23/").content.decode(), q1="nej")

    assert LOST in english
    assert "<noscript>" not in english
