"""Which answers are somebody's own words, in which a name may stand, and the answers without them. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from questionnaires.definition import DECLINED, Definition, Item


def in_words(item: Item, answer: Any) -> bool:
    """Say whether one answer is own words: a text, or what stands beside “something else”."""
    is_other = isinstance(answer, Mapping) and "other" in answer
    return is_other or (item.is_text and answer != DECLINED)


def link_ids(definition: Definition, answers: Mapping[str, Any]) -> list[str]:
    """Return the questions that were answered in own words, each once, also where it stands in rows."""
    found = (
        item.link_id
        for item, given in _answered(definition.items, answers)
        if any(in_words(item, each) for each in _each(given))
    )
    return list(dict.fromkeys(found))


def without(
    definition: Definition, answers: Mapping[str, Any], shown: Collection[str] = ()
) -> dict[str, Any]:
    """Return the answers without own words, but with those to the questions in `shown`."""
    return _without(definition.items, answers, shown)


def words_of(
    definition: Definition, answers: Mapping[str, Any], link_id: str | None = None
) -> Iterator[str]:
    """Yield the own words themselves, all of them or those to one question."""
    for item, given in _answered(definition.items, answers):
        for each in _each(given):
            if in_words(item, each) and link_id in (None, item.link_id):
                yield each["other"] if isinstance(each, Mapping) else each


def replaced(
    definition: Definition, answers: Mapping[str, Any], link_id: str, words: Sequence[str | None]
) -> dict[str, Any]:
    """Return the answers with other words to one question, in the order of `words_of`; None erases."""
    return _replaced(definition.items, answers, link_id, iter(words))


def beside(items: Iterable[Item]) -> Iterator[Item]:
    """Yield what can hold an answer here: questions, and groups of rows as a whole."""
    for item in items:
        if item.is_question or item.is_rows:
            yield item
        if not item.is_rows:
            yield from beside(item.items)


def _answered(items: Iterable[Item], answers: Mapping[str, Any]) -> Iterator[tuple[Item, Any]]:
    """Yield each question with its answer, those in rows once for each row."""
    for item in beside(items):
        given = answers.get(item.link_id)
        if item.is_rows:
            for row in given or ():
                yield from _answered(item.items, row)
        else:
            yield item, given


def _without(
    items: Iterable[Item], answers: Mapping[str, Any], shown: Collection[str]
) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for item in beside(items):
        given = answers.get(item.link_id)
        if item.is_rows:
            kept[item.link_id] = [_without(item.items, row, shown) for row in given or ()]
        else:
            kept[item.link_id] = given if item.link_id in shown else _plain(item, given)
    return {link_id: answer for link_id, answer in kept.items() if answer not in (None, [])}


def _replaced(
    items: Iterable[Item], answers: Mapping[str, Any], link_id: str, words: Iterator[str | None]
) -> dict[str, Any]:
    new = dict(answers)
    for item in beside(items):
        given = answers.get(item.link_id)
        if item.is_rows:
            new[item.link_id] = [_replaced(item.items, row, link_id, words) for row in given or ()]
        elif item.link_id == link_id and given is not None:
            new[link_id] = _with(item, given, words)
    return {name: answer for name, answer in new.items() if answer not in (None, [])}


def _with(item: Item, given: Any, words: Iterator[str | None]) -> Any:
    left = []
    for each in _each(given):
        word = next(words) if in_words(item, each) else None
        if not in_words(item, each):
            left.append(each)
        elif word is not None:
            left.append({"other": word} if isinstance(each, Mapping) else word)
    return left if isinstance(given, list) else next(iter(left), None)


def _plain(item: Item, given: Any) -> Any:
    left = [each for each in _each(given) if not in_words(item, each)]
    return left if isinstance(given, list) else next(iter(left), None)


def _each(given: Any) -> list[Any]:
    if given is None:
        return []
    return given if isinstance(given, list) else [given]
