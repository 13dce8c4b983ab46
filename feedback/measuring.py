"""What a measure may be made from, and what of it a questionnaire must have. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from feedback.bins import counted_questions
from questionnaires.definition import Definition
from questionnaires.faults.fault import Fault, _


class Source(StrEnum):
    TOP = "top"
    CHOOSING = "choosing"
    BAND = "band"
    SERIES = "series"


NEEDS: Mapping[Source, tuple[str, ...]] = {
    Source.TOP: ("link_id",),
    Source.CHOOSING: ("link_id", "codes"),
    Source.BAND: ("scale", "codes"),
    Source.SERIES: (),
}
"""The fields of a measure that say what is counted; others are emptied."""


def fault_of(
    definition: Definition, source: Source, link_id: str, scale: str, codes: frozenset[str]
) -> Fault | None:
    """Return what is wrong, its place being the field; None where it can be counted."""
    if source == Source.SERIES:
        return Fault("source", _("A questionnaire gives no numbers from another system."))
    if source == Source.TOP and link_id not in {item.link_id for item in definition.choices}:
        return Fault("link_id", _("The questionnaire has no such question with a top box."))
    known = _codes(definition, source, link_id, scale)
    if known is None and "link_id" in NEEDS[source]:
        return Fault("link_id", _("The questionnaire has no such question that can be counted."))
    if known is None:
        return Fault("scale", _("The questionnaire has no such scale."))
    if "codes" in NEEDS[source] and (not codes or codes - known):
        some = {"codes": ", ".join(sorted(known))}
        return Fault("codes", _("Name some of these: %(codes)s."), some)
    return None


def _codes(
    definition: Definition, source: Source, link_id: str, scale: str
) -> frozenset[str] | None:
    if "link_id" in NEEDS[source]:
        found = counted_questions(definition).get(link_id)
        return None if found is None else frozenset(found)
    bands = {each.key: frozenset(band.code for band in each.bands) for each in definition.scales}
    return bands.get(scale)
