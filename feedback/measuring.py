"""What a measure may be made from, and what of it a questionnaire must have. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from feedback.bins import bins_of_item, counted_questions
from questionnaires.definition import Definition
from questionnaires.faults.fault import Fault, _
from questionnaires.scales import Scale


class Source(StrEnum):
    TOP = "top"
    CHOOSING = "choosing"
    BAND = "band"
    MEAN = "mean"
    CHANGE = "change"
    SERIES = "series"


NEEDS: Mapping[Source, tuple[str, ...]] = {
    Source.TOP: ("link_id",),
    Source.CHOOSING: ("link_id", "codes"),
    Source.BAND: ("scale", "codes"),
    Source.MEAN: ("link_id", "scale"),
    Source.CHANGE: ("scale",),
    Source.SERIES: (),
}
"""The fields of a measure that say what is counted; others are emptied."""

NO_SCALE = _("The questionnaire has no such scale.")


def fault_of(
    definition: Definition, source: Source, link_id: str, scale: str, codes: frozenset[str]
) -> Fault | None:
    """Return what is wrong, its place being the field; None where it can be counted."""
    if source == Source.SERIES:
        return Fault("source", _("A questionnaire gives no numbers from another system."))
    if source == Source.MEAN:
        return _fault_of_mean(definition, link_id, scale)
    if source == Source.CHANGE:
        return _fault_of_change(definition, scale)
    if source == Source.TOP and link_id not in {item.link_id for item in definition.choices}:
        return Fault("link_id", _("The questionnaire has no such question with a top box."))
    known = _codes(definition, source, link_id, scale)
    if known is None and "link_id" in NEEDS[source]:
        return Fault("link_id", _("The questionnaire has no such question that can be counted."))
    if known is None:
        return Fault("scale", NO_SCALE)
    if "codes" in NEEDS[source] and (not codes or codes - known):
        some = {"codes": ", ".join(sorted(known))}
        return Fault("codes", _("Name some of these: %(codes)s."), some)
    return None


def _fault_of_mean(definition: Definition, link_id: str, scale: str) -> Fault | None:
    """A mean is of a scale or of a number between two ends, and of one of them."""
    if bool(link_id) == bool(scale):
        return Fault("scale", _("Name a scale, or a question that is answered with a number: one."))
    if scale:
        return None if _scale(definition, scale) else Fault("scale", NO_SCALE)
    if link_id in counted_questions(definition) and bins_of_item(definition.item(link_id)):
        return None
    return Fault("link_id", _("The questionnaire has no such question with a number in it."))


def _fault_of_change(definition: Definition, scale: str) -> Fault | None:
    """Change is told from chance by figures that stand with the scale, or not at all."""
    found = _scale(definition, scale)
    if found is None:
        return Fault("scale", NO_SCALE)
    if found.reference is None:
        return Fault(
            "scale",
            _(
                "The scale does not say how large a change must be to be more than chance, so nobody "
                "can be said to have changed."
            ),
        )
    return None


def _scale(definition: Definition, key: str) -> Scale | None:
    return next((each for each in definition.scales if each.key == key), None)


def _codes(
    definition: Definition, source: Source, link_id: str, scale: str
) -> frozenset[str] | None:
    if "link_id" in NEEDS[source]:
        found = counted_questions(definition).get(link_id)
        return None if found is None else frozenset(found)
    bands = {each.key: frozenset(band.code for band in each.bands) for each in definition.scales}
    return bands.get(scale)
