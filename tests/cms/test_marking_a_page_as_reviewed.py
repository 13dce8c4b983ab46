"""Only a review moves the date: its own button, its own right, its own line in the history."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import Translation, TranslationSource

from cms.actions import TextHasMoved
from cms.demo import build_guide
from cms.models import GuidancePage
from cms.review import due_on
from cms.signals import page_reviewed
from tests.cast import Town
from tests.cms.governance import draft, fresh, review
from tests.factories import GUIDE, translate

pytestmark = pytest.mark.django_db
TODAY, EARLIER = date(2026, 11, 24), date(2026, 3, 2)
SAID = {"reviewer": "Lise Holm", "reviewer_role": "børnelæge", "whole_page": "on"}


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def screen(town: Town) -> str:
    return reverse("cms_review", args=[town.guide.pk])


def said(town: Town, **changes: object) -> dict[str, object]:
    return SAID | {"revision": fresh(town).live_revision_id or ""} | changes


def dates(town: Town) -> tuple:
    page = fresh(town)
    return page.reviewed_on, page.due_on, page.reviewed_by


def test_the_screen_suggests_the_one_who_vouches_and_says_what_is_reviewed(
    town: Town, ida: Client
) -> None:
    GuidancePage.objects.update(reviewer="Lise Holm", reviewer_role="børnelæge")

    html = ida.get(screen(town)).content.decode()

    assert 'value="Lise Holm"' in html
    assert 'value="børnelæge"' in html
    assert "Du markerer den tekst, borgerne læser nu." in html
    assert "Der er en kladde" not in html


def test_looking_at_the_screen_marks_nothing(town: Town, ida: Client) -> None:
    ida.get(screen(town))

    assert dates(town) == (None, None, "")


def test_a_review_is_noted_with_name_day_and_a_line_in_the_history(town: Town, ida: Client) -> None:
    GuidancePage.objects.update(reminded_on=EARLIER)
    before = fresh(town)

    response = ida.post(screen(town), said(town))

    page = fresh(town)
    entry = PageLogEntry.objects.get(action="cms.review")
    assert response.status_code == 302
    assert (page.reviewed_on, page.reminded_on) == (TODAY, None)
    assert page.due_on == due_on(TODAY, 24, page.pk)
    assert (page.reviewed_by, page.reviewed_by_role) == ("Lise Holm", "børnelæge")
    assert page.latest_revision_id == before.latest_revision_id
    assert page.last_published_at == before.last_published_at
    assert entry.user == town.people.ida
    assert entry.message == "Markeret som gennemgået af Lise Holm, børnelæge 2026-11-24"


@pytest.mark.parametrize("missing", ["reviewer", "whole_page"])
def test_a_name_and_the_whole_page_are_needed(town: Town, ida: Client, missing: str) -> None:
    response = ida.post(screen(town), said(town, **{missing: ""}))

    assert response.status_code == 200
    assert dates(town) == (None, None, "")


def test_the_one_who_vouches_stays_though_another_reviewed_it_this_time(town: Town) -> None:
    review(town, reviewer="Per Dal", on=TODAY)

    assert fresh(town).reviewer == town.guide.reviewer
    assert fresh(town).reviewed_by == "Per Dal"


def test_a_draft_is_told_of_and_is_not_what_is_reviewed(town: Town, ida: Client) -> None:
    draft(town, quick_answer="Kun et udkast. Det er ikke læst.")

    assert "Der er en kladde" in ida.get(screen(town)).content.decode()
    ida.post(screen(town), said(town))
    assert fresh(town).reviewed_on == TODAY
    assert fresh(town).has_unpublished_changes


def test_a_page_that_is_not_live_cannot_be_reviewed(town: Town, ida: Client) -> None:
    fresh(town).unpublish()

    answers = [ida.get(screen(town)), ida.post(screen(town), said(town))]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert dates(town) == (None, None, "")
    with pytest.raises(TextHasMoved):
        review(town, on=TODAY)


def test_a_text_that_went_live_while_the_reviewer_read_another_is_not_marked(
    town: Town, ida: Client
) -> None:
    read = said(town)
    draft(town, quick_answer="Helt nye råd. Ingen har læst dem.").publish()

    response = ida.post(screen(town), read, follow=True)

    assert dates(town) == (None, None, "")
    assert "Der er udgivet en anden tekst imens." in response.content.decode()


@pytest.mark.parametrize("revision", ["", "0", "en anden", "99999999"])
def test_a_forged_revision_marks_nothing(town: Town, ida: Client, revision: str) -> None:
    ida.post(screen(town), said(town, revision=revision))

    assert dates(town) == (None, None, "")


def test_publishing_does_not_move_the_dates(town: Town) -> None:
    older = draft(town, summary="Skrevet før gennemgangen")
    review(town, on=EARLIER)
    before = dates(town)

    older.publish()
    draft(town, summary="Skrevet efter").publish()
    older.publish()

    assert fresh(town).summary == "Skrevet før gennemgangen"
    assert dates(town) == before
    assert before[0] == EARLIER


def test_a_review_that_came_in_while_another_page_object_was_open_is_not_written_over(
    town: Town,
) -> None:
    opened = fresh(town)
    review(town, on=TODAY)

    opened.summary = "Gemt for sent"
    opened.save()

    assert fresh(town).summary == "Gemt for sent"
    assert fresh(town).reviewed_on == TODAY


def test_code_that_writes_a_date_on_the_page_does_not_move_it(town: Town) -> None:
    page = fresh(town)
    page.reviewed_on = page.due_on = TODAY

    page.save()
    page.save_revision().publish()

    assert dates(town) == (None, None, "")


def test_a_translation_and_a_copy_are_texts_that_nobody_has_reviewed(town: Town) -> None:
    review(town, on=TODAY)

    english = translate(fresh(town), "en")
    copy = fresh(town).copy(update_attrs={"slug": "kopi", "title": "Kopi"})

    for page in (english, copy):
        page.refresh_from_db()
        assert (page.reviewed_on, page.due_on, page.reviewed_by) == (None, None, "")


def test_synchronising_a_translation_moves_the_dates_of_neither(
    town: Town, django_capture_on_commit_callbacks
) -> None:
    english = translate(fresh(town), "en")
    review(town, page=GuidancePage.objects.get(pk=english.pk), on=EARLIER)
    review(town, on=TODAY)
    source, _ = TranslationSource.update_or_create_from_instance(fresh(town))
    translation = Translation.objects.create(source=source, target_locale=english.locale)

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    english = GuidancePage.objects.get(pk=english.pk)
    assert (fresh(town).reviewed_on, english.reviewed_on) == (TODAY, EARLIER)
    assert english.live


def test_a_review_of_the_danish_page_leaves_its_translation_alone(town: Town) -> None:
    english = translate(fresh(town), "en")

    review(town, on=TODAY)

    assert GuidancePage.objects.get(pk=english.pk).reviewed_on is None


def test_an_alias_shows_the_same_text_and_so_the_same_review(town: Town) -> None:
    locale = Locale.objects.create(language_code="en")
    alias = fresh(town).copy_for_translation(locale, copy_parents=True, alias=True)

    review(town, on=TODAY)

    assert GuidancePage.objects.get(pk=alias.pk).reviewed_on == TODAY


def test_who_keeps_copies_of_the_page_hears_of_it(
    town: Town, django_capture_on_commit_callbacks
) -> None:
    heard = []
    page_reviewed.connect(receiver := lambda page, **kwargs: heard.append(page.pk), weak=False)

    with django_capture_on_commit_callbacks(execute=True):
        review(town, on=TODAY)

    page_reviewed.disconnect(receiver)
    assert heard == [town.guide.pk]


def test_the_button_stands_in_the_editor_for_those_who_may(town: Town, ida: Client) -> None:
    editor = reverse("wagtailadmin_pages:edit", args=[town.guide.pk])

    assert (
        ida.get(editor).content.decode().count(screen(town)) == 2
    )  # in the menu and beside the dates
    town.people.ida.groups.get().permissions.remove(
        Permission.objects.get(codename="review_guidancepage")
    )
    assert screen(town) not in ida.get(editor).content.decode()


def test_the_right_can_be_given_to_a_group_at_the_desk(town: Town, client: Client) -> None:
    client.force_login(town.people.jonas)

    html = client.get(reverse("wagtailusers_groups:add")).content.decode()

    assert f'value="{Permission.objects.get(codename="review_guidancepage").pk}"' in html


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("ida", True),
        ("jonas", True),
        ("sofie", False),
        ("mikkel", False),
        ("hanne", False),
        (None, False),
    ],
)
def test_only_those_with_the_right_open_the_screen_or_mark(
    town: Town, client: Client, name: str | None, may: bool
) -> None:
    if name:
        client.force_login(getattr(town.people, name))

    assert (client.get(screen(town)).status_code == 200) is may
    client.post(screen(town), said(town))
    assert (fresh(town).reviewed_on is not None) is may


def test_an_editor_without_the_right_may_publish_and_not_review(town: Town, ida: Client) -> None:
    town.people.ida.groups.get().permissions.remove(
        Permission.objects.get(codename="review_guidancepage")
    )

    ida.post(screen(town), said(town))

    assert dates(town) == (None, None, "")


def test_the_right_alone_does_not_reach_pages_that_one_may_not_edit(
    town: Town, ida: Client
) -> None:
    town.people.ida.groups.get().page_permissions.update(page=fresh(town))
    build_guide(town.page, GUIDE | {"slug": "en-andens", "title": "En andens"})
    other = GuidancePage.objects.get(slug="en-andens")

    ida.post(reverse("cms_review", args=[other.pk]), SAID | {"revision": other.live_revision_id})
    ida.post(screen(town), said(town))

    assert GuidancePage.objects.get(slug="en-andens").reviewed_on is None
    assert fresh(town).reviewed_on == TODAY


@pytest.mark.parametrize("key", ["0", "999999"])
def test_a_page_that_does_not_exist_is_not_found(town: Town, ida: Client, key: str) -> None:
    assert ida.get(reverse("cms_review", args=[key])).status_code == 404


def test_the_stopped_clock_is_the_day_that_is_noted(town: Town, ida: Client) -> None:
    ida.post(screen(town), said(town))

    assert fresh(town).reviewed_on == timezone.localdate()
    assert fresh(town).due_on > TODAY + timedelta(days=600)
