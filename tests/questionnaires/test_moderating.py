"""What a moderator decides about a text: shown, shortened or erased, once."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from portal.periods import Week
from portal.users.models import User
from portal.users.roles import Permission, may
from questionnaires import demo, moderating
from questionnaires.actions import submit_response
from questionnaires.models import (
    AccessPoint,
    Moderator,
    OwnWords,
    QuestionnaireVersion,
    Response,
    WordsDecision,
)
from questionnaires.publishing import publish_version
from questionnaires.signals import answers_changed, words_approved, words_taken_away
from tests.cast import CAST, Town
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
WEEK = Week(2026, 46)


@pytest.fixture
def point(town: Town) -> AccessPoint:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", date(2026, 1, 1), is_synthetic=False, under_pages=True
    )
    return demo.add_access_point(campaign, "nyttig23", "page", None)


@pytest.fixture
def by(town: Town) -> User:
    Moderator.objects.create(platform=town.platform, user=town.people.sofie)
    return town.people.sofie


def write(point: AccessPoint, words: str, link_id: str = "hvad-manglede") -> OwnWords:
    response, _ = submit_response(
        access_point=point,
        submission_id=uuid4(),
        answers={"hjalp-siden": "nej", link_id: words},
        age_band=None,
        week=WEEK,
        language="da",
    )
    return fresh(response.own_words.get())


def fresh(words: OwnWords) -> OwnWords:
    return OwnWords.objects.select_related(*moderating.AROUND).get(pk=words.pk)


def answers(words: OwnWords) -> dict:
    return Response.objects.get(pk=words.response_id).answers


def told(signal, deed, **given) -> list[dict]:
    heard: list[dict] = []

    def hear(sender, **news):
        heard.append(news)

    signal.connect(hear)
    try:
        deed(on=TODAY, **given)
    finally:
        signal.disconnect(hear)
    return [{name: news[name] for name in news if name != "signal"} for news in heard]


def stored_before_the_rule_knew(words: OwnWords, text: str) -> OwnWords:
    Response.objects.filter(pk=words.response_id).update(
        answers={"hjalp-siden": "nej", "hvad-manglede": text}
    )
    return fresh(words)


# --- Deciding ---------------------------------------------------------------------------------------


def test_what_is_approved_is_told_with_its_week_and_written_down(point, by) -> None:
    words = write(point, "Vi mangler noget om ferier.")

    (news,) = told(words_approved, moderating.approve, words=words, by=by)

    assert news == {
        "words": words.pk,
        "platform_id": point.campaign.platform_id,
        "version_id": point.campaign.version_id,
        "week": "2026-W46",
    }
    decision = WordsDecision.objects.get()
    assert (decision.kind, decision.by, decision.decided_on) == ("approved", by, TODAY)
    assert answers(words)["hvad-manglede"] == "Vi mangler noget om ferier."
    assert "ferier" not in str(vars(decision))


def test_what_the_rule_finds_by_now_goes_as_it_is_approved(point, by) -> None:
    words = stored_before_the_rule_knew(write(point, "Ring"), "Ring 98 76 54 32 i dag")

    moderating.approve(words=words, by=by, on=TODAY)

    assert answers(words)["hvad-manglede"] == "Ring [telefon] i dag"


def test_what_is_shortened_is_approved_and_nowhere_as_it_was(point, by) -> None:
    words = write(point, "Maja fik hjælp i går")

    moderating.shorten(words=words, cuts={0: {0}}, by=by, on=TODAY)

    assert answers(words) == {"hjalp-siden": "nej", "hvad-manglede": "[…] fik hjælp i går"}
    assert fresh(words).state == "approved"
    assert WordsDecision.objects.get().kind == "shortened"
    assert not Response.objects.filter(answers__icontains="Maja").exists()


@pytest.mark.parametrize(
    ("cuts", "refusal"),
    [
        ({}, moderating.NothingCut),
        ({0: set()}, moderating.NothingCut),
        ({0: {0, 1}}, moderating.NothingLeft),
    ],
)
def test_shortening_by_nothing_or_by_everything_is_refused(point, by, cuts, refusal) -> None:
    words = write(point, "Maja kom")

    with pytest.raises(refusal):
        moderating.shorten(words=words, cuts=cuts, by=by, on=TODAY)

    assert fresh(words).state == "waiting"
    assert answers(words)["hvad-manglede"] == "Maja kom"
    assert not WordsDecision.objects.exists()


def test_what_is_rejected_is_erased_and_the_tick_beside_it_stays(point, by) -> None:
    words = write(point, "Maja i Vejle")

    assert told(words_taken_away, moderating.reject, words=words, by=by) == []

    assert answers(words) == {"hjalp-siden": "nej"}
    assert fresh(words).state == "rejected"
    assert fresh(words).texts == []


def test_no_count_changes_so_no_week_is_marked(point, by) -> None:
    """A marked week is counted from the answers that are left, and some may be erased by then."""
    assert told(answers_changed, moderating.reject, words=write(point, "Ord"), by=by) == []
    assert told(answers_changed, moderating.approve, words=write(point, "Ord"), by=by) == []


def test_what_was_approved_by_mistake_is_erased_and_told(point, by) -> None:
    words = write(point, "Maja i Vejle")
    moderating.approve(words=words, by=by, on=TODAY)

    (news,) = told(words_taken_away, moderating.take_back, words=fresh(words), by=by)

    assert news == {"words": words.pk}
    assert answers(words) == {"hjalp-siden": "nej"}
    assert [each.kind for each in words.decisions.all()] == ["approved", "rejected"]


@pytest.mark.parametrize("state", ["waiting", "rejected"])
def test_only_what_is_approved_is_taken_back(point, by, state) -> None:
    words = write(point, "Ord")
    if state == "rejected":
        moderating.reject(words=words, by=by, on=TODAY)

    with pytest.raises(moderating.AlreadyDecided):
        moderating.take_back(words=words, by=by, on=TODAY)


@pytest.mark.parametrize("second", [moderating.approve, moderating.reject])
def test_of_two_at_once_the_second_is_refused(point, by, second) -> None:
    words = write(point, "Vi venter længe")
    mine, theirs = fresh(words), fresh(words)
    moderating.shorten(words=mine, cuts={0: {2}}, by=by, on=TODAY)

    with pytest.raises(moderating.AlreadyDecided):
        second(words=theirs, by=by, on=TODAY)

    assert answers(words)["hvad-manglede"] == "Vi venter […]"
    assert WordsDecision.objects.count() == 1


def test_words_of_one_answer_are_decided_each_by_themselves(town: Town, by: User) -> None:
    """Both were read from the database before either was decided."""
    document = demo.publish("siden_nyttig", TODAY).definition
    extra = document["items"][1] | {"linkId": "mere"}
    document |= {"key": "to-linjer", "items": [*document["items"], extra]}
    campaign = demo.Campaign.objects.create(
        name="To linjer",
        platform=town.platform,
        version=publish_version(document=document, on=TODAY),
        opens_on=TODAY,
    )
    point = demo.add_access_point(campaign, "tolinjer", "card", None)
    response, _ = submit_response(
        access_point=point,
        submission_id=uuid4(),
        answers={"hjalp-siden": "ja", "hvad-manglede": "Et", "mere": "To"},
        age_band=None,
        week=WEEK,
        language="da",
    )
    both = [fresh(each) for each in response.own_words.order_by("link_id")]

    for words in both:
        moderating.reject(words=words, by=by, on=TODAY)

    assert answers(both[0]) == {"hjalp-siden": "ja"}


def test_words_to_a_places_own_question_belong_to_that_questionnaire(point, by) -> None:
    document = dict(point.campaign.version.definition)
    document |= {"key": "stedets", "items": document["items"][1:]}
    point.local_version = publish_version(document=document, on=TODAY)
    point.save()
    words = write(AccessPoint.objects.get(pk=point.pk), "Vi venter", "sted:hvad-manglede")

    assert words.texts == ["Vi venter"]
    (news,) = told(words_approved, moderating.approve, words=words, by=by)

    assert news["version_id"] == point.local_version_id
    mine = {"platform_id": point.campaign.platform_id, "weeks": [str(WEEK)]}
    assert not moderating.approved_in(version_id=point.campaign.version_id, **mine)
    (found,) = moderating.approved_in(version_id=point.local_version_id, **mine)
    assert found.texts == ("Vi venter",)


# --- Finding ----------------------------------------------------------------------------------------


def test_the_approved_words_of_some_weeks_are_found_and_no_others(point, by) -> None:
    shown, waiting, erased = (write(point, words) for words in ("Vist", "Venter", "Slettet"))
    moderating.approve(words=shown, by=by, on=TODAY)
    moderating.reject(words=erased, by=by, on=TODAY)
    mine = {"platform_id": point.campaign.platform_id, "version_id": point.campaign.version_id}

    (found,) = moderating.approved_in(weeks=[str(WEEK)], **mine)

    assert found == moderating.Approved(shown.pk, shown.response_id, ("Vist",))
    assert moderating.approved_in(weeks=["2026-W45"], **mine) == []
    assert moderating.are_waiting(weeks=[str(WEEK)], **mine)
    moderating.reject(words=waiting, by=by, on=TODAY)
    assert not moderating.are_waiting(weeks=[str(WEEK)], **mine)


def test_the_weeks_in_which_people_wrote_are_known(point, by) -> None:
    write(point, "Ord")
    mine = (point.campaign.platform_id, point.campaign.version_id, str(WEEK))

    assert moderating.weeks_with_words(before="2026-W47") == {mine}
    assert moderating.weeks_with_words(before="2026-W46") == set()


# --- Rights -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAST)
def test_only_who_reads_for_the_platform_may(point, by, town: Town, name: str) -> None:
    words = write(point, "Ord")
    user = getattr(town.people, name)

    assert may(user, Permission.MODERATE_WORDS, words) is (name == "sofie")
    assert moderating.waiting_for(user).exists() is (name == "sofie")


def test_who_reads_for_another_platform_may_not(point, town: Town) -> None:
    other = make_platform("type-2", "Type 2").platform
    Moderator.objects.create(platform=other, user=town.people.hanne)

    assert not may(town.people.hanne, Permission.MODERATE_WORDS, write(point, "Ord"))


def test_reading_words_gives_no_other_right(point, by) -> None:
    assert not may(by, Permission.VIEW_CIRCLE, write(point, "Ord"))


def test_nobody_is_named_twice(town: Town, by: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Moderator.objects.create(platform=town.platform, user=by)


def test_decisions_go_with_the_answer(point, by) -> None:
    words = write(point, "Ord")
    moderating.approve(words=words, by=by, on=TODAY)

    Response.objects.all().delete()

    assert not WordsDecision.objects.exists()
    assert QuestionnaireVersion.objects.exists()
