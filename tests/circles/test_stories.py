"""“Det sagde I – det gjorde vi”: told by the circle, read by citizens, never without what changed."""

import re
import subprocess
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from cms.models import Change, GuidancePage
from feedback.circles import telling
from feedback.circles.guard import Refused
from feedback.circles.models import CircleMember, Story
from feedback.models import Observation
from portal.users.models import User
from questionnaires import signs
from questionnaires.afterwards import told_on_paper
from tests.cast import CAST, Town
from tests.circles.test_news_on_the_board import make_measure
from tests.circles.working import HOME, TODAY, decided, fill_circle, signed_in
from tests.factories import make_platform, translate

pytestmark = pytest.mark.django_db
PAGE = f"{HOME}historier/"
PUBLIC = "/taet-og-toer/det-sagde-i/"
GUIDE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"
WORDS = {
    "title": "Et nummer at ringe til",
    "said": "I vidste ikke, hvem I kunne ringe til.",
    "did": "Nu står der et nummer på kortet.",
    "helped": "Det er for tidligt at sige.",
}


@pytest.fixture
def sofie(town: Town) -> Client:
    return signed_in(town.people.sofie)


def drafted(town: Town, **changes: object) -> Story:
    return telling.draft_story(circle=town.circle, by=town.people.sofie, **WORDS | changes)


def published(town: Town, **changes: object) -> Story:
    story = drafted(town, **changes)
    telling.publish_story(story=story, by=town.people.sofie, on=TODAY)
    story.refresh_from_db()
    return story


def shown(address: str, **headers: str) -> str:
    response = Client().get(address, **headers)
    assert response.status_code == 200
    return response.content.decode()


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAST)
def test_only_members_see_and_write_drafts(town: Town, name: str) -> None:
    story = drafted(town)
    client, one = signed_in(getattr(town.people, name)), f"{PAGE}{story.pk}/"

    statuses = [client.get(at).status_code for at in (PAGE, f"{PAGE}ny/", one, f"{one}ret/")]
    statuses += [client.post(at, WORDS).status_code for at in (f"{PAGE}ny/", f"{one}ret/")]
    statuses += [client.post(one, {"deed": "publish"}).status_code]

    assert statuses == ([200] * 4 + [302] * 3 if name == "sofie" else [403] * 7)
    assert Story.objects.published().count() == (name == "sofie")


def test_a_citizen_is_asked_to_sign_in(town: Town, client: Client) -> None:
    one = f"{PAGE}{drafted(town).pk}/"
    for address in (PAGE, f"{PAGE}ny/", one, f"{one}ret/"):
        assert client.get(address).headers["Location"].startswith("/konto/login/?next=/kreds/")


def test_a_plain_member_writes_and_does_not_publish(town: Town) -> None:
    fill_circle(town)
    story, mikkel = drafted(town), signed_in(town.people.mikkel)

    assert mikkel.post(f"{PAGE}{story.pk}/", {"deed": "publish"}).status_code == 403
    assert 'value="publish"' not in mikkel.get(f"{PAGE}{story.pk}/").content.decode()
    with pytest.raises(PermissionDenied):
        telling.publish_story(story=story, by=town.people.mikkel, on=TODAY)
    with pytest.raises(PermissionDenied):
        telling.withdraw_story(story=story, by=town.people.mikkel, on=TODAY)


def test_a_deed_that_does_not_exist_is_refused(town: Town, sofie: Client) -> None:
    assert sofie.post(f"{PAGE}{drafted(town).pk}/", {"deed": "delete"}).status_code == 403


def test_it_leads_to_nothing_that_is_not_ours(town: Town) -> None:
    other = make_platform("soevn", "Søvn")
    with pytest.raises(Refused, match="mål"):
        drafted(town, measure=make_measure(other.platform))
    open_one = decided(town)
    open_one.step = "reacting"
    with pytest.raises(Refused, match="besluttet"):
        drafted(town, decision=open_one)
    town.guide.unpublish()
    with pytest.raises(Refused, match="side"):
        drafted(town, page=town.guide)


# --- writing and publishing ---------------------------------------------------------------------


@pytest.mark.parametrize("did", ["", "  \n ", "Noget nyt.", "… – !!! ???"])
def test_a_story_that_does_not_say_what_changed_is_refused(
    town: Town, sofie: Client, did: str
) -> None:
    story = drafted(town, did=did)

    answer = sofie.post(f"{PAGE}{story.pk}/", {"deed": "publish"})

    assert "Skriv, hvad der er ændret" in answer.content.decode()
    assert not Story.objects.published().exists()
    assert Client().get(f"{PUBLIC}{story.pk}/").status_code == 404


def test_a_story_that_does_not_say_what_was_told_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="hvad svarene fortalte"):
        published(town, said="Ja.")


