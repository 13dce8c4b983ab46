"""A circle decides by consent, in rounds, and forgets nothing that was said."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from feedback.circles import deciding
from feedback.circles.guard import Refused
from feedback.circles.models import Circle, CircleMember, Decision, Statement
from feedback.models import Signal
from tests.cast import Town
from tests.circles.test_news_on_the_board import make_measure
from tests.circles.working import LATER, TODAY, consent, consenting, decided, fill_circle, proposed
from tests.factories import make_platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(town: Town) -> Town:
    fill_circle(town)
    return town


def now() -> dict:
    return {"at": timezone.now()}


def close(decision: Decision, town: Town, **changes: object) -> None:
    given = {"outcome": "Vi gør det.", "review_on": LATER, "by": town.people.sofie, "on": TODAY}
    deciding.close(decision=decision, **now(), **given | changes)


# --- who may ------------------------------------------------------------------------------------


def test_only_members_propose_and_speak(town: Town) -> None:
    decision = consenting(town)

    for name in ("mikkel", "ida", "jonas"):
        stranger = getattr(town.people, name)
        with pytest.raises(PermissionDenied):
            deciding.propose(
                circle=town.circle, title="x", proposal="y", by=stranger, on=TODAY, **now()
            )
        with pytest.raises(PermissionDenied):
            consent(decision, stranger)


def test_a_member_without_a_vote_speaks_and_cannot_consent(full: Town) -> None:
    decision = proposed(full)
    deciding.move_on(decision=decision, seen="proposed", by=full.people.sofie)

    deciding.say(decision=decision, kind="question", text="Hvem?", by=full.people.hanne, **now())
    Decision.objects.update(step="consenting")

    for kind in ("consent", "objection"):
        with pytest.raises(PermissionDenied):
            deciding.say(
                decision=decision, kind=kind, text="Nej.", by=full.people.hanne, round=1, **now()
            )
    assert Statement.objects.filter(by=full.people.hanne).count() == 1


def test_only_a_role_holder_leads_the_rounds_and_closes(full: Town) -> None:
    decision = consenting(full)
    consent(decision, full.people.sofie)

    with pytest.raises(PermissionDenied):
        deciding.move_on(decision=decision, seen="consenting", by=full.people.mikkel)
    with pytest.raises(PermissionDenied):
        close(decision, full, by=full.people.mikkel)


def test_others_do_not_put_words_in_ones_mouth(full: Town) -> None:
    decision = proposed(full)

    with pytest.raises(PermissionDenied):
        deciding.amend(decision=decision, text="Noget andet.", by=full.people.mikkel, **now())
    with pytest.raises(PermissionDenied):
        deciding.withdraw(decision=decision, reason="Nej.", by=full.people.mikkel, **now())


def test_a_signal_of_another_platform_is_no_reason_here(town: Town) -> None:
    other = make_measure(make_platform("soevn", "Søvn").platform)
    signal = Signal.objects.create(
        measure=other, rules="anhoej", rule="shift", side=1, baseline="", start="2025-01-06",
        points=[], chart={}, recorded_on=TODAY,
    )  # fmt: skip

    with pytest.raises(Refused, match="kredsens"):
        deciding.propose(
            circle=town.circle, title="x", proposal="y", by=town.people.sofie, on=TODAY,
            signal=signal, **now(),
        )  # fmt: skip


# --- the rounds ---------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", [{"title": " "}, {"proposal": "\n"}])
def test_a_proposal_says_something(town: Town, missing: dict[str, str]) -> None:
    given = {"title": "x", "proposal": "y"} | missing

    with pytest.raises(Refused):
        deciding.propose(circle=town.circle, by=town.people.sofie, on=TODAY, **now(), **given)


def test_a_proposal_sent_twice_is_one_and_its_words_are_kept(town: Town) -> None:
    assert proposed(town) == proposed(town)
    [words] = Statement.objects.all()
    assert (words.kind, words.round, words.text) == (
        "amendment",
        1,
        "Vi skriver et nummer på kortet.",
    )


def test_the_rounds_follow_one_another_and_a_second_click_skips_none(town: Town) -> None:
    decision = proposed(town)

    steps = []
    for seen in ("proposed", "proposed", "clarifying", "reacting", "reacting", "consenting"):
        deciding.move_on(decision=decision, seen=seen, by=town.people.sofie)
        steps.append(Decision.objects.get().step)

    assert steps == [
        "clarifying",
        "clarifying",
        "reacting",
        "consenting",
        "consenting",
        "consenting",
    ]


@pytest.mark.parametrize(
    ("step", "kind"),
    [("proposed", "question"), ("reacting", "answer"), ("clarifying", "consent")],
)
def test_a_word_outside_its_round_is_refused(town: Town, step: str, kind: str) -> None:
    decision = proposed(town)
    Decision.objects.update(step=step)

    with pytest.raises(Refused, match="anden runde"):
        deciding.say(decision=decision, kind=kind, text="x", by=town.people.sofie, round=1, **now())


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_objection_has_a_reason(town: Town, text: str) -> None:
    with pytest.raises(Refused, match="begrundelsen"):
        deciding.say(
            decision=consenting(town), kind="objection", text=text, by=town.people.sofie, round=1,
            **now(),
        )  # fmt: skip


def test_consent_is_for_the_words_that_were_read(full: Town) -> None:
    decision = consenting(full)
    consent(decision, full.people.mikkel)

    deciding.amend(decision=decision, text="To numre på kortet.", by=full.people.sofie, **now())

    with pytest.raises(Refused, match="nye ord"):
        consent(decision, full.people.sofie, round=1)
    consent(decision, full.people.sofie, round=2)
    with pytest.raises(Refused, match="samme ord"):  # Mikkel has not read the new words
        close(decision, full)
    consent(decision, full.people.mikkel, round=2)
    close(decision, full)
    decision.refresh_from_db()
    assert (decision.step, decision.proposal) == ("decided", "To numre på kortet.")
    assert decision.statements.filter(text="Vi skriver et nummer på kortet.").exists()


def test_an_open_objection_keeps_it_open_until_it_is_answered(full: Town) -> None:
    decision = consenting(full)
    consent(decision, full.people.sofie)
    deciding.say(
        decision=decision, kind="objection", text="Ingen tager den.", by=full.people.mikkel,
        round=1, **now(),
    )  # fmt: skip

    with pytest.raises(Refused):
        close(decision, full)
    consent(decision, full.people.mikkel)
    close(decision, full)

    assert decision.statements.filter(kind="objection").count() == 1
    assert Decision.objects.get().step == "decided"


@pytest.mark.parametrize(
    "wrong",
    [{"outcome": " "}, {"review_on": TODAY}, {"review_on": TODAY - timedelta(1)}],
    ids=["no outcome", "today", "yesterday"],
)
def test_it_is_not_closed_without_an_outcome_and_a_later_day(town: Town, wrong: dict) -> None:
    decision = consenting(town)
    consent(decision, town.people.sofie)

    with pytest.raises(Refused):
        close(decision, town, **wrong)
    assert Decision.objects.get().step == "consenting"


def test_nothing_is_closed_when_nobody_has_consented(town: Town) -> None:
    with pytest.raises(Refused):
        close(consenting(town), town)


def test_a_decision_cannot_be_stored_without_a_day_to_look_again(town: Town) -> None:
    decision = proposed(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(step="decided")


# --- afterwards ---------------------------------------------------------------------------------


def test_a_later_decision_holds_instead_and_the_earlier_stays_to_be_read(town: Town) -> None:
    first = decided(town, "Et nummer")
    second = decided(town, "To numre", replaces=first)

    first.refresh_from_db()
    assert list(town.circle.decisions.policies()) == [second]
    assert first.replaced_by == second
    with pytest.raises(Refused, match="gælder nu"):
        decided(town, "Tre numre", replaces=first)


def test_a_decision_of_another_circle_cannot_be_replaced_from_here(town: Town) -> None:
    first = decided(town)
    other = Circle.objects.create(name="En anden", slug="anden", platform=town.platform, aim="–")
    Decision.objects.filter(pk=first.pk).update(circle=other)

    with pytest.raises(Refused):
        decided(town, "To numre", replaces=first)


def test_a_proposal_is_withdrawn_with_a_reason_and_stays(town: Town) -> None:
    decision = proposed(town)

    with pytest.raises(Refused, match="hvorfor"):
        deciding.withdraw(decision=decision, reason=" ", by=town.people.sofie, **now())
    deciding.withdraw(decision=decision, reason="Det findes.", by=town.people.sofie, **now())

    assert Decision.objects.get().step == "withdrawn"
    assert decision.statements.last().text == "Det findes."


def test_what_is_closed_is_neither_amended_nor_withdrawn(town: Town) -> None:
    decision = decided(town)

    with pytest.raises(Refused, match="lukket"):
        deciding.amend(decision=decision, text="Nyt.", by=town.people.sofie, **now())
    with pytest.raises(Refused, match="lukket"):
        deciding.withdraw(decision=decision, reason="Nej.", by=town.people.sofie, **now())


def test_consent_twice_is_consent_once(town: Town) -> None:
    decision = consenting(town)
    consent(decision, town.people.sofie)
    consent(decision, town.people.sofie)

    assert decision.statements.filter(kind="consent").count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_clicks_at_once_are_one_consent_for_each(town: Town) -> None:
    CircleMember.objects.create(circle=town.circle, user=town.people.mikkel)
    decision = consenting(town)
    voters = [town.people.sofie, town.people.mikkel] * 10

    def click(number: int) -> None:
        try:
            consent(decision, voters[number])
        finally:
            connections.close_all()

    # SQLite in memory is one connection that all threads share, so there they take turns.
    with ThreadPoolExecutor(1 if connection.vendor == "sqlite" else 20) as pool:
        list(pool.map(click, range(20)))

    found = Statement.objects.filter(kind="consent").values_list("by", flat=True)
    assert sorted(found) == sorted({town.people.sofie.pk, town.people.mikkel.pk})
