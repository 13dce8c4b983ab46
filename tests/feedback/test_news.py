"""Signals said in words: each its own, none with a count, and no direction where the rule has none."""

from itertools import product

import pytest
from django.utils.translation import override

from feedback.dashboards import tag_of
from feedback.models import Measure, Signal
from feedback.news import sentence, since


def signal(rule: str, is_better: bool | None, start: str = "2026-W38") -> Signal:
    return Signal(measure=Measure(title="Ventetid"), rule=rule, is_better=is_better, start=start)


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_rule_and_direction_has_a_sentence_of_its_own_without_a_number(language: str) -> None:
    rules = ("shift", "outside", "trend", "near")

    with override(language):
        said = {sentence(signal(*each)) for each in product(rules, (True, False))}

    assert len(said) == 8
    assert all(text.startswith("Ventetid: ") for text in said)
    assert not any(character.isdigit() for text in said for character in text)


@pytest.mark.parametrize("rule", Signal.Rule.values)
def test_without_a_direction_none_is_claimed(rule: str) -> None:
    assert sentence(signal(rule, None)).startswith("Ventetid: Det svinger på en måde")


@pytest.mark.parametrize(
    ("start", "words"),
    [("2026-W38", "siden uge 38, 2026"), ("2025-03-31", "siden 31. marts 2025")],
)
def test_since_when_is_a_week_or_a_date(start: str, words: str) -> None:
    assert since(signal("shift", True, start)) == words


@pytest.mark.parametrize(
    ("kind", "words"),
    [("crossings", "få kryds"), ("outside", "uden for grænserne"), ("special", "NHS-regler")],
)
def test_the_board_names_what_gave_the_signal(kind: str, words: str) -> None:
    assert tag_of(kind) == words
