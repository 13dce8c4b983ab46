"""What differs between two versions of a questionnaire, in plain words. Pure.

A difference that `may_change_meaning` puts the comparison of old and new answers in doubt: the question
kept its linkId, but people may now answer something else. Whether they do is for a person to judge; a
correction of commas and capitals is told without doubt.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from questionnaires.definition import LANGUAGES, Condition, Definition, Item, Option, Text
from questionnaires.faults.fault import Fault, _
from questionnaires.faults.relations import ways
from questionnaires.scales import Scale


@dataclass(frozen=True)
class Difference(Fault):
    """Told as a fault is: a place, and a sentence that can be said in the reader's language."""

    may_change_meaning: bool = False


Found = Iterator[Difference]
SAME, DOUBT = False, True

HEAD = {
    "key": (_("the key changed from “%(old)s” to “%(new)s”: another questionnaire."), DOUBT),
    "reporter": (_("who answers changed from “%(old)s” to “%(new)s”."), DOUBT),
    "url": (_("the address of the questionnaire changed from “%(old)s” to “%(new)s”."), SAME),
    "licence": (_("owner, licence, citation or notice changed."), SAME),
}
ITEM_VALUES = {
    "type": (_("the kind of answer changed from “%(old)s” to “%(new)s”."), DOUBT),
    "control": (_("is shown in another way: “%(old)s” → “%(new)s”."), DOUBT),
    "scope": (_("is asked by other places: “%(old)s” → “%(new)s”."), SAME),
    "prefix": (_("the number before it changed from “%(old)s” to “%(new)s”."), SAME),
    "top_box": (_("other answers count as yes: %(old)s → %(new)s."), DOUBT),
    "max_length": (_("the longest answer changed from %(old)s to %(new)s characters."), SAME),
    "minimum": (_("the least answer changed from %(old)s to %(new)s."), DOUBT),
    "maximum": (_("the greatest answer changed from %(old)s to %(new)s."), DOUBT),
    "unit_code": (_("the code of the unit changed from “%(old)s” to “%(new)s”."), DOUBT),
    "initial": (_("the answer filled in beforehand changed from %(old)s to %(new)s."), DOUBT),
    "codes_elsewhere": (_("its codes in other systems changed."), SAME),
    "conditions": (_("is asked under other conditions: %(old)s → %(new)s."), DOUBT),
    "behavior": (_("how its conditions are joined changed from “%(old)s” to “%(new)s”."), DOUBT),
}
ITEM_SWITCHES = {
    "required": (_("must now be answered."), _("need no longer be answered."), SAME),
    "repeats": (_("may now have several answers."), _("may now have one answer only."), DOUBT),
    "may_decline": (
        _("may now be answered by declining."),
        _("may no longer be declined."),
        SAME,
    ),
    "is_hidden": (_("is now hidden."), _("is no longer hidden."), DOUBT),
}
OPTION_VALUES = {
    "weight": (_("counts otherwise: %(old)s → %(new)s."), DOUBT),
    "system": (_("its code system changed from “%(old)s” to “%(new)s”."), SAME),
    "face": (_("its face changed from %(old)s to %(new)s."), DOUBT),
    "prefix": (_("the number before it changed from “%(old)s” to “%(new)s”."), SAME),
}
OPTION_SWITCHES = {
    "is_exclusive": (
        _("now excludes the other answers."),
        _("no longer excludes the other answers."),
        DOUBT,
    ),
    "is_not_relevant": (_("no longer counts as a rating."), _("now counts as a rating."), DOUBT),
}
SCALE_VALUES = {
    "items": (_("other questions are counted, or they count otherwise."), DOUBT),
    "method": (_("is worked out otherwise: “%(old)s” → “%(new)s”."), DOUBT),
    "missing": (_("the rule for missing answers changed."), DOUBT),
    "direction": (_("which end is good changed from “%(old)s” to “%(new)s”."), DOUBT),
    "least": (_("the lowest score changed from %(old)s to %(new)s."), DOUBT),
    "greatest": (_("the highest score changed from %(old)s to %(new)s."), DOUBT),
    "not_relevant": (_("answers that are no rating are treated otherwise."), DOUBT),
    "multiply": (_("is multiplied by %(new)s, no longer by %(old)s."), DOUBT),
    "bands": (_("the named bands changed."), DOUBT),
    "cut_offs": (_("the cut-offs changed."), DOUBT),
    "reference": (_("what change is judged by was changed."), DOUBT),
    "source": (_("the source changed from “%(old)s” to “%(new)s”."), SAME),
}
SCALE_SWITCHES = {
    "is_shown_to_citizen": (
        _("the score is now shown to the one who answered."),
        _("the score is no longer shown to the one who answered."),
        SAME,
    )
}


