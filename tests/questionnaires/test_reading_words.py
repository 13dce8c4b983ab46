"""The pages on which a moderator reads: who comes in, what is shown, and what is never shown."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from questionnaires import moderating
from questionnaires.models import AccessPoint, Moderator, OwnWords, Response
from tests.cast import CAST, Town
from tests.factories import make_platform
from tests.questionnaires.test_moderating import (
    TODAY,
    by,
    fresh,
    point,
    stored_before_the_rule_knew,
    write,
)

pytestmark = pytest.mark.django_db
LIST = "/fag/ord/"
TICKED = {"names": "on", "places": "on", "situation": "on"}

__all__ = ["by", "point"]


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(town.people, name))
    return client


@pytest.fixture
def sofie(town: Town, by) -> Client:
    return signed_in(town, "sofie")


def page_of(words: OwnWords) -> str:
    return f"{LIST}{words.pk}/"


def decide(client: Client, words: OwnWords, deed: str, **given: object):
    return client.post(page_of(words), {"deed": deed, **given})


def state(words: OwnWords) -> str:
    return OwnWords.objects.get(pk=words.pk).state


# --- Who comes in -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAST)
def test_only_who_reads_for_the_platform_comes_in(point, by, town: Town, name: str) -> None:
    words = write(point, "Lakkefisken")
    client, may = signed_in(town, name), name == "sofie"

    listed, shown = client.get(LIST), client.get(page_of(words))
    sent = decide(client, words, "approve", **TICKED)

    assert listed.status_code == (200 if may else 403)
    assert shown.status_code == (200 if may else 404)
    assert sent.status_code == (302 if may else 404)
    assert state(words) == ("approved" if may else "waiting")
    for response in (listed, shown):
        assert ("Lakkefisken" in response.content.decode()) is may


@pytest.mark.parametrize("name", CAST)
def test_who_reads_finds_the_way_from_where_one_signs_in(by, town: Town, name: str) -> None:
    html = signed_in(town, name).get("/kreds/").content.decode()

    assert (f'href="{LIST}"' in html) is (name == "sofie")


def test_who_is_not_signed_in_is_asked_to(point, by, client: Client) -> None:
    words = write(point, "Ord")

    for response in (client.get(LIST), client.get(page_of(words)), decide(client, words, "reject")):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/konto/login/")
    assert state(words) == "waiting"


def test_who_reads_for_another_platform_sees_nothing_of_this_one(point, town: Town) -> None:
    words = write(point, "Lakkefisken")
    other = make_platform("type-2", "Type 2").platform
    Moderator.objects.create(platform=other, user=town.people.hanne)
    hanne = signed_in(town, "hanne")

    assert "Lakkefisken" not in hanne.get(LIST).content.decode()
    assert hanne.get(page_of(words)).status_code == 404


def test_words_that_are_not_there_are_not_found(sofie: Client) -> None:
    assert sofie.get(f"{LIST}{uuid4()}/").status_code == 404


def test_nothing_is_kept_on_the_way(point, sofie: Client) -> None:
    for address in (LIST, page_of(write(point, "Ord"))):
        assert "no-store" in sofie.get(address).headers["Cache-Control"]


# --- The list ---------------------------------------------------------------------------------------


def test_the_list_shows_question_and_words_and_nothing_else(point, sofie: Client) -> None:
    write(point, "Vi mangler noget om ferier.")

    html = sofie.get(LIST).content.decode()

    assert "Hvad manglede, eller hvad var godt?" in html
    assert "Vi mangler noget om ferier." in html
    assert "2026-W46" not in html
    assert "uge 46" not in html
    assert "nyttig23" not in html
    assert "3–4 år" not in html


def test_twenty_stand_on_a_page_in_the_order_of_their_keys_and_the_rest_on_the_next(
    point: AccessPoint, sofie: Client
) -> None:
    for number in range(23):
        write(point, f"Tekst {number:02}")
    keys = sorted(str(key) for key in OwnWords.objects.values_list("pk", flat=True))

    first = sofie.get(LIST).content.decode()
    (rest,) = re.findall(r'href="(\?efter=[^"]+)"', first)
    second = sofie.get(f"{LIST}{rest}").content.decode()

    found = [
        re.findall(r'class="guide" href="/fag/ord/([^/]+)/"', html) for html in (first, second)
    ]
    assert found == [keys[:20], keys[20:]]
    assert "?efter" not in second


def test_what_is_decided_meanwhile_hides_nothing_on_the_next_page(point, by, sofie: Client) -> None:
    for number in range(22):
        write(point, f"Tekst {number:02}")
    (rest,) = re.findall(r'href="(\?efter=[^"]+)"', sofie.get(LIST).content.decode())
    for words in OwnWords.objects.order_by("pk")[:5]:
        moderating.approve(words=fresh(words), by=by, on=TODAY)

    assert sofie.get(f"{LIST}{rest}").content.decode().count('class="guide"') == 2


@pytest.mark.parametrize("after", ["x", "", "../../"])
def test_an_address_that_is_none_begins_from_the_beginning(point, sofie, after: str) -> None:
    write(point, "Lakkefisken")

    assert "Lakkefisken" in sofie.get(LIST, {"efter": after}).content.decode()


def test_with_nothing_to_read_it_says_what_comes(sofie: Client) -> None:
    html = sofie.get(LIST).content.decode()

    assert "Alt er læst" in html


def test_past_the_last_there_is_a_way_back(sofie: Client) -> None:
    html = sofie.get(LIST, {"efter": str(UUID(int=2**128 - 1))}).content.decode()

    assert "Forfra" in html


# --- One text ---------------------------------------------------------------------------------------


def test_what_the_rule_finds_now_is_marked(point, sofie: Client) -> None:
    words = stored_before_the_rule_knew(write(point, "Ring"), "Ring <b> 98 76 54 32 i dag")

    html = sofie.get(page_of(words)).content.decode()

    assert "<mark>98 76 54 32</mark>" in html
    assert "Ring &lt;b&gt; " in html
    assert html.count("checked") == 4, "its words are chosen to go"


def test_a_person_answers_for_what_no_rule_finds(point, sofie: Client) -> None:
    words = write(point, "Ord")

    for missing in TICKED:
        response = decide(sofie, words, "approve", **{k: "on" for k in TICKED if k != missing})
        assert 'role="alert"' in response.content.decode()
    assert state(words) == "waiting"

    assert decide(sofie, words, "approve", **TICKED).headers["Location"] == page_of(words)
    assert state(words) == "approved"


def test_words_are_cut_by_tapping_them(point, sofie: Client) -> None:
    words = write(point, "Maja fik hjælp")

    decide(sofie, words, "shorten", **{"cut-0": ["0", "x", "99"]})

    html = sofie.get(page_of(words)).content.decode()
    assert "[…] fik hjælp" in html
    assert "Maja" not in html
    assert "Forkortet og godkendt" in html


@pytest.mark.parametrize(
    ("cuts", "told"),
    [([], "Vælg de ord, der skal ud."), (["0", "1"], "Slet teksten i stedet.")],
)
def test_cutting_nothing_or_everything_is_told(point, sofie, cuts: list, told: str) -> None:
    words = write(point, "Maja kom")

    html = decide(sofie, words, "shorten", **{"cut-0": cuts}).content.decode()

    assert told in html
    assert "Maja kom" in html
    assert state(words) == "waiting"


def test_what_is_erased_is_gone_and_its_page_says_so(point, sofie: Client) -> None:
    words = write(point, "Maja i Vejle")

    sent = decide(sofie, words, "reject")

    assert sent.headers["Location"] == f"{LIST}?sket=slettet"
    assert "Teksten er slettet." in sofie.get(sent.headers["Location"]).content.decode()
    html = sofie.get(page_of(words)).content.decode()
    assert "Teksten er slettet." in html
    assert "Vejle" not in html
    assert not Response.objects.filter(answers__icontains="Vejle").exists()


@pytest.mark.parametrize("deed", ["approve", "shorten", "reject"])
def test_the_second_of_two_is_told_that_it_is_decided(point, by, sofie: Client, deed: str) -> None:
    """Her page was opened before the other one decided."""
    words = write(point, "Vi venter længe")
    moderating.shorten(words=fresh(words), cuts={0: {2}}, by=by, on=TODAY)

    response = decide(sofie, words, deed, **TICKED, **{"cut-0": ["0"]})

    assert response.status_code == 409
    assert "En anden har afgjort teksten" in response.content.decode()
    assert fresh(words).texts == ["Vi venter […]"]


def test_what_was_approved_by_mistake_is_taken_back(point, by, sofie: Client) -> None:
    words = write(point, "Maja i Vejle")
    moderating.approve(words=fresh(words), by=by, on=TODAY)
    assert 'value="take_back"' in sofie.get(page_of(words)).content.decode()

    decide(sofie, words, "take_back")

    assert (state(words), fresh(words).texts) == ("rejected", [])


@pytest.mark.parametrize("deed", ["", "publish"])
def test_another_deed_is_refused(point, sofie: Client, deed: str) -> None:
    words = write(point, "Ord")

    assert decide(sofie, words, deed).status_code == 400
    assert state(words) == "waiting"


def test_a_foreign_page_cannot_decide(point, town: Town, by) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.people.sofie)
    words = write(point, "Ord")

    assert decide(client, words, "reject").status_code == 403
    assert state(words) == "waiting"
