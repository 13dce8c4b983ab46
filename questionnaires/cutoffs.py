"""Which border applies to a score: by age and by who answered, each with its source. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from questionnaires.scales import CutOff, Scale

Ages = tuple[int, int | None]
ANY_AGE: Ages = (0, None)


@dataclass(frozen=True)
class ClinicalRange:
    """The cut-off that was used, with its source, and on which side of it the score lies."""

    cut_off: CutOff
    is_within: bool


def clinical_range(
    scale: Scale, value: Fraction, age: int | Ages | None, reporter: str
) -> ClinicalRange | None:
    """Return where a score lies; none where no cut-off was made for such an age and reporter."""
    cut_off = cut_off_for(scale, age, reporter)
    return None if cut_off is None else ClinicalRange(cut_off, is_within(cut_off, value))


def cut_off_for(scale: Scale, age: int | Ages | None, reporter: str) -> CutOff | None:
    """Return the most specific cut-off that applies.

    Age is months, an age band (half-open, in months), or none where it was not asked. A band must lie
    whole inside the ages of the cut-off: part of it is not enough. One that names the reporter goes
    before one for everybody, then the one for fewer reporters, then the shorter stretch of ages; of
    two alike, the first.
    """
    ages = _ages(age)
    fitting = [
        cut_off
        for cut_off in scale.cut_offs
        if _covers(cut_off, ages) and (not cut_off.reporters or reporter in cut_off.reporters)
    ]
    return min(fitting, key=_breadth, default=None)


def is_within(cut_off: CutOff, value: Fraction) -> bool:
    """Say whether a score is in the clinical range; on the border, as the cut-off says."""
    if value == cut_off.value:
        return cut_off.includes_border
    return (value < cut_off.value) == (cut_off.side == "below")


def _ages(age: int | Ages | None) -> Ages:
    if age is None:
        return ANY_AGE
    return (age, age + 1) if isinstance(age, int) else age


def _covers(cut_off: CutOff, ages: Ages) -> bool:
    start, end = ages
    if start < cut_off.from_months:
        return False
    return cut_off.to_months is None or (end is not None and end <= cut_off.to_months)


def _breadth(cut_off: CutOff) -> tuple[bool, int, bool, int]:
    end = cut_off.to_months
    stretch = 0 if end is None else end - cut_off.from_months
    # Without an upper end, the later start is the shorter stretch.
    narrow = -cut_off.from_months if end is None else stretch
    return (not cut_off.reporters, len(cut_off.reporters), end is None, narrow)
