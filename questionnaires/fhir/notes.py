"""What is found while a file is read: faults, and warnings apart from them. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaires.faults.fault import Fault, Place, _


@dataclass
class Notes:
    """`dropped` counts what is left out, so that one extension on forty items is one warning."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    dropped: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)

    def fault(self, place: Place | str, sentence: str, **values: Any) -> None:
        self.faults.append(Fault(str(place), sentence, values))

    def warn(self, place: Place | str, sentence: str, **values: Any) -> None:
        self.warnings.append(Fault(str(place), sentence, values))

    def drop(self, place: Place | str, feature: str, sentence: str = "") -> None:
        said = sentence or _("%(feature)s is not taken along.")
        self.dropped.setdefault((said, feature[:120]), []).append(str(place))

    def all_warnings(self) -> list[Fault]:
        grouped = []
        for (sentence, feature), places in self.dropped.items():
            values = {"feature": feature, "count": len(places) - 1}
            grouped.append(Fault(places[0], sentence, values))
            if len(places) > 1:
                more = _("%(feature)s: the same elsewhere (%(count)s).")
                grouped.append(Fault("", more, values))
        left = [
            Fault("", _('Texts in "%(language)s" are not taken along.'), {"language": language})
            for language in sorted(self.languages)
        ]
        return once([*self.warnings, *grouped, *left])


def once(found: Iterable[Fault]) -> list[Fault]:
    return list({str(fault): fault for fault in found}.values())


def mapping(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def listed(notes: Notes, place: Place | str, holder: Mapping[str, Any], name: str) -> list[Any]:
    """Return the objects of a list; what is no list, or no object, is told."""
    given = holder.get(name, [])
    if not isinstance(given, list):
        notes.fault(place, _("%(name)s must be a list."), name=name)
        return []
    found = [part for part in given if isinstance(part, Mapping)]
    if len(found) < len(given):
        notes.fault(place, _("%(name)s must hold objects only."), name=name)
    return found