def test_a_draft_is_changed_and_what_is_published_is_not(town: Town, sofie: Client) -> None:
    story = drafted(town)
    sofie.post(f"{PAGE}{story.pk}/ret/", WORDS | {"title": "Et bedre navn"})
    assert Story.objects.get().title == "Et bedre navn"

    telling.publish_story(story=story, by=town.people.sofie, on=TODAY)

    assert sofie.post(f"{PAGE}{story.pk}/ret/", WORDS).status_code == 302
    with pytest.raises(Refused, match="ændres ikke"):
        telling.change_story(story=story, by=town.people.sofie, title="Igen")
    assert Story.objects.get().title == "Et bedre navn"


def test_publishing_twice_moves_no_day(town: Town) -> None:
    story = published(town)
    telling.publish_story(story=story, by=town.people.sofie, on=TODAY + timedelta(3))

    assert Story.objects.get().published_on == TODAY


def test_a_hard_story_is_warned_of_and_may_be_published(town: Town, sofie: Client) -> None:
    long = (
        "Kommunens tværsektorielle samarbejdsorganisation har implementeret en telefonrådgivning "
        "for forældre til inkontinensramte skolebørn i samarbejde med hospitalsafdelingen."
    )
    story = drafted(town, did=long)

    html = sofie.get(f"{PAGE}{story.pk}/").content.decode()

    assert "Svær at læse" in html
    assert html.count("inkontinensramte") == 2  # once in the story, once to point at it
    assert sofie.post(f"{PAGE}{story.pk}/", {"deed": "publish"}).status_code == 302


def test_an_easy_story_is_not_warned_of(town: Town, sofie: Client) -> None:
    assert "Svær at læse" not in sofie.get(f"{PAGE}{drafted(town).pk}/").content.decode()


def test_its_chart_is_kept_as_it_was(town: Town) -> None:
    measure = make_measure(town.platform)
    story = published(town, measure=measure)
    before = story.chart

    Observation.objects.all().delete()

    assert before["title"] == "Ventetid"
    html = shown(f"{PUBLIC}{story.pk}/")
    assert html.count('<svg class="rc ') == len(before["pictures"])


def test_a_chart_of_practice_data_says_so_to_citizens(town: Town) -> None:
    measure = make_measure(town.platform)
    Observation.objects.update(is_synthetic=True)
    story = published(town, measure=measure)

    assert story.is_synthetic
    assert "Øvedata" in shown(f"{PUBLIC}{story.pk}/")
    assert "Øvedata" in shown(PUBLIC)


# --- what citizens read -------------------------------------------------------------------------


def test_citizens_read_it_on_the_platform_without_a_cookie(town: Town) -> None:
    decision = decided(town, "Nummer på kortet")
    story = published(town, decision=decision, page=town.guide)
    client = Client()

    listed, one = client.get(PUBLIC), client.get(f"{PUBLIC}{story.pk}/")

    assert WORDS["did"] in listed.content.decode()
    html = one.content.decode()
    for words in (*WORDS.values(), "Nummer på kortet", "24. november 2026", GUIDE):
        assert words in html
    for response in (listed, one):
        assert not response.cookies
        assert "public" in response.headers["Cache-Control"]
    assert "Sofie" not in html


def test_drafts_and_withdrawn_stories_are_not_read(town: Town) -> None:
    draft, gone = drafted(town), published(town, title="Taget tilbage")
    telling.withdraw_story(story=gone, by=town.people.sofie, on=TODAY)

    html = shown(PUBLIC)
    assert WORDS["title"] not in html
    assert "Taget tilbage" not in html
    for story in (draft, gone):
        assert Client().get(f"{PUBLIC}{story.pk}/").status_code == 404


@pytest.mark.parametrize("tail", ["9999/", "x/", "1/2/", "99999999999999999999/", "²/"])
def test_an_address_without_a_story_is_not_found(town: Town, tail: str) -> None:
    assert Client().get(f"{PUBLIC}{tail}").status_code == 404


def test_a_story_of_another_platform_is_not_read_here(town: Town) -> None:
    story = published(town)
    make_platform("soevn", "Søvn")

    assert Client().get(f"/soevn/det-sagde-i/{story.pk}/").status_code == 404
    assert WORDS["title"] not in shown("/soevn/det-sagde-i/")


def test_the_front_page_leads_to_the_stories_once_there_are_any(town: Town) -> None:
    assert PUBLIC not in shown("/taet-og-toer/")

    published(town)

    html = shown("/taet-og-toer/")
    assert f'href="{PUBLIC}"' in html
    assert WORDS["title"] in html


