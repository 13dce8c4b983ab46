"""The columns and their codes in the words of the reader: what stands in a spreadsheet and on paper."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from feedback.detailcharts import masked_words
from feedback.exports.files import About, Words
from feedback.exports.numbers import COLUMNS, Number, is_synthetic


def words() -> Words:
    return Words(
        heads=tuple(_(column.head) for column in COLUMNS),
        codes={
            "kind": kinds(),
            "segment_kind": {"all": _("everybody"), "age": _("age"), "place": _("place")},
            "unit": {"share": _("share"), "count": _("number"), "mean": _("mean")},
            "mask": masks(),
            "rules": rules(),
            "signal": signals(),
            "is_synthetic": {True: _("yes"), False: _("no")},
        },
        nothing=_("No numbers are published yet."),
        about=_("About the numbers"),
        numbers=_("Numbers"),
    )


def kinds() -> dict[str, str]:
    return {
        "measure": _("over time"),
        "question": _("question"),
        "scale": _("scale"),
        "page": _("page"),
        "theme": _("theme"),
    }


def masks() -> dict[str, str]:
    return {
        "few": masked_words(),
        "withheld": _("withheld: could not be shown safely"),
        "waiting": _("waits for the weeks beside it"),
        "nobody": _("no number"),
    }


def rules() -> dict[str, str]:
    return {"anhoej": _("Anhøj rules"), "nhs": _("NHS rules (Making Data Count)")}


def signals() -> dict[str, str]:
    """Return what a chart says of a point, in the words that stand in its table."""
    return {
        "shift": _("part of the shift"),
        "outside": _("outside the limits"),
        "improvement": _("clear improvement"),
        "concern": _("clear deterioration"),
        "neutral_high": _("unusually high"),
        "neutral_low": _("unusually low"),
        "excluded": _("not counted"),
    }


@dataclass(frozen=True)
class Whose:
    """Whose numbers they are, and the day they were taken."""

    circle: str
    platform: str
    day: str


def about(whose: Whose, numbers: list[Number]) -> About:
    """Return what stands before the numbers in a file that has room for it."""
    rows = [
        (_("Circle"), whose.circle),
        (_("Platform"), whose.platform),
        (_("Taken out on"), whose.day),
        (_("Made up"), _("yes") if is_synthetic(numbers) else _("no")),
        (_("What is hidden"), hidden_words()),
        (_("Rules"), rules_words(numbers)),
    ]
    if not numbers:
        rows.append((_("Numbers"), _("No numbers are published yet.")))
    return tuple(rows)


def hidden_words() -> str:
    return _(
        "Counts of 1 to 4 are hidden, and so are numbers that they could be worked out from. A hidden "
        "number is an empty cell, never 0. Numbers from questionnaires are protected once, when their period "
        "is over, and never change."
    )


def rules_words(numbers: list[Number]) -> str:
    """Name the rule sets that judged the series in the file."""
    used = {number.rules for number in numbers} - {""}
    return ", ".join(rules().get(one, one) for one in sorted(used)) or _("No series is judged yet.")
