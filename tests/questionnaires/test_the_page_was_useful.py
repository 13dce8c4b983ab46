"""Under a page of advice stand two buttons: plain links to a short form with the answer chosen."""

import logging
import re
from datetime import date

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from portal.users.models import User
from questionnaires import demo
from questionnaires.models import AccessPoint, Response
from tests.cast import CAST, Town
from tests.factories import translate
from tests.questionnaires.test_capture import submission

pytestmark = pytest.mark.django_db
ADVICE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"


@pytest.fixture
def point(town: Town) -> AccessPoint:
    demo.build_campaign(
        town.platform, "siden_nyttig", date(2026, 1, 1), is_synthetic=False, under_pages=True
    )
    return AccessPoint.objects.get(page=town.guide)


def buttons(client: Client, address: str = ADVICE) -> str:
    html = client.get(address).content.decode()
    return html.partition('class="useful')[2].partition("</section>")[0]


def links(client: Client, address: str = ADVICE) -> list[str]:
    return [
        link.replace("&amp;", "&")
        for link in re.findall(r'href="(/s/[^"]+)"', buttons(client, address))
    ]


def fill_in(client: Client, point: AccessPoint, **answers: str) -> dict[str, str]:
    html = client.get(f"/s/{point.code}/?alder=3-4-aar").content.decode()
    return {"submission": submission(html), "age": "3-4-aar", **answers}


def test_two_buttons_lead_to_the_form_with_age_and_answer(
    point: AccessPoint, client: Client
) -> None:
    assert "Hjalp siden jer?" in buttons(client)
    assert links(client) == [
        f"/s/{point.code}/?alder=3-4-aar&q1=ja",
        f"/s/{point.code}/?alder=3-4-aar&q1=nej",
    ]


def test_the_page_is_the_same_for_everyone_and_sets_no_cookie(point: AccessPoint) -> None:
    first, second = Client().get(ADVICE), Client().get(ADVICE)

    assert first.content == second.content
    assert not first.cookies
    assert "submission" not in first.content.decode()


def test_the_form_is_one_short_page_with_the_answer_chosen(
    town: Town, point: AccessPoint, client: Client
) -> None:
    html = client.get(links(client)[1]).content.decode()

    assert re.search(r'name="q1" value="nej"[^>]*checked', html)
    assert re.search(r'type="hidden" name="age" value="3-4-aar"', html)
    line = re.search(r'<input type="text" name="q2"[^>]*>', html)[0]
    assert 'maxlength="200"' in line
    assert 'autocomplete="off"' in line
    assert "required" not in line
    assert "Skriv ikke navne eller CPR-numre" in html
    assert "<script" not in html
    assert f"{town.guide.title} · 3–4 år" in html


@pytest.mark.parametrize("query", ["?q1=maaske", "?q1=%00", "?q2=hej", "?q9=ja", "?q1=ja&q1=x"])
def test_what_a_link_makes_up_is_not_chosen(point: AccessPoint, client: Client, query: str) -> None:
    response = client.get(f"/s/{point.code}/{query}")

    assert response.status_code == 200
    assert not re.search(r'name="q1"[^>]*checked', response.content.decode())
    assert "hej" not in response.content.decode()


def test_without_a_known_age_the_form_asks_for_it(point: AccessPoint, client: Client) -> None:
    html = client.get(f"/s/{point.code}/?alder=findes-ikke").content.decode()

    assert html.count('type="radio" name="age"') == 4


def test_the_buttons_cost_the_page_no_query_of_their_own(
    point: AccessPoint, client: Client, django_assert_num_queries
) -> None:
    client.get(ADVICE)

    with django_assert_num_queries(10):
        client.get(ADVICE)


@pytest.mark.parametrize(
    ("words", "count"), [("", 6), ("Tak", 7)], ids=["buttons", "own words wait"]
)
def test_one_answer_takes_as_many_queries_as_any_other(
    point: AccessPoint, client: Client, django_assert_num_queries, words: str, count: int
) -> None:
    data = fill_in(client, point, q1="ja", q2=words)

    # Two more are the test's own: outside a test the outer savepoint is BEGIN and COMMIT.
    with django_assert_num_queries(count + 2):
        client.post(f"/s/{point.code}/", data)