def test_in_another_language_the_story_is_marked_as_danish(town: Town) -> None:
    story = published(town)
    translate(town.page, "en")

    html = shown(f"/en{PUBLIC}{story.pk}/")

    assert '<article class="told-story" lang="da" dir="ltr">' in html
    assert f'href="{PUBLIC}{story.pk}/"' in html  # the way back to Danish


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_is_made_anew_when_a_story_comes_or_goes(town: Town, settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    assert WORDS["title"] not in shown(PUBLIC)
    story = published(town)
    assert WORDS["title"] in shown(PUBLIC)

    telling.withdraw_story(story=story, by=town.people.sofie, on=TODAY)

    assert WORDS["title"] not in shown(PUBLIC)


def test_a_proxy_is_told_which_addresses_to_forget(
    town: Town, settings, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    settings.PURGE_URL = "http://proxy.example"
    told: list[list[str]] = []
    monkeypatch.setattr("cms.tasks.tell_proxy.delay", lambda site, urls: told.append(urls))

    with django_capture_on_commit_callbacks(execute=True):
        story = published(town)

    assert any(url.endswith(f"{PUBLIC}{story.pk}/") for urls in told for url in urls)


# --- where else it stands -----------------------------------------------------------------------


def test_the_page_of_thanks_tells_the_newest_story(town: Town) -> None:
    thanks = "/s/plakat23/tak/"
    assert "Det sagde I – det gjorde vi" not in shown(thanks)

    published(town, title="Den ældre")
    story = published(town)

    html = shown(thanks)
    assert "Det sagde I – det gjorde vi" in html
    assert WORDS["did"] in html
    assert f'href="{PUBLIC}{story.pk}/"' in html
    assert "Den ældre" not in html


def test_a_poster_tells_it_in_one_line_with_the_address(town: Town) -> None:
    platform = town.platform
    assert told_on_paper(platform, "da") == ""

    published(town)

    line = told_on_paper(platform, "da")
    assert line.startswith(f"Det sagde I – det gjorde vi: {WORDS['title']}.")
    assert line.endswith("/taet-og-toer/det-sagde-i")
    assert told_on_paper(platform, "en") == ""  # the story is in Danish
    assert signs.sign(town.poster, "da", line).told == line


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_poster_with_a_long_story_is_still_one_page(town: Town, size: str) -> None:
    published(town, title="Et nummer at ringe til hele dagen, også når det er weekend og ferie nu")

    answer = Client().get(f"/s/plakat23/plakat.pdf?str={size}")

    assert answer.status_code == 200
    pages = texts_of(answer.content)
    assert len(pages) == 1
    assert "det-sagde-i" in pages[0]


def texts_of(pdf: bytes) -> list[str]:
    """Return what each page of a PDF says."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_a_changed_page_says_why_it_changed(town: Town) -> None:
    assert "Hvorfor er siden ændret?" not in shown(GUIDE)

    story = published(town, page=town.guide)

    html = shown(GUIDE)
    assert "Hvorfor er siden ændret?" in html
    assert f'href="{PUBLIC}{story.pk}/"' in html
    assert GuidancePage.objects.get().changed_on == TODAY


def test_a_withdrawn_story_is_no_reason_any_more(town: Town) -> None:
    story = published(town, page=town.guide)
    telling.withdraw_story(story=story, by=town.people.sofie, on=TODAY)

    assert "Hvorfor er siden ændret?" not in shown(GUIDE)
    assert not Change.objects.exists()


def test_what_has_changed_fits_a_line_at_the_foot_of_the_page(town: Town) -> None:
    published(town, page=town.guide, did="Vi har skrevet om. " * 40)

    assert len(Change.objects.get().note) <= 300


# --- budgets ------------------------------------------------------------------------------------


def test_citizens_pages_keep_their_budget_of_queries(
    town: Town, django_assert_max_num_queries
) -> None:
    story = published(
        town, page=town.guide, decision=decided(town), measure=make_measure(town.platform)
    )
    for address in (PUBLIC, f"{PUBLIC}{story.pk}/", "/taet-og-toer/"):
        with django_assert_max_num_queries(12):
            shown(address)


def test_a_changed_page_asks_twelve_times_at_most(
    town: Town, django_assert_max_num_queries
) -> None:
    published(town, page=town.guide)
    shown(GUIDE)

    with django_assert_max_num_queries(12):
        shown(GUIDE)


def test_the_circles_pages_ask_a_fixed_number_of_times(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    story = published(town)
    drafted(town)

    # session, user, circle with platform, membership, stories; the link to the platform: four
    with django_assert_num_queries(9):
        sofie.get(PAGE)
    with django_assert_num_queries(10):
        sofie.get(f"{PAGE}{story.pk}/")


def test_a_story_of_somebody_who_has_left_stays(town: Town) -> None:
    story = published(town)
    CircleMember.objects.all().delete()
    User.objects.filter(pk=town.people.sofie.pk).delete()

    assert not re.search("Sofie", shown(f"{PUBLIC}{story.pk}/"))
