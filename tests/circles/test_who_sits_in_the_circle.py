"""Who sits in a circle, whom they speak for, how long their role lasts, and the circles it is linked to."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from feedback.circles import electing
from feedback.circles.demo import build_circle
from feedback.circles.guard import Refused
from feedback.circles.models import Circle, CircleMember, Decision
from portal.users.models import Organisation
from tests.cast import Town
from tests.circles.working import HOME, LATER, TODAY, decided, fill_circle, proposed, signed_in
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
PAGE = f"{HOME}om/"


@pytest.fixture
def sofie(town: Town) -> Client:
    return signed_in(town.people.sofie)


def html_of(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def member(town: Town, name: str = "sofie") -> CircleMember:
    return CircleMember.objects.get(circle=town.circle, user=getattr(town.people, name))


def test_it_says_what_the_circle_wants_and_decides(town: Town, sofie: Client) -> None:
    Circle.objects.update(domain="Indholdet på siderne.\nHvem vi spørger.")

    html = html_of(sofie)

    for words in (
        "Driftscirklen",
        "Flere tørre børn.",
        "Indholdet på siderne.<br>Hvem vi spørger.",
    ):
        assert words in html


def test_each_has_an_organisation_with_its_sector_and_who_has_none_is_a_citizen(
    town: Town, sofie: Client
) -> None:
    fill_circle(town)
    club = Organisation.objects.create(name="Forældreforeningen", kind="civil_society")
    CircleMember.objects.filter(user=town.people.mikkel).update(organisation=club)

    html = html_of(sofie)

    assert "Forældreforeningen · Civilsamfund" in html
    assert html.count("Borger") == 2
    assert html.count("ser og taler med") == 1


def test_a_role_shows_its_term_and_the_decision_that_gave_it(town: Town, sofie: Client) -> None:
    decision = decided(town, "Sofie er facilitator")
    CircleMember.objects.update(chosen_by=decision, term_ends_on=TODAY + timedelta(1))

    html = html_of(sofie)
    assert "Facilitator" in html
    assert "Sofie er facilitator" in html
    assert "indtil 25. november 2026" in html

    CircleMember.objects.update(term_ends_on=TODAY - timedelta(1))
    assert "perioden sluttede den 23. november 2026: vælg på ny" in html_of(sofie)


@pytest.mark.parametrize(("in_both", "is_double"), [(0, False), (1, False), (2, True)])
def test_a_link_with_fewer_than_two_in_both_is_no_double_link(
    town: Town, sofie: Client, in_both: int, is_double: bool
) -> None:
    fill_circle(town)
    both = [town.people.sofie, town.people.mikkel][:in_both]
    members = dict.fromkeys([*both, town.people.jonas], "member")
    parent = build_circle(make_platform("soevn", "Søvn").platform, "Facilitering", "", members)
    Circle.objects.filter(pk=town.circle.pk).update(parent=parent)

    html = html_of(sofie)

    assert "Facilitering" in html
    assert "Den har sat denne cirkels opgave." in html
    assert f"{in_both} person" in html
    assert ("ikke dobbelt endnu" in html) != is_double


def test_a_circle_cut_from_this_one_is_shown_too(town: Town, sofie: Client) -> None:
    child = build_circle(make_platform("soevn", "Søvn").platform, "Hjælpen", "", {})
    Circle.objects.filter(pk=child.pk).update(parent=town.circle)

    assert "Denne cirkel har sat dens opgave." in html_of(sofie)


# --- roles --------------------------------------------------------------------------------------


def test_a_role_without_a_term_is_refused_where_circles_are_edited(town: Town) -> None:
    seat = member(town)

    with pytest.raises(ValidationError, match="perioden"):
        seat.full_clean()
    seat.term_ends_on = LATER
    seat.full_clean()
    CircleMember(circle=town.circle, user=town.people.hanne).full_clean()


def test_the_form_in_the_admin_takes_a_role_with_a_term_and_refuses_one_without(
    town: Town,
) -> None:
    ida, seat = town.people.ida, member(town)
    assert Group.objects.filter(user=ida).exists()
    client = signed_in(ida)
    address = f"/admin/snippets/circles/circle/edit/{town.circle.pk}/"
    sent = {
        "name": "Driftscirklen", "slug": "taet-og-toer", "platform": town.platform.pk,
        "kind": "operations", "parent": "", "aim": "Flere tørre børn.", "domain": "Indholdet.",
        "members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "1", "members-0-id": seat.pk,
        "members-0-user": town.people.sofie.pk, "members-0-organisation": "",
        "members-0-role": "secretary", "members-0-is_voting": "on", "members-0-term_ends_on": "",
        "owned-TOTAL_FORMS": "0", "owned-INITIAL_FORMS": "0",
    }  # fmt: skip

    refused = client.post(address, sent).content.decode()
    assert "perioden for rollen slutter" in refused
    client.post(address, sent | {"members-0-term_ends_on": LATER.isoformat()})

    seat.refresh_from_db()
    assert (seat.role, seat.term_ends_on) == ("secretary", LATER)
    assert Circle.objects.get().domain == "Indholdet."


def give(town: Town, **changes: object) -> None:
    given = {
        "member": member(town, "mikkel"), "role": "secretary", "term_ends_on": LATER,
        "decision": None, "by": town.people.sofie, "on": TODAY,
    }  # fmt: skip
    electing.give_role(**given | changes)


def test_a_role_needs_a_decision_of_the_circle_that_holds_and_a_term(town: Town) -> None:
    fill_circle(town)
    good = decided(town)
    other = decided(town, "Afløst")
    Decision.objects.filter(pk=other.pk).update(replaced_by=good)
    other.refresh_from_db()

    for bad in (
        {}, {"decision": proposed(town, "Kun foreslået")}, {"decision": other},
        {"decision": good, "term_ends_on": None}, {"decision": good, "term_ends_on": TODAY},
    ):  # fmt: skip
        with pytest.raises(Refused):
            give(town, **bad)
    with pytest.raises(PermissionDenied):
        give(town, decision=good, by=town.people.mikkel)
    assert member(town, "mikkel").role == "member"


def test_a_role_is_given_and_taken_back_on_the_page(town: Town, sofie: Client) -> None:
    fill_circle(town)
    decision, seat = decided(town), member(town, "mikkel")
    address = f"{PAGE}{seat.pk}/rolle/"
    sent = {"role": "secretary", "term_ends_on": LATER.isoformat(), "decision": decision.pk}

    assert "Vælg den beslutning" in sofie.post(address, sent | {"decision": ""}).content.decode()
    assert sofie.post(address, sent).headers["Location"] == PAGE
    seat.refresh_from_db()
    assert (seat.role, seat.chosen_by, seat.term_ends_on) == ("secretary", decision, LATER)

    sofie.post(address, {"role": "member", "term_ends_on": "", "decision": ""})
    seat.refresh_from_db()
    assert (seat.role, seat.chosen_by, seat.term_ends_on) == ("member", None, None)


def test_a_plain_member_gives_no_roles(town: Town) -> None:
    fill_circle(town)
    mikkel = signed_in(town.people.mikkel)

    assert "/rolle/" not in html_of(mikkel)
    assert mikkel.get(f"{PAGE}{member(town).pk}/rolle/").status_code == 403


def test_it_asks_the_database_a_fixed_number_of_times(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    fill_circle(town)
    decision = decided(town)
    CircleMember.objects.update(chosen_by=decision)

    # session, user, circle with platform, membership, members, who is in, circles around, may lead;
    # the platform's link: four
    with django_assert_num_queries(12):
        sofie.get(PAGE)
