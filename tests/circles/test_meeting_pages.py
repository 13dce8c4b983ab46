"""The pages of a meeting: whom they let in, one item on a screen, and two texts beside one another."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from feedback.circles import minutes
from feedback.circles.models import AgendaItem, Attendance, CircleMember, Meeting
from tests.cast import CAST, Town
from tests.circles.meeting import PAGE, over, planned, running, write
from tests.circles.working import HOME, TODAY, decided, fill_circle, proposed, signed_in
from tests.portal.printing.tools import needs_tools, run, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofie(town: Town) -> Client:
    return signed_in(town.people.sofie)


def field(html: str) -> str:
    [text] = re.findall(r'<textarea name="text"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL)
    return unescape(text)


def revision(html: str) -> str:
    return re.findall(r'name="revision" value="(\d+)"', html)[0]


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAST)
def test_only_a_member_gets_in_anywhere(town: Town, name: str) -> None:
    meeting = running(town)
    client = signed_in(getattr(town.people, name))
    member = CircleMember.objects.get()
    at = f"{PAGE}{meeting.pk}"
    pages = [
        PAGE, f"{PAGE}nyt/", f"{at}/", f"{at}.ics", f"{at}.pdf", f"{at}/ret/", f"{at}/aflys/",
        f"{at}/punkt/1/", f"{HOME}logbog/", f"{HOME}om/", f"{HOME}om/{member.pk}/rolle/",
    ]  # fmt: skip

    expected = 200 if name == "sofie" else 403
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, expected)
    if name != "sofie":
        for page in (f"{PAGE}nyt/", f"{at}/", f"{at}/punkt/1/", f"{at}/aflys/"):
            assert client.post(page, {"deed": "begin", "text": "x"}).status_code == 403
        assert not AgendaItem.objects.exclude(text="").exists()


def test_a_citizen_is_asked_to_sign_in(town: Town, client: Client) -> None:
    meeting = planned(town)

    for page in (PAGE, f"{PAGE}{meeting.pk}/", f"{PAGE}{meeting.pk}.pdf", f"{HOME}logbog/"):
        assert client.get(page).headers["Location"].startswith("/konto/login/?next=/kreds/")


def test_no_page_is_kept_by_any_cache(town: Town, sofie: Client) -> None:
    meeting = running(town)

    for page in (PAGE, f"{PAGE}{meeting.pk}/", f"{PAGE}{meeting.pk}/punkt/1/", f"{HOME}logbog/"):
        assert "no-store" in sofie.get(page).headers["Cache-Control"]


def test_a_plain_member_has_no_button_that_only_a_role_may_press(town: Town) -> None:
    fill_circle(town)
    meeting = running(town)
    mikkel = signed_in(town.people.mikkel)

    assert 'value="end"' not in mikkel.get(f"{PAGE}{meeting.pk}/").content.decode()
    assert mikkel.post(f"{PAGE}{meeting.pk}/", {"deed": "end"}).status_code == 403


# --- the meeting on a screen --------------------------------------------------------------------


def test_a_meeting_is_walked_through_with_the_buttons_alone(town: Town, sofie: Client) -> None:
    proposed(town)
    meeting = planned(town)

    begun = sofie.post(f"{PAGE}{meeting.pk}/", {"deed": "begin"})
    first = begun.headers["Location"]
    html = sofie.get(first).content.decode()
    assert "1 af 3" in html
    assert "Derefter: Et nummer på kortet" in html

    second = sofie.post(
        first, {"text": "Alle er her.", "revision": revision(html), "to": "next"}
    ).headers["Location"]
    assert second == f"{PAGE}{meeting.pk}/punkt/2/"
    assert "Vi skriver et nummer på kortet." in sofie.get(second).content.decode()
    back = sofie.post(second, {"text": "", "revision": "0", "to": "previous"}).headers["Location"]
    assert field(sofie.get(back).content.decode()) == "Alle er her."
    last = sofie.post(
        f"{PAGE}{meeting.pk}/punkt/3/", {"text": "Godt møde.", "revision": "0", "to": "next"}
    )
    assert last.headers["Location"] == f"{PAGE}{meeting.pk}/"


def test_saying_who_is_here_saves_the_words_too(town: Town, sofie: Client) -> None:
    meeting = running(town)
    member = CircleMember.objects.get()
    page = f"{PAGE}{meeting.pk}/punkt/1/"

    sofie.post(page, {"text": "Halvt skrevet", "revision": "0", "here": str(member.pk)})

    assert Attendance.objects.get().was_there
    assert field(sofie.get(page).content.decode()) == "Halvt skrevet"
    sofie.post(page, {"text": "Halvt skrevet", "revision": "1", "away": str(member.pk)})
    assert not Attendance.objects.get().was_there


@pytest.mark.parametrize("place", ["0", "3", "99"])
def test_an_item_that_is_not_there_is_not_found(town: Town, sofie: Client, place: str) -> None:
    meeting = running(town)

    assert sofie.get(f"{PAGE}{meeting.pk}/punkt/{place}/").status_code == 404


def test_before_and_after_it_the_screen_leads_to_the_meeting(town: Town, sofie: Client) -> None:
    meeting = planned(town)

    answer = sofie.get(f"{PAGE}{meeting.pk}/punkt/1/")

    assert answer.headers["Location"] == f"{PAGE}{meeting.pk}/"


@pytest.mark.parametrize("bad", [{"revision": "x"}, {"revision": "-1"}, {"text": "x" * 20_001}])
def test_what_cannot_be_saved_stays_in_the_field(town: Town, sofie: Client, bad: dict) -> None:
    meeting = running(town)
    sent = {"text": "Mine ord", "revision": "0"} | bad

    response = sofie.post(f"{PAGE}{meeting.pk}/punkt/1/", sent)

    assert response.status_code == 422
    assert field(response.content.decode()) == sent["text"]
    assert not AgendaItem.objects.exclude(text="").exists()


def test_words_sent_when_the_minutes_are_closed_stay_in_the_field(
    town: Town, sofie: Client
) -> None:
    meeting = running(town)
    html = sofie.get(f"{PAGE}{meeting.pk}/punkt/1/").content.decode()
    Meeting.objects.update(status="approved")

    answer = sofie.post(
        f"{PAGE}{meeting.pk}/punkt/1/", {"text": "For sent", "revision": revision(html)}
    )

    assert answer.status_code == 409
    assert field(answer.content.decode()) == "For sent"
    assert "Referatet kan ikke ændres nu." in answer.content.decode()
    assert not AgendaItem.objects.exclude(text="").exists()


# --- two write at once --------------------------------------------------------------------------


def test_both_texts_are_shown_and_put_together_without_a_lost_line(town: Town) -> None:
    fill_circle(town)
    sofie, mikkel = signed_in(town.people.sofie), signed_in(town.people.mikkel)
    page = f"{PAGE}{running(town).pk}/punkt/1/"
    hers = {
        "text": "Fælles.\nSofies linje.",
        "revision": revision(sofie.get(page).content.decode()),
    }
    his = {
        "text": "Fælles.\nMikkels <b>linje</b>.",
        "revision": revision(mikkel.get(page).content.decode()),
    }

    sofie.post(page, hers | {"to": "next"})
    answer = mikkel.post(page, his | {"to": "next"})
    html = answer.content.decode()

    assert answer.status_code == 409
    assert "Sofie Lund har gemt i referatet" in html
    shown = [unescape(text) for text in re.findall(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)]
    assert shown == [hers["text"], his["text"]]
    assert field(html) == "Fælles.\nSofies linje.\nMikkels <b>linje</b>."

    mikkel.post(page, {"text": field(html), "revision": revision(html), "to": "stay"})
    item = AgendaItem.objects.get(kind="check_in")
    assert item.text == "Fælles.\nSofies linje.\nMikkels <b>linje</b>."


def test_a_third_who_saves_while_one_puts_together_is_not_overwritten_either(town: Town) -> None:
    fill_circle(town)
    mikkel = signed_in(town.people.mikkel)
    meeting = running(town)
    page, item = f"{PAGE}{meeting.pk}/punkt/1/", meeting.items.first()
    write(item, "Et.", town.people.sofie)
    html = mikkel.post(page, {"text": "To.", "revision": "0"}).content.decode()
    write(item, "Et.\nTre.", town.people.hanne, seen=1)

    again = mikkel.post(page, {"text": field(html), "revision": revision(html)}).content.decode()

    assert field(again) == "Et.\nTre.\nTo."


# --- consent on the page ------------------------------------------------------------------------


def test_the_minutes_are_read_objected_to_changed_consented_to_and_closed(town: Town) -> None:
    fill_circle(town)
    sofie, mikkel = signed_in(town.people.sofie), signed_in(town.people.mikkel)
    page = f"{PAGE}{over(town, town.people.sofie, town.people.mikkel).pk}/"

    assert mikkel.post(page, {"deed": "object", "seen": "0", "reason": ""}).status_code == 422
    mikkel.post(page, {"deed": "object", "seen": "0", "reason": "Der mangler et punkt."})
    assert "Der mangler et punkt." in sofie.get(page).content.decode()
    assert sofie.post(page, {"deed": "approve"}).status_code == 409

    sofie.post(f"{page}punkt/1/", {"text": "Punktet.", "revision": "0", "to": "stay"})
    stale = mikkel.post(page, {"deed": "consent", "seen": "0"})
    assert stale.status_code == 409
    assert "Læs det igen." in stale.content.decode()
    for client in (sofie, mikkel):
        client.post(page, {"deed": "consent", "seen": "1"})
    sofie.post(page, {"deed": "approve"})

    html = sofie.get(page).content.decode()
    assert "Godkendt med samtykke den 24. november 2026." in html
    assert "punkt/1/" not in html


@pytest.mark.parametrize(
    "sent", [{}, {"deed": "delete"}, {"deed": "consent", "seen": "x"}, {"here": "x"}]
)
def test_a_button_that_we_do_not_have_does_nothing(town: Town, sofie: Client, sent: dict) -> None:
    meeting = over(town, town.people.sofie)

    assert sofie.post(f"{PAGE}{meeting.pk}/", sent).status_code in (302, 409)

    meeting.refresh_from_db()
    assert meeting.status == "held"
    assert Attendance.objects.get().consented_at is None


def test_the_screen_and_the_list_ask_the_database_a_fixed_number_of_times(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    fill_circle(town)
    for number in range(3):
        proposed(town, f"Forslag {number}")
    meeting = running(town)
    planned(town, title="Et til")

    # session, user, circle with platform, membership; to come and before; the platform's link: four
    with django_assert_num_queries(10):
        sofie.get(PAGE)
    # … the meeting, its items, attendances, voters, members, may lead; the link is known by half now
    with django_assert_num_queries(12):
        sofie.get(f"{PAGE}{meeting.pk}/punkt/2/")


# --- on paper -----------------------------------------------------------------------------------


@needs_tools
def test_the_minutes_are_an_accessible_pdf_that_says_whether_they_hold(
    town: Town, sofie: Client, tmp_path: Path
) -> None:
    meeting = over(town, town.people.sofie)
    write(meeting.items.first(), "Alle er glade.\nÉn kommer senere.", town.people.sofie)
    file = tmp_path / "referat.pdf"

    file.write_bytes(sofie.get(f"{PAGE}{meeting.pk}.pdf").content)
    draft = words_of(file)
    minutes.consent(meeting=meeting, seen=1, by=town.people.sofie, at=meeting.starts_at)
    minutes.approve(meeting=meeting, by=town.people.sofie, on=TODAY)
    file.write_bytes(sofie.get(f"{PAGE}{meeting.pk}.pdf").content)
    approved = words_of(file)

    assert "Udkast: referatet venter på samtykke." in draft
    assert "Udkast" not in approved
    assert "Godkendt med samtykke den 24. november 2026." in approved
    for words in ("Driftsmøde", "Til stede: Sofie Lund.", "Alle er glade.", "Én kommer senere."):
        assert words in approved
    assert "Tagged:          yes" in run("pdfinfo", file)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file.read_bytes()


# --- the logbook --------------------------------------------------------------------------------


def test_an_empty_logbook_says_so(sofie: Client) -> None:
    html = sofie.get(f"{HOME}logbog/").content.decode()

    assert "Der er ikke besluttet noget endnu." in html
    assert "Der er ikke holdt noget møde endnu." in html


def test_the_logbook_has_what_holds_and_the_minutes_the_newest_first(
    town: Town, sofie: Client
) -> None:
    held = decided(town, "Gælder stadig")
    old = decided(town, "Er afløst")
    type(old).objects.filter(pk=old.pk).update(replaced_by=held)
    meetings = []
    for title, days in (("Første", 0), ("Andet", 1)):
        meeting = over(town, town.people.sofie)
        write(meeting.items.first(), f"Sagt på {title}.", town.people.sofie)
        starts_at = meeting.starts_at.replace(day=24 + days)
        Meeting.objects.filter(pk=meeting.pk).update(title=title, starts_at=starts_at)
        meetings.append(meeting)
    planned(town, title="Kommer")

    html = sofie.get(f"{HOME}logbog/").content.decode()

    assert "Gælder stadig" in html
    assert "Er afløst" not in html
    assert "22. februar 2027" in html
    assert html.index("Sagt på Andet.") < html.index("Sagt på Første.")
    assert "Kommer" not in html


def test_a_policy_that_is_due_says_now(town: Town, sofie: Client) -> None:
    decision = decided(town)
    type(decision).objects.update(review_on=TODAY)

    assert re.search(
        r"24\. november 2026\s*<span[^>]*>nu</span>", sofie.get(f"{HOME}logbog/").content.decode()
    )


def test_older_minutes_are_a_page_further(town: Town, sofie: Client) -> None:
    meeting = over(town, town.people.sofie)
    for number in range(10):
        Meeting.objects.create(
            circle=town.circle, title=f"Nyere {number}", starts_at=meeting.starts_at.replace(day=25),
            status="approved",
        )  # fmt: skip

    assert "Driftsmøde" not in sofie.get(f"{HOME}logbog/").content.decode()
    for page in ("2", "99", "x"):
        shown = sofie.get(f"{HOME}logbog/", {"side": page}).content.decode()
        assert ("Driftsmøde" in shown) == (page != "x")


def test_the_logbook_asks_the_database_a_fixed_number_of_times(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    for number in range(2):
        decided(town, f"Beslutning {number}")
        Meeting.objects.filter(pk=over(town, town.people.sofie).pk).update(title=f"Nr. {number}")

    # session, user, circle with platform, membership, how many, meetings, items, attendances, users,
    # policies; the platform's link: four
    with django_assert_num_queries(14):
        sofie.get(f"{HOME}logbog/")