def test_opening_the_form_stores_nothing(point: AccessPoint, client: Client) -> None:
    client.get(links(client)[0])

    assert not Response.objects.exists()


def test_an_answer_is_stored_with_page_age_and_week(point: AccessPoint, client: Client) -> None:
    response = client.post(
        f"/s/{point.code}/", fill_in(client, point, q1="ja", q2="Tak  for\thjælpen")
    )

    assert response.status_code == 302
    assert not response.cookies
    stored = Response.objects.get()
    assert stored.answers == {"hjalp-siden": "ja", "hvad-manglede": "Tak for hjælpen"}
    assert (stored.access_point, stored.age_band.slug, stored.week) == (
        point,
        "3-4-aar",
        "2026-W48",
    )


def test_thanks_lead_back_to_the_page_in_its_age(
    town: Town, point: AccessPoint, client: Client
) -> None:
    response = client.post(f"/s/{point.code}/", fill_in(client, point, q1="ja"), follow=True)

    assert f'class="button" href="{ADVICE}"' in response.content.decode()
    assert f"Tilbage til »{town.guide.title}«" in response.content.decode()


def test_thanks_do_not_lead_to_a_page_that_is_gone(
    town: Town, point: AccessPoint, client: Client
) -> None:
    town.guide.unpublish()

    html = client.get(f"/s/{point.code}/tak/?alder=3-4-aar").content.decode()

    assert "Tilbage til" not in html
    assert client.get(f"/s/{point.code}/?q1=ja").status_code == 200


def test_a_page_that_no_longer_serves_the_age_is_led_to_through_its_own(
    point: AccessPoint, client: Client
) -> None:
    html = client.get(f"/s/{point.code}/tak/?alder=11-aar-og-aeldre").content.decode()

    assert f'class="button" href="{ADVICE}"' in html


def test_the_same_form_sent_twice_is_one_answer(point: AccessPoint, client: Client) -> None:
    data = fill_in(client, point, q1="ja")
    for _ in range(2):
        client.post(f"/s/{point.code}/", data)

    assert Response.objects.count() == 1


@pytest.mark.parametrize("name", [*CAST, "anonymous"])
def test_everybody_may_say_it_and_nobody_is_remembered(
    town: Town, point: AccessPoint, name: str
) -> None:
    client = Client()
    if name != "anonymous":
        client.force_login(getattr(town.people, name))

    assert len(links(client)) == 2
    data = fill_in(client, point, q1="nej", q2="Kort tak")
    assert client.post(f"/s/{point.code}/", data).status_code == 302
    stored = str(Response.objects.values().get())
    assert not [user.email for user in User.objects.all() if user.email in stored]


# --- In their own words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["311235-4123", "3112354123", "٣١١٢٣٥ ٤١٢٣", "311235\u200b-4123"]
)
def test_a_cpr_number_is_taken_out_and_the_rest_of_the_answer_is_kept(
    point: AccessPoint, client: Client, number: str
) -> None:
    data = fill_in(client, point, q1="nej", q2=f"Ring om {number}, tak")

    response = client.post(f"/s/{point.code}/", data)

    html = response.content.decode()
    assert response.status_code == 200
    assert "Vi har taget et CPR-nummer ud af teksten." in html
    assert re.search(r'name="q1" value="nej"[^>]*checked', html)
    assert re.search(r'name="age" value="3-4-aar"', html)
    assert "Ring om [CPR], tak" in html
    assert not Response.objects.exists()


def test_phone_and_address_are_gone_before_anything_is_stored(
    point: AccessPoint, client: Client
) -> None:
    text = "Ring 12 34 56 78 eller skriv til anna@example.dk"

    back = client.post(f"/s/{point.code}/", fill_in(client, point, q1="nej", q2=text))
    assert not Response.objects.exists()
    data = querydict_from_html(back.content.decode(), form_index=0)
    client.post(f"/s/{point.code}/", data)

    stored = Response.objects.get().answers["hvad-manglede"]
    assert stored == "Ring [telefon] eller skriv til [e-mail]"