def differences(old: Definition, new: Definition) -> list[Difference]:
    """Return all that differs, in the order of the new version; what is gone comes last."""
    return [
        *_values("", old, new, HEAD),
        *(
            found
            for name in ("title", "intro", "thanks", "age_question")
            for found in _texts(name, getattr(old, name), getattr(new, name), is_asked=False)
        ),
        *_items(old, new),
        *_scales(old, new),
    ]


def is_doubtful(found: Iterable[Difference]) -> bool:
    """Say whether somebody must judge if old and new answers may be compared."""
    return any(difference.may_change_meaning for difference in found)


def _items(old: Definition, new: Definition) -> Found:
    before, after = dict(ways(old.items)), dict(ways(new.items))
    for item in new.walk():
        where = after[item.link_id]
        if item.link_id in before:
            yield from _item(where, old.item(item.link_id), item)
        else:
            yield Difference(where, _("is new: “%(text)s”."), {"text": item.text.get("da", "")})
    yield from _moved(old, new, after)
    for item in old.walk():
        if item.link_id not in after:
            said = {"text": item.text.get("da", "")}
            yield Difference(before[item.link_id], _("is gone: “%(text)s”."), said)


def _item(where: str, old: Item, new: Item) -> Found:
    yield from _texts(where, old.text, new.text)
    for name in ("help", "unit", "low", "high"):
        yield from _texts(f"{where}: {name}", getattr(old, name), getattr(new, name))
    yield from _values(where, old, new, ITEM_VALUES)
    yield from _switches(where, old, new, ITEM_SWITCHES)
    yield from _options(where, old, new)


def _options(where: str, old: Item, new: Item) -> Found:
    for option in new.options:
        here = f'{where}, option "{option.code}"'
        before = old.option(option.code)
        if before is None:
            yield _about_option(here, _("is new: “%(text)s”."), option)
        else:
            yield from _texts(here, before.text, option.text)
            yield from _values(here, before, option, OPTION_VALUES)
            yield from _switches(here, before, option, OPTION_SWITCHES)
    for option in old.options:
        if option.code not in new.codes:
            here = f'{where}, option "{option.code}"'
            yield _about_option(here, _("is gone: “%(text)s”."), option)
    if _kept(old.codes, new.codes) != _kept(new.codes, old.codes):
        yield Difference(where, _("the options stand in another order."), {}, DOUBT)


def _about_option(where: str, sentence: str, option: Option) -> Difference:
    return Difference(where, sentence, {"text": option.text.get("da", "")}, DOUBT)


def _scales(old: Definition, new: Definition) -> Found:
    before = {scale.key: scale for scale in old.scales}
    after = {scale.key: scale for scale in new.scales}
    for key, scale in after.items():
        if key in before:
            yield from _scale(f'scale "{key}"', before[key], scale)
        else:
            yield _about_scale(_("is new: “%(text)s”."), scale)
    for key, scale in before.items():
        if key not in after:
            yield _about_scale(_("is gone: “%(text)s”."), scale)
    if list(before) != list(after) and set(before) == set(after):
        yield Difference("scales", _("stand in another order."))


