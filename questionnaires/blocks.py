"""The parts a questionnaire is built of in the editor. What is written is Danish; translating is apart."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from questionnaires.branching import OPERATORS

SETTINGS = (
    "help", "code", "required", "may_decline", "scope", "conditions", "behavior",
)  # fmt: skip
MEANINGS = {
    "exists": _("has an answer"), "=": _("is"), "!=": _("is not"), ">": _("is more than"),
    "<": _("is less than"), ">=": _("is at least"), "<=": _("is at most"),
}  # fmt: skip


class ConditionBlock(blocks.StructBlock):
    question = blocks.CharBlock(
        label=_("the question with the code"), help_text=_("The code stands in its settings.")
    )
    operator = blocks.ChoiceBlock(
        label=_("how"), choices=[(each, MEANINGS[each]) for each in OPERATORS], default="="
    )
    answer = blocks.CharBlock(
        label=_("answer"),
        required=False,
        help_text=_("The code of an option, a number, or yes or no."),
    )

    class Meta:
        icon = "arrow-right"
        label = _("Only if")


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("answer"), max_length=120)
    counts = blocks.BooleanBlock(
        label=_("counts as yes when a share is shown"), required=False, default=False
    )
    code = blocks.CharBlock(
        label=_("code"),
        required=False,
        max_length=50,
        help_text=_("Left empty, it is made for you."),
    )
    weight = blocks.DecimalBlock(label=_("points in a score"), required=False)
    face = blocks.IntegerBlock(
        label=_("face, from 1 (sad) to 5 (glad)"), required=False, min_value=1, max_value=5
    )
    not_relevant = blocks.BooleanBlock(
        label=_("means don't know or not relevant"), required=False, default=False
    )
    exclusive = blocks.BooleanBlock(
        label=_("can only be chosen alone"), required=False, default=False
    )

    class Meta:
        icon = "radio-full"
        label = _("Answer")
        form_layout = BlockGroup(
            children=["text", "counts"],
            settings=["code", "weight", "face", "not_relevant", "exclusive"],
        )


class PartBlock(blocks.StructBlock):
    """What all parts have. The code is the linkId: it stays the same as long as the meaning does."""

    text = blocks.CharBlock(label=_("question"), max_length=300)
    help = blocks.CharBlock(label=_("help"), required=False, max_length=300)
    code = blocks.CharBlock(
        label=_("code"),
        required=False,
        max_length=100,
        help_text=_(
            "Left empty, it is made for you. Keep it as long as the question means the same."
        ),
    )
    required = blocks.BooleanBlock(label=_("must be answered"), required=False, default=False)
    may_decline = blocks.BooleanBlock(
        label=_("may be answered with “I would rather not answer”"), required=False, default=False
    )
    scope = blocks.ChoiceBlock(
        label=_("asked by"),
        choices=[("general", _("everybody")), ("place", _("this place only"))],
        default="general",
    )
    conditions = blocks.ListBlock(ConditionBlock(), label=_("only asked if"), default=[])
    behavior = blocks.ChoiceBlock(
        label=_("of several conditions"),
        choices=[("all", _("all must hold")), ("any", _("one is enough"))],
        default="all",
    )

    class Meta:
        form_layout = BlockGroup(children=["text"], settings=[*SETTINGS])


class ChoiceBlock(PartBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("answers"), min_num=1)
    control = blocks.ChoiceBlock(
        label=_("how it looks"),
        required=False,
        choices=[
            ("radio-button", _("a list")), ("likert", _("a scale of agreement")),
            ("faces", _("faces")), ("drop-down", _("a menu")),
        ],
    )  # fmt: skip

    class Meta:
        icon = "radio-full"
        label = _("One answer")
        form_layout = BlockGroup(children=["text", "options"], settings=["control", *SETTINGS])


class SeveralBlock(PartBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("answers"), min_num=1)

    class Meta:
        icon = "tick"
        label = _("Several answers")
        form_layout = BlockGroup(children=["text", "options"], settings=[*SETTINGS])


class OpenChoiceBlock(SeveralBlock):
    repeats = blocks.BooleanBlock(label=_("several may be chosen"), required=False, default=False)

    class Meta:
        icon = "edit"
        label = _("Answers, or one's own words")
        form_layout = BlockGroup(children=["text", "options"], settings=["repeats", *SETTINGS])


class YesNoBlock(PartBlock):
    class Meta:
        icon = "check"
        label = _("Yes or no")
        form_layout = BlockGroup(children=["text"], settings=[*SETTINGS])


class LineScaleBlock(PartBlock):
    low = blocks.CharBlock(label=_("words at the low end"), max_length=60)
    high = blocks.CharBlock(label=_("words at the high end"), max_length=60)

    class Meta:
        icon = "minus"
        label = _("Line from 0 to 100 (VAS)")
        form_layout = BlockGroup(children=["text", "low", "high"], settings=[*SETTINGS])


class NumberScaleBlock(LineScaleBlock):
    class Meta:
        icon = "order"
        label = _("Number from 0 to 10 (NRS)")
        form_layout = BlockGroup(children=["text", "low", "high"], settings=[*SETTINGS])


class NumberBlock(PartBlock):
    kind = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[
            ("integer", _("whole number")), ("decimal", _("with decimals")),
            ("quantity", _("with a unit")),
        ],
        default="integer",
    )  # fmt: skip
    unit = blocks.CharBlock(label=_("unit"), required=False, max_length=20)
    minimum = blocks.DecimalBlock(label=_("least"), required=False)
    maximum = blocks.DecimalBlock(label=_("greatest"), required=False)

    class Meta:
        icon = "decimal"
        label = _("Number")
        form_layout = BlockGroup(
            children=["text", "kind", "unit", "minimum", "maximum"], settings=[*SETTINGS]
        )


class DateBlock(YesNoBlock):
    class Meta:
        icon = "date"
        label = _("Date")


class TimeBlock(YesNoBlock):
    class Meta:
        icon = "time"
        label = _("Time of day")


class WordsBlock(PartBlock):
    several_lines = blocks.BooleanBlock(label=_("several lines"), required=False, default=False)
    longest = blocks.IntegerBlock(label=_("characters at the most"), default=200, min_value=1)

    class Meta:
        icon = "pilcrow"
        label = _("Own words")
        form_layout = BlockGroup(
            children=["text"], settings=["several_lines", "longest", *SETTINGS]
        )


class ReadBlock(PartBlock):
    class Meta:
        icon = "doc-empty"
        label = _("Text to read")
        form_layout = BlockGroup(
            children=["text"], settings=["code", "scope", "conditions", "behavior"]
        )


QUESTIONS: tuple[tuple[str, blocks.Block], ...] = (
    ("choice", ChoiceBlock()), ("several", SeveralBlock()), ("open_choice", OpenChoiceBlock()),
    ("yes_no", YesNoBlock()), ("vas", LineScaleBlock()), ("nrs", NumberScaleBlock()),
    ("number", NumberBlock()), ("date", DateBlock()), ("time", TimeBlock()), ("words", WordsBlock()),
    ("display", ReadBlock()),
)  # fmt: skip


class GroupBlock(PartBlock):
    text = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    items = blocks.StreamBlock(QUESTIONS, label=_("parts"))

    class Meta:
        icon = "folder-open-inverse"
        label = _("Group")
        form_layout = BlockGroup(
            children=["text", "items"],
            settings=["help", "code", "scope", "conditions", "behavior"],
        )


class RowsBlock(GroupBlock):
    class Meta:
        icon = "table"
        label = _("Rows of a diary")


PARTS = (*QUESTIONS, ("group", GroupBlock()), ("rows", RowsBlock()))


class PartsBlock(blocks.StreamBlock):
    """Two levels: what an imported file has deeper is shown as it is and kept (see `drafts`)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(PARTS, **options)

    class Meta:
        label = _("questions")
