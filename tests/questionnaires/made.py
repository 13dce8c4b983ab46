"""Small definitions made for a test: every word in them is ours."""

from typing import Any

from questionnaires.definition import Definition, read
from questionnaires.faults import faults
from questionnaires.scales import Scale


def text(words: str) -> dict[str, str]:
    return {"da": words}


def rating(link_id: str, weights: Any = (0, 1, 2, 3), **changes: Any) -> dict:
    """A choice whose options are called by their weights; `None` is "Ikke relevant"."""
    options = [
        {"code": "na", "text": text("Ikke relevant"), "not_relevant": True}
        if weight is None
        else {"code": str(weight), "text": text(f"Svar {weight}"), "weight": weight}
        for weight in weights
    ]
    return question(link_id, "choice", options=options, **changes)


def question(link_id: str, kind: str, **changes: Any) -> dict:
    return {"linkId": link_id, "type": kind, "text": text(f"Spørgsmål {link_id}?"), **changes}


def vas(link_id: str, **changes: Any) -> dict:
    return question(link_id, "integer", control="vas", minimum=0, maximum=100, **changes)


def group(link_id: str, *items: dict, **changes: Any) -> dict:
    return {"linkId": link_id, "type": "group", "items": list(items), **changes}


def when(question: str, operator: str, answer: Any) -> dict:
    return {"question": question, "operator": operator, "answer": answer}


def scale(*items: Any, **changes: Any) -> dict:
    """A scale over the questions named; each by its linkId, or as a whole entry."""
    return {
        "key": "sum",
        "title": text("Sum"),
        "items": [{"linkId": item} if isinstance(item, str) else item for item in items],
        "method": "sum",
        "direction": "lower_is_better",
        **changes,
    }


def document(*items: dict, scales: Any = (), **changes: Any) -> dict:
    return {
        "key": "prove",
        "version": "1",
        "licence": {"kind": "own", "owner": "Kilden"},
        "reporter": "self",
        "title": text("Prøve"),
        "items": list(items),
        "scales": list(scales),
        **changes,
    }


def definition(*items: dict, scales: Any = (), **changes: Any) -> Definition:
    """Return the definition; a test that builds one with faults is told so."""
    made = document(*items, scales=scales, **changes)
    assert list(map(str, faults(made))) == []
    return read(made)


def only_scale(made: Definition) -> Scale:
    (found,) = made.scales
    return found
