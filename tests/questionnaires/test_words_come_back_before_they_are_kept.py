"""What points at a person is taken out in front of whoever wrote it, and nothing is stored before that."""

import html as entities
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from questionnaires import demo, publishing
from questionnaires.models import Campaign, Response
from tests.cast import Town
from tests.questionnaires.made import document, group, question, text

TODAY = date(2026, 11, 24)
ADDRESS = "/s/proeve23/"
CPR = "311235-4123"
YES_NO = [{"code": "ja", "text": text("Ja tak")}, {"code": "nej", "text": text("Nej tak")}]
ITEMS = (
    question("line", "string", maxLength=40),
    question("lines", "text", maxLength=200),
    question("open", "open-choice", options=YES_NO, required=True),
    question("yes", "boolean"),
    group(
        "rows",
        question("at", "time"),
        question("note", "string", maxLength=40),
        text=text("Dagbog"),
        repeats=True,
    ),
)
SECRETS = (CPR, "12 34 56 78", "a@x.dk", "https://x.dk/anna")
pytestmark = pytest.mark.django_db


@pytest.fixture
def page(town: Town, client: Client) -> str:
    version = publishing.publish_version(document=document(*ITEMS), on=TODAY)
    campaign = Campaign.objects.create(
        name="Prøve", platform=town.platform, version=version, opens_on=TODAY
    )
    demo.add_access_point(campaign, "proeve23", "card", None)
    return client.get(ADDRESS).content.decode()


def send(client: Client, page: str, **given: Any) -> str:
    """Send the form as it stands, with some fields filled in; return the page that came back, if any."""
    data = querydict_from_html(page, form_index=0)
    for name, value in given.items():
        data[name] = value
    return client.post(ADDRESS, data).content.decode()


def value(page: str, name: str) -> str:
    return querydict_from_html(page, form_index=0)[name]


def told(page: str) -> list[str]:
    return re.findall(r'<p class="wrong">(.*?)</p>', page)


@pytest.mark.parametrize(
    ("words", "kept", "what"),
    [
        (f"Barnet er {CPR}.", "Barnet er [CPR].", "et CPR-nummer"),
        ("Ring 12 34 56 78", "Ring [telefon]", "et telefonnummer"),
        ("Skriv til a@x.dk", "Skriv til [e-mail]", "en e-mailadresse"),
        ("https://x.dk/anna", "[link]", "et link"),
        (f"{CPR}, 12345678, a@x.dk, x.dk", "[CPR], [telefon], [e-mail], [link]",
         "et CPR-nummer, et telefonnummer, en e-mailadresse og et link"),
    ],
)  # fmt: skip
def test_the_text_comes_back_without_it_and_the_second_time_it_is_kept(
    client: Client, page: str, words: str, kept: str, what: str
) -> None:
    back = send(client, page, q1=words, q3="ja")

    sentence = f"Vi har taget {what} ud af teksten. Læs den igennem, og send igen."
    assert told(back) == [sentence]
    assert value(back, "q1") == kept
    assert not Response.objects.exists()

    assert send(client, back) == ""
    assert Response.objects.get().answers == {"line": kept, "open": "ja"}


def test_the_summary_says_so_too_and_leads_to_the_field(client: Client, page: str) -> None:
    back = send(client, page, q1=CPR, q3="ja")

    summary = back.partition('class="summary"')[2].partition("</ul>")[0]
    assert '<a href="#q-q1">Spørgsmål line?</a> Vi har taget et CPR-nummer ud' in summary
    assert 'id="q-q1"' in back


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("q2", {"lines": "a [CPR]\nb [telefon]"}, id="several lines"),
        pytest.param("q3_other", {"open": {"other": "a [CPR] b [telefon]"}}, id="own choice"),
        pytest.param("r2q6", {"rows": [{"note": "a [CPR] b [telefon]"}]}, id="a row"),
    ],
)
def test_own_words_are_looked_at_wherever_they_stand(
    client: Client, page: str, name: str, kept: dict
) -> None:
    between = "\r\n" if name == "q2" else " "
    chosen = {"q3": ":other" if name == "q3_other" else "ja"}
    back = send(client, page, **{name: f"a {CPR}{between}b 12345678"}, **chosen)

    assert told(back) == [
        "Vi har taget et CPR-nummer og et telefonnummer ud af teksten. Læs den igennem, og send igen."
    ]
    assert not Response.objects.exists()

    send(client, back)
    assert Response.objects.get().answers == {"open": "ja"} | kept


def test_what_came_back_beside_a_choice_is_marked_where_it_stands(
    client: Client, page: str
) -> None:
    back = send(client, page, q3=":other", q3_other=CPR)

    assert 'id="q-q3_other" class="field beside field-wrong"' in back
    assert '<a href="#q-q3_other">' in back


def test_a_row_that_came_back_stands_open(client: Client, page: str) -> None:
    back = send(client, page, r3q6=CPR, q3="ja")

    opened = [" open" in tag for tag in re.findall(r'<details class="fold"[^>]*>', back)]
    assert opened == [True, False, True] + [False] * 5


def test_nothing_that_was_taken_out_is_sent_back_and_the_rest_is(client: Client, page: str) -> None:
    words = " og ".join(SECRETS)
    back = send(client, page, q2=words, q3="nej", q4="true", r1q5="08:00", q1="bare ord")

    assert not [secret for secret in SECRETS if secret in entities.unescape(back)]
    assert value(back, "q2").strip() == "[CPR] og [telefon] og [e-mail] og [link]"
    same = ("submission", "q1", "q3", "q4", "r1q5")
    assert [value(back, name) for name in same] == [
        value(page, "submission"), "bare ord", "nej", "true", "08:00",
    ]  # fmt: skip


def test_it_is_gone_also_where_the_form_comes_back_for_another_reason(
    client: Client, page: str
) -> None:
    back = send(client, page, q1=CPR, q4="true")

    assert CPR not in back
    assert "Dette spørgsmål skal besvares." in told(back)


def test_a_mark_never_makes_a_text_too_long_for_its_field(client: Client, page: str) -> None:
    words = f"{'æ' * 32} 12345678"[-40:]
    back = send(client, page, q1=words, q3="ja")

    assert len(value(back, "q1")) <= 40
    assert value(back, "q1").endswith("[…]")
    send(client, back)
    assert Response.objects.get().answers["line"] == value(back, "q1")


def test_a_text_that_is_too_long_as_well_comes_back_clean(client: Client, page: str) -> None:
    back = send(client, page, q1=f"{'æ' * 60} {CPR}", q3="ja")
    again = send(client, back)

    assert CPR not in back
    assert told(again)
    assert not Response.objects.exists()


def test_words_with_nothing_in_them_come_back_as_they_were_typed(client: Client, page: str) -> None:
    back = send(client, page, q1="  to  mellemrum ", q2="en\r\nto")

    assert value(back, "q1") == "  to  mellemrum "
    assert value(back, "q2").strip() == "en\nto"


def test_it_is_said_in_english_too(client: Client, page: str) -> None:
    data = querydict_from_html(page, form_index=0)
    data["q1"] = f"{CPR} 12345678"

    back = client.post(f"{ADDRESS}?sprog=en", data).content.decode()

    assert "We have taken a CPR number and a phone number out of the text." in back
