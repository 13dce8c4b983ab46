"""The foot of a page: who reviewed it, on what ground, and what has changed."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import streamfield

from cms.models import Change, GuidancePage
from tests.cast import Town
from tests.cms.governance import draft, fresh, review
from tests.cms.test_an_editor_writes_advice import advice
from tests.factories import translate

pytestmark = pytest.mark.django_db
ADDRESS = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"
TODAY = date(2026, 11, 24)


def foot() -> str:
    html = Client().get(ADDRESS).content.decode()
    return " ".join(html[html.index('class="vouched"') :].split("</footer>")[0].split())


def tell(town: Town, note: str) -> None:
    draft(town, update_kind="major", change_note=note).publish()


def test_a_page_that_nobody_has_reviewed_says_so_and_names_no_day(town: Town) -> None:
    html = Client().get(ADDRESS).content.decode()

    assert "endnu ikke gennemgået" in html
    assert "Sidst gennemgået" not in html
    assert "Står inde for rådene: Eksempel – afventer en fagperson." in foot()


def test_a_reviewed_page_says_when_by_whom_and_when_next(town: Town) -> None:
    review(town, on=TODAY)
    due = fresh(town).due_on

    assert "Sidst gennemgået 24. november 2026 af Lise Holm, børnelæge." in foot()
    assert f"Næste gennemgang: {due.day}. " in foot()
    assert "endnu ikke gennemgået" not in Client().get(ADDRESS).content.decode()


def test_a_reviewer_without_a_profession_is_named_without_one(town: Town) -> None:
    review(town, reviewer_role="", on=TODAY)

    assert "af Lise Holm. Næste gennemgang" in foot()


def test_an_overdue_page_says_so_and_stays(town: Town) -> None:
    review(town, on=TODAY)
    GuidancePage.objects.update(due_on=date(2027, 1, 4))

    with time_machine.travel(date(2027, 1, 4)):
        assert "Næste gennemgang: 4. januar 2027." in foot()
    with time_machine.travel(date(2027, 1, 5)):
        assert "Skulle være gennemgået 4. januar 2027." in foot()
    with time_machine.travel(date(2036, 1, 5)):
        assert Client().get(ADDRESS).status_code == 200


def test_the_sources_are_listed_with_the_day_somebody_looked(town: Town) -> None:
    source = {"title": "En kilde", "url": "https://example.org/", "accessed_on": "2026-01-15"}
    value = [{"type": "source", "value": source}]

    draft(town, evidence=value).publish()

    assert '<a href="https://example.org/" rel="noreferrer">En kilde</a>' in foot()
    assert "15. januar 2026" in foot()


def test_a_page_whose_advice_never_changed_tells_of_no_change(town: Town) -> None:
    draft(town, summary="En rettet stavefejl").publish()

    assert "Det er ændret i rådene" not in foot()
    assert Change.objects.count() == 0


def test_the_newest_three_changes_are_shown_and_the_rest_is_folded_away(town: Town) -> None:
    for number in range(1, 6):
        with time_machine.travel(TODAY + timedelta(days=number), tick=False):
            tell(town, f"Ændring nummer {number}.")

    shown, folded = foot().split("<details")
    assert [shown.count(f"nummer {n}.") for n in range(1, 6)] == [0, 0, 1, 1, 1]
    assert [folded.count(f"nummer {n}.") for n in range(1, 6)] == [1, 1, 0, 0, 0]


def test_three_changes_need_no_fold(town: Town) -> None:
    for number in range(3):
        tell(town, f"Ændring {number}.")

    assert "<details" not in foot()


def test_a_change_is_told_once_and_the_next_draft_begins_as_a_small_correction(
    town: Town, client: Client
) -> None:
    client.force_login(town.people.ida)
    address = reverse("wagtailadmin_pages:edit", args=[town.guide.pk])
    data = advice(town, update_kind="major", change_note="Nyt råd om væske.")

    client.post(address, data | {"action-publish": "1"})

    html = client.get(address).content.decode()
    assert "24. november 2026: Nyt råd om væske." in foot()
    assert (fresh(town).update_kind, fresh(town).change_note) == ("minor", "")
    assert "Nyt råd om væske." not in html
    client.post(address, advice(town) | {"action-publish": "1"})
    assert Change.objects.count() == 1


def test_an_older_draft_with_the_same_note_does_not_tell_it_again(town: Town) -> None:
    revision = draft(town, update_kind="major", change_note="Nyt råd om væske.")
    revision.publish()

    with time_machine.travel(TODAY + timedelta(days=30), tick=False):
        revision.publish()

    assert [change.on for change in Change.objects.all()] == [TODAY]


def test_the_form_of_a_draft_whose_note_is_told_begins_anew_and_refuses_it(
    town: Town, client: Client
) -> None:
    client.force_login(town.people.ida)
    address = reverse("wagtailadmin_pages:edit", args=[town.guide.pk])
    told = {"update_kind": "major", "change_note": "Nyt råd om væske."}
    revision = draft(town, **told)
    draft(town, summary="Et nyere udkast")
    revision.publish()

    form = client.get(address).context["form"]
    refused = client.post(address, advice(town, **told) | {"action-publish": "1"})

    assert (form["update_kind"].value(), form["change_note"].value()) == ("minor", "")
    assert "Det har læserne allerede fået at vide." in refused.content.decode()


def test_a_page_that_is_only_scheduled_tells_nothing_yet(town: Town) -> None:
    fresh(town).unpublish()
    later = draft(
        town,
        update_kind="major",
        change_note="Nyt fra i morgen.",
        go_live_at=timezone.now() + timedelta(days=1),
    )

    later.publish()

    assert Change.objects.count() == 0


def test_a_change_of_the_danish_page_is_not_told_on_its_translation(town: Town) -> None:
    english = translate(fresh(town), "en")

    tell(town, "Nyt råd om væske.")

    assert not english.changes.exists()


def test_changes_cost_one_question_to_the_database_and_none_where_there_are_none(
    town: Town, django_assert_num_queries
) -> None:
    Client().get(ADDRESS)
    with django_assert_num_queries(10):
        Client().get(ADDRESS)

    for number in range(5):
        tell(town, f"Ændring {number}.")

    with django_assert_num_queries(11):
        Client().get(ADDRESS)


def test_a_preview_of_a_page_that_was_never_saved_shows_its_sources(
    town: Town, client: Client
) -> None:
    client.force_login(town.people.ida)
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["cms", "guidancepage", town.page.pk]
    )
    sources = streamfield([("source", {"title": "Ny kilde", "url": "", "accessed_on": ""})])
    client.post(address, advice(town, slug="nyt", evidence=sources))

    assert "Ny kilde" in client.get(address).content.decode()
