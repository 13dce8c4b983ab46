"""What people wrote about is published once for a quarter, when it is over, read and coded."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback import coding, disclosure, quarters, themes
from feedback.models import CodedText, Publication, Quote, ThemeList, ThemePublication
from feedback.tasks import publish_feedback
from portal.periods import Quarter, Week
from portal.users.models import User
from questionnaires import moderating, quarantine
from questionnaires.models import AccessPoint, OwnWords, QuestionnaireVersion, Response
from tests.cast import CAST, Town
from tests.conftest import TUESDAY
from tests.factories import make_response
from tests.feedback.coded import (
    NOW,
    SUMMER,
    TODAY,
    approve,
    give,
    make_point,
    make_readers,
    make_themes,
    say,
    write,
)

pytestmark = pytest.mark.django_db
BOARD = "/kreds/taet-og-toer/"
IN_TIME = Week(2026, 40)  # the first week after the quarter; the coders have until week 45
TOO_LATE = Week(2026, 46)


@pytest.fixture
def sofie(town: Town) -> User:
    return make_readers(town, "sofie", "hanne")[0]


@pytest.fixture
def used(town: Town) -> ThemeList:
    return make_themes(town)


@pytest.fixture
def point(town: Town, used: ThemeList) -> AccessPoint:
    return make_point(town)


def answer_without_words(point: AccessPoint, count: int, week: Week = SUMMER) -> None:
    for _ in range(count):
        make_response(point, {"hjalp-siden": "ja"}, week=week)


def fill(point: AccessPoint, sofie: User) -> None:
    """Twenty write, of 32 who answer: 12 of everyday life, 5 of the text, 3 of nothing we ask for."""
    say(point, 12, ("hverdag",), sofie, start=1)
    say(point, 5, ("teksten",), sofie, start=101)
    say(point, 3, (), sofie, start=201)
    answer_without_words(point, 12)


def publish(this_week: Week = NOW) -> ThemePublication | None:
    themes.publish_all_closed(this_week=this_week)
    return ThemePublication.objects.first()


def board(town: Town, name: str = "sofie") -> str:
    client = Client()
    client.force_login(getattr(town.people, name))
    response = client.get(BOARD)
    assert response.status_code == 200
    return response.content.decode()


def fresh(text: CodedText) -> OwnWords:
    return OwnWords.objects.select_related(*moderating.AROUND).get(pk=text.pk)


# --- What is published ------------------------------------------------------------------------------


def test_a_quarter_is_published_theme_by_theme(point, sofie, used: ThemeList) -> None:
    fill(point, sofie)

    publication = publish()

    assert (publication.quarter, publication.status) == ("2026-Q3", "closed")
    assert publication.table == {
        "wrote": 20,
        "with": {"hverdag": 12, "skyld": 0, "teksten": 5},
        "without": {"hverdag": 8, "skyld": 20, "teksten": 15},
    }
    assert publication.theme_list == used


def test_texts_of_weeks_that_were_put_together_are_all_counted(point, sofie) -> None:
    """Seven a week is too few to show a week alone; the month's weeks are out under the first of them."""
    weeks = [Week(2026, 27).plus(number) for number in range(4)]
    for number, week in enumerate(weeks):
        for each in range(4):
            words = write(point, "Ord", week=week, key=5 * (10 * number + each) + 1)
            give(approve(words, sofie), ["hverdag"], sofie)
        answer_without_words(point, 3, week)

    publication = publish()

    assert publication.table["wrote"] == 16
    assert Publication.objects.filter(status=Publication.Status.MERGED).exists()


def test_a_theme_of_few_is_hidden(point, sofie) -> None:
    fill(point, sofie)
    say(point, 3, ("skyld",), sofie, start=301)

    publication = publish()

    assert publication.table["with"]["skyld"] is None
    assert publication.table["without"]["skyld"] is None
    assert publication.table["with"]["hverdag"] == 12


@pytest.mark.parametrize("count", [0, 1, 4])
def test_where_fewer_than_five_wrote_nothing_is_shown_and_that_is_said(
    point, sofie, town: Town, count: int
) -> None:
    say(point, count, ("hverdag",), sofie)
    words = write(point, "Maja i Vejle")
    answer_without_words(point, 12)
    moderating.reject(words=fresh(words), by=sofie, on=TODAY)

    publication = publish()

    assert (publication.status, publication.table) == ("few", {})
    html = board(town)
    assert "Færre end 5 har skrevet noget, der kunne vises." in html
    assert "theme-name" not in html


def test_where_nobody_wrote_nothing_is_published(point) -> None:
    answer_without_words(point, 12)

    assert publish() is None


def test_the_quarter_that_runs_is_not_published(point, sofie) -> None:
    for number in range(12):
        give(approve(write(point, "Ord", week=NOW, key=5 * number + 1), sofie), ["skyld"], sofie)

    assert publish() is None


