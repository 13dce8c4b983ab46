"""Who consents, objects and is waited for: told of statements alone."""

import pytest

from feedback.circles.rounds import Said, standing

A, B, C = 1, 2, 3
VOTERS = (A, B, C)


def stands(*said: tuple[str, int, int], voters: tuple[int, ...] = VOTERS):
    return standing([Said(*one) for one in said], voters)


def test_without_a_word_nobody_has_agreed() -> None:
    found = stands()

    assert (found.round, found.is_agreed) == (1, False)
    assert found.silent == {A, B, C}


def test_whoever_is_not_a_voter_counts_for_nothing() -> None:
    found = stands(("consent", 9, 1), ("objection", 8, 1))

    assert not found.is_agreed
    assert not found.objecting


def test_the_silent_do_not_hold_up_those_who_take_part() -> None:
    assert stands(("consent", A, 1)).is_agreed


def test_one_objection_is_enough_to_go_on_talking() -> None:
    found = stands(("consent", A, 1), ("objection", B, 1))

    assert not found.is_agreed
    assert (found.consenting, found.objecting, found.silent) == ({A}, {B}, {C})


def test_an_objection_that_was_answered_becomes_consent() -> None:
    assert stands(("objection", A, 1), ("consent", A, 1)).is_agreed


def test_consent_can_be_taken_back_by_an_objection() -> None:
    assert stands(("consent", A, 1), ("objection", A, 1)).objecting == {A}


def test_new_words_ask_everybody_anew() -> None:
    found = stands(("consent", A, 1), ("objection", B, 1), ("amendment", A, 2), ("consent", A, 2))

    assert found.round == 2
    assert (found.consenting, found.waited_for) == ({A}, {B})
    assert not found.is_agreed


@pytest.mark.parametrize("kind", ["question", "answer", "reaction", "amendment"])
def test_whoever_took_part_is_waited_for(kind: str) -> None:
    assert stands((kind, B, 1), ("consent", A, 1)).waited_for == {B}


def test_whoever_has_left_the_circle_is_not_waited_for() -> None:
    assert stands(("objection", B, 1), ("consent", A, 1), voters=(A,)).is_agreed


def test_words_of_somebody_whose_user_is_gone_are_nobodys() -> None:
    found = standing([Said("objection", None, 1), Said("consent", A, 1)], VOTERS)

    assert found.is_agreed
