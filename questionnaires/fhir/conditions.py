"""FHIR's enableWhen as ours, and what is wrong with it even where the rest of the file is wrong too. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.branching import Cycle, dependency_order
from questionnaires.definition import CHOICES, Condition, Definition, read
from questionnaires.faults.fault import Fault, Place, _
from questionnaires.faults.relations import condition_faults, ways
from questionnaires.fhir.names import OPERATORS, Json
from questionnaires.fhir.notes import Notes, listed, mapping
from questionnaires.fhir.values import FITTING, Misfit, from_fhir, named


def conditions(
    notes: Notes, place: Place, by_link_id: Mapping[str, Place], scores: frozenset[str]
) -> Json:
    """Return enableWhen and enableBehavior of an item; a condition with a fault is left out."""
    given = listed(notes, place, place.item, "enableWhen")
    found = [_condition(notes, place, each, by_link_id, scores) for each in given]
    behavior = place.item.get("enableBehavior")
    if behavior not in (None, "all", "any"):
        notes.fault(place, _("enableBehavior must be all or any."))
    elif behavior is None and len(given) > 1:
        notes.fault(place, _("several enableWhen need an enableBehavior: all or any."))
    kept = [each for each in found if each]
    if not kept:
        return {}
    chosen = {"enableBehavior": behavior} if behavior == "any" else {}
    return {"enableWhen": kept} | chosen


def _condition(
    notes: Notes,
    place: Place,
    given: Mapping[str, Any],
    by_link_id: Mapping[str, Place],
    scores: frozenset[str],
) -> Json:
    question, operator = given.get("question"), given.get("operator")
    if not isinstance(question, str) or not question:
        notes.fault(place, _("enableWhen names no question."))
    elif question in scores:
        said = _('enableWhen refers to "%(question)s", which is calculated and never asked.')
        notes.fault(place, said, question=question)
    elif "hasAnswer" in given:
        notes.fault(place, _('"%(name)s" belongs to FHIR STU3.'), name="enableWhen.hasAnswer")
    elif operator not in OPERATORS:
        names = ", ".join(OPERATORS)
        notes.fault(place, _("enableWhen: operator must be one of %(names)s."), names=names)
    else:
        return _answered(notes, place, given, by_link_id.get(question))
    return {}


def _answered(notes: Notes, place: Place, given: Mapping[str, Any], question: Place | None) -> Json:
    said = {"question": given["question"], "operator": given["operator"]}
    answer = named(given, "answer")
    if answer is None:
        notes.fault(place, _('enableWhen on "%(question)s" needs one answer.'), **said)
        return {}
    kind, content = answer
    asked = question.item.get("type") if question else None
    fitting = ("Boolean",) if said["operator"] == "exists" else FITTING.get(str(asked))
    try:
        if fitting and kind not in fitting:
            raise Misfit
        value = from_fhir(kind, content)
    except Misfit:
        said |= {"kind": kind[:40], "type": str(asked)[:40]}
        sentence = _('enableWhen: answer%(kind)s does not fit "%(question)s" (%(type)s).')
        notes.fault(place, sentence, **said)
        return {}
    if reason := _elsewhere(content, question):
        notes.fault(place, reason, **said)
        return {}
    if asked in CHOICES and said["operator"] != "exists":
        value = str(value)
    return {"question": said["question"], "operator": said["operator"], "answer": value}


def _elsewhere(content: Any, question: Place | None) -> str:
    """Return why a code or a unit can never be the question's: it comes from another system."""
    item = question.item if question else {}
    system = mapping(content).get("system")
    if not isinstance(system, str) or "value" in mapping(content):
        return ""
    options = item.get("answerOption")
    systems = [
        mapping(mapping(option).get("valueCoding")).get("system")
        for option in (options if isinstance(options, list) else ())
    ]
    if systems and all(isinstance(each, str) for each in systems) and system not in systems:
        return _('enableWhen: the code for "%(question)s" is of another system than its options.')
    return ""


def relation_faults(items: list[Json], doubtful: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong between items, told by their place in `items`.

    Works on a bare copy without words, so that an unrelated fault elsewhere hides nothing. `doubtful`
    are questions that have a fault of their own: nothing is said about answers to them.
    """
    definition = _bare(items)
    where = dict(ways(definition.items))
    bad: list[tuple[str, Condition]] = []
    for item in definition.walk():
        for condition in item.conditions:
            if condition.question in doubtful:
                bad.append((item.link_id, condition))
                continue
            found = list(condition_faults(definition, where[item.link_id], item, condition))
            bad += [(item.link_id, condition)] * len(found)
            yield from found
    if len(where) < sum(1 for item in definition.walk()):
        return  # a linkId stands twice: who waits for whom cannot be said
    try:
        dependency_order(_bare(items, bad))
    except Cycle as cycle:
        said = {"ring": str(cycle)}
        yield Fault(where[cycle.ring[0]], _("enableWhen runs in a ring: %(ring)s."), said)


def _bare(items: list[Json], without: list[tuple[str, Condition]] | None = None) -> Definition:
    document = {"key": "", "version": "", "title": {}, "reporter": "self"}
    licence = {"kind": "own", "owner": ""}
    parts = [_bare_item(item, without or []) for item in items]
    return read(document | {"licence": licence, "items": parts})


def _bare_item(item: Json, without: list[tuple[str, Condition]]) -> Json:
    link_id = item["linkId"]
    waits = [
        condition
        for condition in item.get("enableWhen", ())
        if (link_id, Condition(**condition)) not in without
    ]
    return {
        "linkId": link_id,
        "type": item["type"],
        "repeats": item.get("repeats", False),
        "options": [{"code": option["code"]} for option in item.get("options", ())],
        "enableWhen": waits,
        "items": [_bare_item(below, without) for below in item.get("items", ())],
    }