def test_html_is_text(point: AccessPoint, client: Client) -> None:
    text = "<script>alert(1)</script>"
    refused = client.post(f"/s/{point.code}/", fill_in(client, point, q2=text))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in refused.content.decode()
    assert text not in refused.content.decode()
    client.post(f"/s/{point.code}/", fill_in(client, point, q1="ja", q2=text))
    assert Response.objects.get().answers["hvad-manglede"] == text


def test_a_text_without_a_choice_is_not_enough_but_is_kept_in_the_form(
    point: AccessPoint, client: Client
) -> None:
    response = client.post(f"/s/{point.code}/", fill_in(client, point, q2="Mangler om natten"))

    assert "Svar på mindst ét spørgsmål" in response.content.decode()
    assert 'value="Mangler om natten"' in response.content.decode()
    assert not Response.objects.exists()


def test_a_text_that_is_too_long_is_said_to_be(point: AccessPoint, client: Client) -> None:
    response = client.post(f"/s/{point.code}/", fill_in(client, point, q1="ja", q2="a" * 201))

    assert response.status_code == 200
    assert 'class="question field-wrong"' in response.content.decode()
    assert not Response.objects.exists()


def test_only_space_is_no_text(point: AccessPoint, client: Client) -> None:
    client.post(f"/s/{point.code}/", fill_in(client, point, q1="ja", q2=" \t\u200b\x00 "))

    assert Response.objects.get().answers == {"hjalp-siden": "ja"}


def test_what_is_written_reaches_no_log(
    point: AccessPoint, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for text in ("Hemmeligheden", "Hemmeligheden 311235-4123"):
        client.post(f"/s/{point.code}/", fill_in(client, point, q1="ja", q2=text))

    lines = [each.getMessage() for each in caplog.records if each.name != "django.db.backends"]
    assert Response.objects.count() == 1
    assert not [line for line in lines if "Hemmeligheden" in line or "311235" in line]


# --- Languages ------------------------------------------------------------------------------------


def test_a_translation_asks_in_its_language_through_the_danish_pages_access_point(
    town: Town, point: AccessPoint, client: Client
) -> None:
    translate(town.guide, "en", title="When your child holds on")
    address = f"/en{ADVICE}"

    assert "Did this page help you?" in buttons(client, address)
    link = links(client, address)[0]
    assert link == f"/s/{point.code}/?alder=3-4-aar&q1=ja&sprog=en"
    html = client.get(link).content.decode()
    assert "When your child holds on" in html
    action = re.search(r'<form[^>]*action="([^"]+)"', html)[1].replace("&amp;", "&")
    thanks = client.post(action, fill_in(client, point, q1="ja"), follow=True)
    assert f'class="button" href="{address}"' in thanks.content.decode()
    assert "Back to “When your child holds on”" in thanks.content.decode()


def test_changing_the_language_keeps_the_answer_that_the_button_chose(
    point: AccessPoint, client: Client
) -> None:
    html = client.get(f"/s/{point.code}/?alder=3-4-aar&q1=nej").content.decode()
    typed = querydict_from_html(html, form_index=0).dict() | {"skift": "en"}

    html = client.post(f"/s/{point.code}/?sprog=en", typed).content.decode()

    assert re.search(r'name="q1" value="nej"[^>]*checked', html)
    assert 'name="age" value="3-4-aar"' in html


def test_where_the_questions_are_not_translated_they_are_marked_as_danish(
    town: Town, point: AccessPoint, client: Client
) -> None:
    translate(town.guide, "ar", title="عنوان")
    link = links(client, f"/ar{ADVICE}")[0]

    assert 'lang="da" dir="ltr"' in buttons(client, f"/ar{ADVICE}")
    form = client.get(link).content.decode()
    assert '<html lang="ar" dir="rtl"' in form
    assert '<h1 lang="da" dir="ltr">Jeres mening om siden</h1>' in form
    thanks = client.get(f"/s/{point.code}/tak/?alder=3-4-aar&sprog=ar").content.decode()
    assert f'class="button" href="/ar{ADVICE}"' in thanks
    assert "عنوان" in thanks
