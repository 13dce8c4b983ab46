"""The tablet in the waiting room: only one that was set up comes in, and nothing stays on it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.users.demo import place
from questionnaires import demo, devices
from questionnaires.episodes.models import Participant
from questionnaires.models import AccessPoint, Afterword, Campaign, Device, Notice, Response
from tests.cast import CAST, Town
from tests.questionnaires.test_capture import submission

pytestmark = pytest.mark.django_db
HOME = "/s/tablet23/kiosk/"
FORM, THANKS, EXIT = f"{HOME}svar/", f"{HOME}tak/", f"{HOME}afslut/"
PAGES = [HOME, FORM, THANKS, EXIT]


@pytest.fixture
def point(town: Town) -> AccessPoint:
    where = place("Børneafdelingen", "Aalborg Universitetshospital")
    return demo.add_access_point(town.poster.campaign, "tablet23", "tablet", where)


@pytest.fixture
def enrolment(town: Town, point: AccessPoint) -> devices.Enrolment:
    return devices.enrol(access_point=point, name="Ved vinduet", by=town.people.ida)


@pytest.fixture
def tablet(client: Client, enrolment: devices.Enrolment) -> Client:
    client.get(path_of(enrolment))
    return client


def path_of(enrolment: devices.Enrolment) -> str:
    return enrolment.url.removeprefix("http://testserver")


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- Coming in --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("name", [*CAST, "anonymous"])
def test_without_a_tablet_nobody_comes_in_and_all_are_led_to_the_advice(
    town: Town, client: Client, point: AccessPoint, name: str, address: str
) -> None:
    if name != "anonymous":
        client.force_login(getattr(town.people, name))

    response = client.get(address)

    assert response.status_code == 403
    assert 'href="/taet-og-toer/"' in response.content.decode()
    assert "sessionid" in client.cookies if name != "anonymous" else not client.cookies


@pytest.mark.parametrize("token", ["", "x", "2" * devices.TOKEN_LENGTH, "\x00", "æ" * 5000])
def test_a_token_that_is_none_of_ours_opens_nothing(
    client: Client, enrolment: devices.Enrolment, token: str
) -> None:
    assert client.get(HOME, {"enhed": token}).status_code == 403
    client.cookies["enhed"] = token.replace("\x00", "").replace("æ", "z")
    assert client.get(HOME).status_code == 403


def test_the_link_lays_one_strict_cookie_and_leads_to_an_address_without_the_token(
    client: Client, enrolment: devices.Enrolment
) -> None:
    response = client.get(path_of(enrolment))

    assert (response.status_code, response.headers["Location"]) == (302, HOME)
    assert set(response.cookies) == {"enhed"}
    cookie = response.cookies["enhed"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (HOME, True, "Strict")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_the_cookie_is_for_https_alone_in_production(
    client: Client, enrolment: devices.Enrolment, settings
) -> None:
    settings.SESSION_COOKIE_SECURE = True

    assert client.get(path_of(enrolment)).cookies["enhed"]["secure"] is True


def test_token_and_pin_are_stored_as_hashes_that_tell_nothing(
    enrolment: devices.Enrolment,
) -> None:
    token = enrolment.url.partition("enhed=")[2]
    stored = str(Device.objects.values().get())

    assert len(token) == 28
    assert re.fullmatch(r"\d{6}", enrolment.pin)
    assert token not in stored
    assert enrolment.pin not in stored
    assert len(Device.objects.get().token_hash) == 64


def test_two_tablets_have_nothing_in_common(town: Town, point: AccessPoint) -> None:
    made = [
        devices.enrol(access_point=point, name="Ens", by=town.people.ida) for _number in range(2)
    ]

    assert made[0].url != made[1].url
    assert made[0].device.pin_hash != made[1].device.pin_hash


def test_another_key_of_the_server_knows_no_tablet(tablet: Client, settings) -> None:
    settings.SECRET_KEY = django_settings.SECRET_KEY + "-new"

    assert tablet.get(HOME).status_code == 403


def test_a_tablet_opens_its_own_questions_alone(
    town: Town, point: AccessPoint, enrolment: devices.Enrolment, client: Client
) -> None:
    demo.add_access_point(town.poster.campaign, "tablet24", "tablet", None)
    token = enrolment.url.partition("enhed=")[2]

    assert client.get("/s/tablet24/kiosk/", {"enhed": token}).status_code == 403


def test_a_poster_has_no_tablet(town: Town, client: Client) -> None:
    assert client.get("/s/plakat23/kiosk/").status_code == 404
    with pytest.raises(devices.NoTablet):
        devices.enrol(access_point=town.poster, name="Nej", by=town.people.ida)


def test_a_stopped_tablet_is_out_at_the_next_page(
    town: Town, tablet: Client, enrolment: devices.Enrolment
) -> None:
    sent = {"submission": submission(html(tablet, FORM)), "q1": "3"}
    for _twice in range(2):
        devices.stop(device=enrolment.device, by=town.people.ida, on=timezone.localdate())

    assert tablet.post(FORM, sent).status_code == 403
    assert tablet.get(HOME).status_code == 403
    assert not Response.objects.exists()
    deeds = (
        ModelLogEntry.objects.filter(action__endswith="_device")
        .order_by("pk")
        .values_list("action", "user__email")
    )
    assert list(deeds) == [
        ("questionnaires.enrol_device", "ida@kilden.example"),
        ("questionnaires.stop_device", "ida@kilden.example"),
    ]


# --- Answering --------------------------------------------------------------------------------------


def test_the_start_screen_says_what_it_is(tablet: Client) -> None:
    page = html(tablet, HOME)

    assert "5 korte spørgsmål, anonymt" in page
    assert f'href="{FORM}"' in page
    assert f'href="{HOME}?sprog=en"' in page


def test_what_is_answered_is_marked_as_answered_on_a_tablet(tablet: Client) -> None:
    sent = {"submission": submission(html(tablet, FORM)), "age": "5-10-aar", "q1": "3"}

    response = tablet.post(FORM, sent)

    assert response.headers["Location"] == THANKS
    stored = Response.objects.get()
    assert (stored.mode, stored.access_point.code) == (Response.Mode.TABLET, "tablet23")
    assert "enhed" not in str(Response.objects.values().get())


def test_english_lasts_to_the_thanks_and_the_next_person_begins_in_danish(tablet: Client) -> None:
    page = html(tablet, f"{FORM}?sprog=en")
    action = re.search(r'<form[^>]*action="([^"]+)"', page)[1]

    response = tablet.post(action, {"submission": submission(page), "q1": "3"})

    thanks = html(tablet, response.headers["Location"])
    assert "Thank you" in thanks
    assert f'href="{HOME}"' in thanks
    assert Response.objects.get().language == "en"


def test_something_missing_brings_the_form_back_with_its_answers(tablet: Client) -> None:
    sent = {"submission": submission(html(tablet, FORM)), "age": "5-10-aar"}

    page = tablet.post(FORM, sent).content.decode()

    assert re.search(r'value="5-10-aar"[^>]*checked', page)
    assert "data-kiosk" in page


@pytest.mark.parametrize("address", PAGES)
def test_nothing_leads_out(tablet: Client, address: str) -> None:
    links = re.findall(r'href="([^"#][^"]*)"', html(tablet, address))

    outward = [
        link for link in links if not link.startswith(("/static/", HOME)) and link != "/static/"
    ]
    assert not outward


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_kept_passed_on_or_found(tablet: Client, address: str) -> None:
    response = tablet.get(address)

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]
    assert "noindex" in response.content.decode()


def test_the_keyboard_offers_nothing_of_the_last_person(town: Town, tablet: Client) -> None:
    campaign = town.poster.campaign
    campaign.version = demo.publish("siden_nyttig", timezone.localdate())
    campaign.save()

    page = html(tablet, FORM)

    (box,) = re.findall(r'<input type="text" name="q\d+"[^>]*>', page)
    for off in ('autocomplete="off"', 'autocorrect="off"', 'autocapitalize="off"'):
        assert off in box
    assert 'spellcheck="false"' in box


def test_without_a_script_the_thanks_lead_back_by_themselves_and_can_be_made_longer(
    tablet: Client,
) -> None:
    page = html(tablet, THANKS)
    longer = html(tablet, re.search(r'href="([^"]+laenge=1)"', page)[1])

    assert f'<noscript><meta http-equiv="refresh" content="15; url={HOME}"></noscript>' in page
    assert f'content="60; url={HOME}"' in longer


def test_a_closed_campaign_says_so_on_the_start_screen(town: Town, tablet: Client) -> None:
    campaign = town.poster.campaign
    campaign.closes_on = timezone.localdate() - timedelta(days=1)
    campaign.save()

    assert "ingen spørgsmål at svare på" in html(tablet, HOME)
    assert tablet.get(FORM).headers["Location"] == HOME
    assert tablet.post(FORM, {"q1": "3"}).headers["Location"] == HOME


@pytest.mark.parametrize(("address", "status"), [(HOME, 405), (THANKS, 405)])
def test_other_methods_are_refused(tablet: Client, address: str, status: int) -> None:
    assert tablet.post(address).status_code == status
    assert tablet.delete(FORM).status_code == 405


# --- The same form again ------------------------------------------------------------------------------

SENT_ALREADY = "Skemaet var sendt i forvejen"


def sent_twice(tablet: Client, first: dict[str, str], second: dict[str, str]) -> str:
    """Return the page that the second meets who sends one and the same form."""
    number = {"submission": submission(html(tablet, FORM))}
    assert SENT_ALREADY not in tablet.post(FORM, number | first, follow=True).content.decode()
    return tablet.post(FORM, number | second, follow=True).content.decode()


def test_whoever_sends_a_form_that_was_sent_is_told_and_can_start_again(tablet: Client) -> None:
    page = sent_twice(tablet, {"q1": "3"}, {"q1": "0", "age": "5-10-aar"})

    assert SENT_ALREADY in page
    assert f'href="{HOME}"' in page
    assert 'data-kiosk-thanks="60"' in page
    assert Response.objects.get().answers == {"sammenhaeng": "3"}
    longer = html(tablet, re.search(r'href="([^"]+laenge[^"]*)"', page)[1].replace("&amp;", "&"))
    assert SENT_ALREADY in longer


def test_nothing_tells_whether_the_first_answered_the_same(tablet: Client) -> None:
    same = sent_twice(tablet, {"q1": "3"}, {"q1": "3"})
    other = sent_twice(tablet, {"q1": "3"}, {"q1": "0"})

    assert SENT_ALREADY in same
    assert same == other


def test_what_follows_from_answers_follows_from_those_just_given(
    tablet: Client, point: AccessPoint
) -> None:
    """Help for what the first said would tell the second what it was; and the second may need it."""
    Afterword.objects.create(
        campaign=point.campaign, kind="risk", text_da="Ring med det samme.", link_id="sammenhaeng",
        codes="0",
    )  # fmt: skip

    assert "Ring med det samme." not in sent_twice(tablet, {"q1": "0"}, {"q1": "3"})
    page = sent_twice(tablet, {"q1": "3"}, {"q1": "0"})
    assert "Ring med det samme." in page
    assert SENT_ALREADY in page


# --- Going out --------------------------------------------------------------------------------------


def test_the_right_pin_takes_the_cookie_away_and_leads_to_the_platform(
    tablet: Client, enrolment: devices.Enrolment
) -> None:
    response = tablet.post(EXIT, {"pin": f" {enrolment.pin} "})

    assert response.headers["Location"] == "/taet-og-toer/"
    assert (response.cookies["enhed"]["max-age"], response.cookies["enhed"]["path"]) == (0, HOME)
    assert tablet.get(HOME).status_code == 403


def test_a_wrong_pin_gets_a_sentence_and_the_sixth_has_to_wait(
    tablet: Client, enrolment: devices.Enrolment
) -> None:
    wrong = "0" * 6 if enrolment.pin != "0" * 6 else "1" * 6
    for _time in range(devices.TRIES):
        response = tablet.post(EXIT, {"pin": wrong})
        assert response.status_code == 200
        assert "Det er ikke pinkoden" in response.content.decode()

    held = tablet.post(EXIT, {"pin": enrolment.pin})
    assert held.status_code == 429
    assert "Vent fem minutter" in held.content.decode()
    with time_machine.travel(timezone.now() + timedelta(seconds=devices.PAUSE + 1), tick=False):
        assert tablet.post(EXIT, {"pin": enrolment.pin}).status_code == 302


def test_an_empty_pin_is_a_wrong_one(tablet: Client) -> None:
    assert tablet.post(EXIT, {}).status_code == 200
    assert tablet.get(HOME).status_code == 200


@pytest.mark.parametrize("sent", [{}, {"own": "2" * 27}], ids=["as the page sends", "forged"])
def test_a_link_of_ones_own_is_neither_promised_nor_made_on_a_shared_screen(
    tablet: Client, point: AccessPoint, sent: dict[str, str]
) -> None:
    notice = Notice.objects.create(name="Forløb", text_da="", purpose="p", legal_ground="l")
    Campaign.objects.update(mode=Campaign.Mode.PSEUDONYMOUS, notice=notice)

    page = html(tablet, FORM)
    tablet.post(FORM, {"submission": submission(page), **sent, "q1": "3"})

    assert "Anonymt:" in page
    assert 'name="own"' not in page
    assert Response.objects.count() == 1
    assert not Participant.objects.exists()