def test_without_a_list_of_themes_nothing_is_published(town: Town, sofie) -> None:
    write(make_point(town), "Ord")

    assert publish() is None


def test_a_draft_of_a_list_is_not_used(town: Town, sofie) -> None:
    make_themes(town, is_used=False)
    write(make_point(town), "Ord")

    assert publish() is None


def test_a_person_who_wrote_twice_is_counted_once(point, sofie, town: Town) -> None:
    """Two questions in words; she writes of the same in both."""
    fill(point, sofie)
    first, other = CodedText.objects.order_by("pk")[:2]
    answer = Response.objects.get(own_words=first.pk)
    OwnWords.objects.filter(pk=other.pk).update(link_id="mere", response=answer)

    table = publish().table

    assert (table["wrote"], table["with"]["hverdag"]) == (19, 11)


def test_where_no_safe_table_is_found_nothing_is_shown_and_that_is_said(
    point, sofie, town: Town, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    fill(point, sofie)
    quarters.publish_closed_periods(this_week=NOW)

    def fails(*args: object, **kwargs: object) -> None:
        raise disclosure.NotProtected("('with', 'skyld') is 3")

    monkeypatch.setattr(disclosure, "publish", fails)
    publication = publish()

    assert (publication.status, publication.table) == ("withheld", {})
    assert "skyld" not in caplog.text
    assert "Temaerne kunne ikke vises sikkert." in board(town)


def test_a_week_whose_number_of_people_is_hidden_is_in_no_table(point, sofie) -> None:
    fill(point, sofie)
    for number in range(3):
        words = write(point, "Ord", week=Week(2026, 33), key=5 * number + 2006)
        give(approve(words, sofie), ["skyld"], sofie)

    assert publish().table["wrote"] == 20


def test_words_that_are_set_aside_are_not_counted(point, sofie, town: Town) -> None:
    fill(point, sofie)
    quarantine.set_aside(
        access_point=point, week=SUMMER, because="Fyldt af én", by=town.people.ida, on=TODAY
    )

    assert publish() is None or publish().table == {}


# --- When -------------------------------------------------------------------------------------------


def test_it_waits_for_a_text_that_nobody_has_read(point, sofie) -> None:
    fill(point, sofie)
    words = write(point, "Ord", key=9001)
    assert publish(IN_TIME) is None

    give(approve(words, sofie), ["hverdag"], sofie)

    assert publish(IN_TIME).table["with"]["hverdag"] == 13


def test_it_waits_for_the_second_coder_and_for_the_two_to_settle(point, sofie, town: Town) -> None:
    fill(point, sofie)
    text = approve(write(point, "Ord", key=9000), sofie)
    give(text, ["hverdag"], sofie)
    assert publish(IN_TIME) is None
    give(text, [], town.people.hanne, "second")
    assert publish(IN_TIME) is None

    give(text, [], sofie, "settled")

    assert publish(IN_TIME).table["with"]["hverdag"] == 12
    assert publish(IN_TIME).table["wrote"] == 21


def test_after_six_weeks_it_waits_no_longer(point, sofie) -> None:
    """The first coder's themes stand; who has none is not taken for somebody without them."""
    fill(point, sofie)
    give(approve(write(point, "Ord", key=9000), sofie), ["hverdag"], sofie)
    approve(write(point, "Ingen har læst mig færdig", key=9001), sofie)
    write(point, "Ingen har læst mig", key=9006)
    assert publish(Week(2026, 45)) is None

    table = publish(TOO_LATE).table

    assert (table["with"]["hverdag"], table["wrote"]) == (13, 21)


def test_a_young_list_gives_its_coders_the_same_time(town: Town, sofie) -> None:
    young = make_themes(town, is_used=False)
    point = make_point(town)
    for number in range(9):
        approve(write(point, "Ord", key=5 * number + 1), sofie)
    coding.take_into_use(theme_list=young, by=town.people.ida, on=TODAY)

    assert publish(NOW) is None
    assert publish(NOW.plus(6)) is None
    assert publish(NOW.plus(7)).status == "few"


def test_the_weeks_of_a_quarter_are_all_of_them() -> None:
    assert len(themes.weeks_in(Quarter(2026, 3))) == 13
    assert themes.weeks_in(Quarter(2026, 4))[-1] == "2026-W53"


# --- It stays ---------------------------------------------------------------------------------------


def test_a_published_quarter_never_changes(point, sofie) -> None:
    fill(point, sofie)
    before = publish()

    late = write(point, "For sent", week=SUMMER, key=3001)
    text = CodedText.objects.order_by("pk").first()
    moderating.take_back(words=fresh(text), by=sofie, on=TODAY)
    after = publish()

    assert Response.objects.get(own_words=late.pk).week > "2026-W39"
    assert (after.pk, after.table) == (before.pk, before.table)


def test_its_texts_are_not_coded_any_more(point, sofie) -> None:
    fill(point, sofie)
    waiting = write(point, "Ord", key=9006)
    publish(TOO_LATE)

    text = CodedText.objects.order_by("pk").first()
    with pytest.raises(coding.AlreadyCoded):
        give(text, ["skyld"], sofie)
    moderating.approve(words=fresh(waiting), by=sofie, on=TODAY)
    assert not CodedText.objects.filter(pk=waiting.pk).exists()


def test_the_quarter_is_closed_for_answers(point, sofie) -> None:
    fill(point, sofie)

    publish()

    version = QuestionnaireVersion.objects.get(pk=point.campaign.version_id)
    assert version.closed_through >= "2026-W39"


# --- Quotes -----------------------------------------------------------------------------------------


def test_a_large_theme_has_quotes_and_a_small_one_has_none(point, sofie, town: Town) -> None:
    fill(point, sofie)

    publish()

    assert [quote.code for quote in Quote.objects.all()] == ["hverdag", "hverdag"]
    html = board(town)
    assert html.count("<blockquote") == 2
    assert "“Tekst 1 om (&#x27;hverdag&#x27;,)”" in html


def test_a_quote_stays_the_one_it_was(point, sofie) -> None:
    fill(point, sofie)
    publish()
    before = [(quote.text_id, quote.words) for quote in Quote.objects.all()]

    quoted = {text for text, _words in before}
    for text in CodedText.objects.exclude(pk__in=quoted)[:3]:
        moderating.take_back(words=fresh(text), by=sofie, on=TODAY)
    publish()

    assert [(quote.text_id, quote.words) for quote in Quote.objects.all()] == before


def test_a_quote_goes_when_the_approval_is_taken_back_and_no_other_comes(point, sofie) -> None:
    fill(point, sofie)
    publication = publish()
    quote = Quote.objects.first()

    moderating.take_back(words=fresh(quote.text), by=sofie, on=TODAY)
    publish()

    assert Quote.objects.count() == 1
    assert not Quote.objects.filter(words=quote.words).exists()
    assert ThemePublication.objects.get().table == publication.table


def test_quotes_go_with_the_answers_and_the_numbers_stay(point, sofie, town: Town) -> None:
    fill(point, sofie)
    publish()

    Response.objects.all().delete()

    html = board(town)
    assert "<blockquote" not in html
    assert "12 personer" in html


# --- The board --------------------------------------------------------------------------------------


def test_before_anything_is_published_the_board_says_what_comes_and_when(town: Town) -> None:
    html = board(town)

    assert "Det skriver borgerne" in html
    assert "når kvartalet er slut efter uge 53" in html


def test_the_board_shows_numbers_beside_bars_and_masks_in_words(point, sofie, town: Town) -> None:
    fill(point, sofie)
    say(point, 3, ("skyld",), sofie, start=301)
    publish()

    html = board(town)

    assert "12 personer" in html
    assert 'class="theme-part" width="52"' in html
    assert html.count("for få svar (under 5)") == 1
    assert html.index("Hverdag</p>") < html.index("Teksten</p>") < html.index("Skyld</p>")
    assert "23 har skrevet noget." in html


def test_neither_week_nor_place_nor_age_stands_by_a_quote(point, sofie, town: Town) -> None:
    fill(point, sofie)
    publish()

    section = board(town).partition('id="voices"')[2].partition("</section>")[0]

    assert "blockquote" in section
    assert "uge 30" not in section
    assert "3–4 år" not in section


def test_the_board_never_reads_the_words_themselves(point, sofie, town: Town) -> None:
    fill(point, sofie)
    publish()

    with CaptureQueriesContext(connection) as seen:
        board(town)

    read = " ".join(query["sql"] for query in seen.captured_queries)
    assert "feedback_quote" in read
    for table in ("questionnaires_response", "questionnaires_ownwords", "feedback_coding"):
        assert f'"{table}"' not in read


def test_made_up_words_are_said_to_be_made_up(town: Town, used, sofie) -> None:
    fill(make_point(town, is_synthetic=True), sofie)

    assert publish().is_synthetic
    assert "notice-warning" in board(town)


@pytest.mark.parametrize("name", [each for each in CAST if each != "sofie"])
def test_others_do_not_see_them(point, sofie, town: Town, name: str) -> None:
    client = Client()
    client.force_login(getattr(town.people, name))

    assert client.get(BOARD).status_code == 403


def test_the_nightly_task_publishes_them(point, sofie) -> None:
    fill(point, sofie)
    with time_machine.travel(TUESDAY + timedelta(weeks=1), tick=False):
        publish_feedback()

    assert ThemePublication.objects.get().table["wrote"] == 20