def _scale(where: str, old: Scale, new: Scale) -> Found:
    yield from _texts(f"{where}: title", old.title, new.title, is_asked=False)
    yield from _values(where, old, new, SCALE_VALUES)
    yield from _switches(where, old, new, SCALE_SWITCHES)


def _about_scale(sentence: str, scale: Scale) -> Difference:
    return Difference(f'scale "{scale.key}"', sentence, {"text": scale.title.get("da", "")})


def _moved(old: Definition, new: Definition, after: Mapping[str, str]) -> Found:
    """Tell the fewest items that must have been moved to turn the old order into the new one."""
    above, now_above = _parents(old), _parents(new)
    for parent in dict.fromkeys(now_above.values()):
        was = [link_id for link_id in above if above[link_id] == parent]
        now = [link_id for link_id in now_above if now_above[link_id] == parent]
        stayed = _in_order([was.index(link_id) for link_id in now if link_id in was])
        for position, link_id in enumerate(now):
            if link_id in above and (link_id not in was or was.index(link_id) not in stayed):
                yield _about_move(after[link_id], now, position)


def _about_move(where: str, siblings: Sequence[str], position: int) -> Difference:
    if position == 0:
        return Difference(where, _("was moved: it now comes first."))
    said = {"before": siblings[position - 1]}
    return Difference(where, _("was moved: it now comes after “%(before)s”."), said)


def _parents(definition: Definition) -> dict[str, str | None]:
    below = {under.link_id: item.link_id for item in definition.walk() for under in item.items}
    return {item.link_id: below.get(item.link_id) for item in definition.walk()}


def _in_order(positions: Sequence[int]) -> set[int]:
    """Return a longest increasing run of different positions: those that need not have moved."""
    ends: list[int] = []  # the least end of a run of each length
    chains: list[tuple[int, ...]] = []
    for position in positions:
        length = bisect_left(ends, position)
        chain = (*(chains[length - 1] if length else ()), position)
        ends[length : length + 1] = [position]
        chains[length : length + 1] = [chain]
    return set(chains[-1]) if chains else set()


def _texts(where: str, old: Text, new: Text, is_asked: bool = True) -> Found:
    """Compare a text in all languages; what is asked may have got another meaning."""
    for language in LANGUAGES:
        was, now = old.get(language, ""), new.get(language, "")
        if was == now:
            continue
        said = {"old": was, "new": now, "language": language}
        if not was:
            yield Difference(where, _("has got a text (%(language)s): “%(new)s”."), said)
        elif not now:
            yield Difference(where, _("has no text any more (%(language)s): “%(old)s”."), said)
        else:
            doubt = is_asked and bare(was) != bare(now)
            sentence = _("was reworded (%(language)s): “%(old)s” → “%(new)s”.")
            yield Difference(where, sentence, said, doubt)


def bare(text: str) -> str:
    """Return the words alone, without capitals and signs: what a correction of commas leaves."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _values(where: str, old: Any, new: Any, table: Mapping[str, tuple[str, bool]]) -> Found:
    for name, (sentence, doubt) in table.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Difference(where, sentence, {"old": _told(was), "new": _told(now)}, doubt)


def _switches(where: str, old: Any, new: Any, table: Mapping[str, tuple[str, str, bool]]) -> Found:
    for name, (on, off, doubt) in table.items():
        if getattr(old, name) != getattr(new, name):
            yield Difference(where, on if getattr(new, name) else off, {}, doubt)


def _told(value: Any) -> str:
    if value in (None, "", (), frozenset()):
        return "–"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    if isinstance(value, tuple):
        return ", ".join(map(_told, value))
    if isinstance(value, Condition):
        return f"{value.question} {value.operator} {value.answer}"
    return str(value)


def _kept(codes: Sequence[str], other: Sequence[str]) -> list[str]:
    return [code for code in codes if code in other]
