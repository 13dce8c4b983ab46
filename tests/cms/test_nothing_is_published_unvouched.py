"""A page of advice needs somebody who vouches for it, a source, and words people can read.

Tried at every door to citizens: the editor's button, code, an hour in the future, a workflow.
"""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, Workflow, WorkflowTask
from wagtail.signals import page_published
from wagtail.test.utils.form_data import streamfield

from cms.demo import build_guide
from cms.models import GuidancePage, Platform
from tests.cast import Town
from tests.cms.governance import HARD, draft, fresh, hard_body
from tests.cms.test_an_editor_writes_advice import advice
from tests.factories import GUIDE, translate

pytestmark = pytest.mark.django_db
FAULTS = [
    pytest.param({"reviewer": " "}, "Skriv, hvem der står inde for rådene", id="no reviewer"),
    pytest.param({"evidence": streamfield([])}, "Skriv mindst én kilde", id="no source"),
    pytest.param({"update_kind": "major"}, "Fortæl læserne, hvad der er ændret", id="no note"),
    pytest.param({"quick_answer": HARD * 9}, "grænsen er 38", id="too hard to read"),
]


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def editing(town: Town) -> str:
    return reverse("wagtailadmin_pages:edit", args=[town.guide.pk])


def in_an_hour() -> datetime:
    return timezone.now() + timedelta(hours=1)


@pytest.mark.parametrize(("changes", "reason"), FAULTS)
def test_the_editor_is_told_why_and_the_draft_is_kept(
    town: Town, ida: Client, changes: dict, reason: str
) -> None:
    data = advice(town, **changes)

    refused = ida.post(editing(town), data | {"action-publish": "1"})
    saved = ida.post(editing(town), data)

    assert refused.status_code == 200
    assert reason in str(refused.context["form"].errors)
    assert saved.status_code == 302
    assert fresh(town).quick_answer == GUIDE["quick_answer"]
    assert fresh(town).has_unpublished_changes


def test_the_reason_for_a_hard_text_names_its_number_and_its_longest_sentence(
    town: Town, ida: Client
) -> None:
    data = advice(town, quick_answer=HARD) | {"action-publish": "1"}

    html = ida.post(editing(town), data).content.decode()

    assert "LIX er " in html
    assert f"“{HARD}”" in html


def test_a_written_reason_lets_a_hard_text_through(town: Town, ida: Client) -> None:
    data = advice(town, quick_answer=HARD, lix_exception="Lovens egne ord.")

    response = ida.post(editing(town), data | {"action-publish": "1"})

    assert response.status_code == 302
    assert fresh(town).quick_answer == HARD


def test_a_new_page_is_judged_like_an_old_one(town: Town, ida: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["cms", "guidancepage", town.page.pk])
    data = advice(town, slug="nyt", reviewer="")

    refused = ida.post(address, data | {"action-publish": "1"})

    assert refused.status_code == 200
    assert not Page.objects.filter(slug="nyt").exists()
    assert ida.post(address, data).status_code == 302
    assert not Page.objects.get(slug="nyt").live


def test_a_preview_may_lack_what_a_page_may_not(town: Town, ida: Client) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[town.guide.pk])

    assert ida.post(address, advice(town, reviewer="")).json()["is_valid"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"reviewer": ""}, id="no reviewer"),
        pytest.param({"evidence": "[]"}, id="no source"),
        pytest.param({"update_kind": "major"}, id="no note"),
        pytest.param({"body": hard_body()}, id="too hard to read"),
    ],
)
def test_code_cannot_publish_it_either_now_or_at_an_hour(town: Town, changes: dict) -> None:
    now, later = draft(town, **changes), draft(town, **changes, go_live_at=in_an_hour())

    for revision in (now, later):
        with pytest.raises(ValidationError):
            revision.publish()

    later.refresh_from_db()
    assert later.approved_go_live_at is None
    assert fresh(town).quick_answer == GUIDE["quick_answer"]


def test_a_page_cannot_be_hung_into_the_tree_without_a_reviewer(town: Town) -> None:
    with pytest.raises(ValidationError) as refusal:
        build_guide(town.page, GUIDE | {"slug": "nyt", "reviewer": "", "evidence": []})

    assert set(refusal.value.message_dict) == {"reviewer", "evidence"}
    assert not Page.objects.filter(slug="nyt").exists()


def test_a_workflow_cannot_approve_it(town: Town) -> None:
    workflow, task = Workflow.objects.create(name="To par øjne"), GroupApprovalTask(name="Læs")
    task.save()
    task.groups.add(town.platform.editors)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    draft(town, reviewer="")
    state = workflow.start(fresh(town), town.people.ida)

    with pytest.raises(ValidationError):
        state.current_task_state.approve(user=town.people.ida)

    assert fresh(town).reviewer


def test_a_page_that_became_unfit_before_its_hour_waits_and_holds_up_no_other(town: Town) -> None:
    Platform.objects.update(lix_limit=900)
    build_guide(town.page, GUIDE | {"slug": "anden", "title": "En anden"})
    other = GuidancePage.objects.get(slug="anden")
    other.summary, other.go_live_at = "Nyt kl. 12", in_an_hour() + timedelta(minutes=1)
    unfit, fit = draft(town, quick_answer=HARD, go_live_at=in_an_hour()), other.save_revision()
    for revision in (unfit, fit):
        revision.publish()
    Platform.objects.update(lix_limit=38)

    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        call_command("publish_scheduled")

    unfit.refresh_from_db()
    history = PageLogEntry.objects.get(page=town.guide.pk, action="cms.refuse")
    assert unfit.approved_go_live_at is None
    assert fresh(town).quick_answer == GUIDE["quick_answer"]
    assert "grænsen er 38" in history.message
    assert GuidancePage.objects.get(slug="anden").summary == "Nyt kl. 12"


def test_the_limit_is_the_platforms_own(town: Town) -> None:
    Platform.objects.update(lix_limit=5)

    with pytest.raises(ValidationError) as refusal:
        draft(town, summary="Ny").publish()

    assert "grænsen er 5" in refusal.value.message_dict["lix_exception"][0]


def test_a_translation_is_measured_and_not_refused_for_a_long_sentence(town: Town) -> None:
    Platform.objects.update(lix_limit=5)

    english = translate(town.guide, "en", quick_answer=HARD)

    english.refresh_from_db()
    assert english.live
    assert english.lix > 38


def test_a_translation_needs_a_reviewer_too(town: Town) -> None:
    with pytest.raises(ValidationError):
        translate(town.guide, "en", reviewer="")


def test_facts_about_a_live_page_are_written_though_its_text_would_be_refused_today(
    town: Town,
) -> None:
    GuidancePage.objects.update(reviewer="")
    page = fresh(town)
    page.locked = True

    page.save(update_fields=["locked"])

    assert fresh(town).locked


def test_whatever_is_refused_citizens_keep_the_page_they_had(town: Town) -> None:
    heard = []
    page_published.connect(receiver := lambda **kwargs: heard.append(kwargs), weak=False)

    with pytest.raises(ValidationError):
        draft(town, reviewer="").publish()

    page_published.disconnect(receiver)
    assert heard == []
    assert Client().get("/taet-og-toer/3-4-aar/naar-barnet-holder-sig/").status_code == 200
