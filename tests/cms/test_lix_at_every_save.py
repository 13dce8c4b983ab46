"""The readability number belongs to the text citizens read; the editor sees that of the draft."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from cms import demo
from cms.demo import build_guide
from cms.models import GuidancePage, Platform
from cms.readability import lix
from tests.cast import Town
from tests.cms.governance import HARD, draft, fresh
from tests.factories import GUIDE, translate

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def panel(client: Client, page: GuidancePage) -> str:
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return html.partition("data-readability")[2].partition("</div>")[0]


def test_the_text_of_a_page_is_everything_a_reader_reads_line_by_line(town: Town) -> None:
    assert fresh(town).plain_text.splitlines() == [
        "Når barnet holder sig",
        "Gå på toilettet på faste tider. Giv ro.",
        *("Hvorfor", "Legen er for sjov."),
        *("Sådan gør I", "Sig til.", "Gå med."),
        *("Ros.", "Skæld ikke ud."),
        *("Uheld en gang imellem.", "Det gør ondt at tisse."),
    ]


def test_the_number_is_counted_when_the_page_is_made(town: Town) -> None:
    # 37 words in 12 lines and sentences, 4 of them long: toilettet, imellem and no more than that.
    assert fresh(town).lix == lix(fresh(town).plain_text)
    assert 0 < fresh(town).lix < 20


def test_a_draft_moves_only_the_editors_number_until_it_is_published(
    town: Town, client: Client
) -> None:
    client.force_login(town.people.ida)
    before = fresh(town).lix
    revision = draft(town, quick_answer=HARD, lix_exception="Lovens ord.")

    assert fresh(town).lix == before
    revision.publish()
    assert fresh(town).lix > before + 10


def test_a_page_that_is_not_live_yet_is_counted_as_it_stands(town: Town) -> None:
    build_guide(town.page, GUIDE | {"slug": "nyt", "title": "Nyt"})
    page = GuidancePage.objects.get(slug="nyt")
    page.unpublish()
    page.refresh_from_db()
    page.quick_answer = HARD

    page.save()

    assert GuidancePage.objects.get(slug="nyt").lix > fresh(town).lix


def test_a_page_of_few_words_has_no_number_and_is_not_refused(town: Town) -> None:
    draft(town, title="Kort", quick_answer="Vent.", body="[]", care="[]").publish()

    assert fresh(town).lix is None


def test_each_language_has_its_own_number(town: Town) -> None:
    english = translate(town.guide, "en", quick_answer=HARD)

    assert GuidancePage.objects.get(pk=english.pk).lix > fresh(town).lix


def test_writing_the_number_by_hand_does_not_help(town: Town) -> None:
    page, honest = fresh(town), fresh(town).lix
    page.lix = 1

    page.save()

    assert fresh(town).lix == honest


def test_the_editor_sees_the_number_in_words_the_longest_sentences_and_the_long_words(
    town: Town, client: Client
) -> None:
    client.force_login(town.people.ida)
    draft(town, quick_answer="En helt almindelig sætning med mange flere ord end de andre har.")

    html = panel(client, fresh(town))

    number = lix(fresh(town).get_latest_revision_as_object().plain_text)
    assert f"<strong>LIX {number}</strong>" in html
    assert "let at læse" in html
    assert "Platformens grænse er 38." in html
    assert "<li>En helt almindelig sætning med mange flere ord end de andre har.</li>" in html
    assert "almindelig, sætning, Hvorfor, imellem" in html
    assert "over grænsen" not in html


def test_above_the_limit_the_editor_is_warned(town: Town, client: Client) -> None:
    client.force_login(town.people.ida)
    Platform.objects.update(lix_limit=5)

    assert "Teksten er over grænsen." in panel(client, fresh(town))


def test_with_too_few_words_the_panel_says_so(town: Town, client: Client) -> None:
    client.force_login(town.people.ida)
    draft(town, title="Kort", quick_answer="Vent.", body="[]", care="[]")

    assert "Der er for få ord" in panel(client, fresh(town))


def test_a_new_page_has_the_panel_before_it_has_a_word(town: Town, client: Client) -> None:
    client.force_login(town.people.ida)
    address = reverse("wagtailadmin_pages:add", args=["cms", "guidancepage", town.page.pk])

    assert "Der er for få ord" in client.get(address).content.decode()


def test_the_stored_number_of_every_danish_demo_page_is_within_the_goal() -> None:
    """Run with `--log-cli-level=INFO` to read the figures; they are those an editor sees."""
    demo.build()

    pages = GuidancePage.objects.live().filter(locale__language_code="da")
    figures = dict(pages.values_list("slug", "lix"))

    logging.getLogger(__name__).info("LIX: %s", figures)
    assert len(figures) >= 12
    assert sum(figures.values()) / len(figures) <= 32
    assert max(figures.values()) <= 38
