"""The scores of a questionnaire as blocks in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup


class CountedBlock(blocks.StructBlock):
    code = blocks.CharBlock(label=_("code of the question"))
    reverse = blocks.BooleanBlock(label=_("turned round"), required=False, default=False)
    weight = blocks.DecimalBlock(label=_("counts so much"), default=1)


class ScoreBandBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("what it is called"), max_length=80)
    least = blocks.DecimalBlock(label=_("from"))
    greatest = blocks.DecimalBlock(label=_("to and with"))


class ScaleBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("name of the score"), max_length=80)
    code = blocks.CharBlock(label=_("code"), required=False, max_length=50)
    method = blocks.ChoiceBlock(
        label=_("how"), choices=[("sum", _("sum")), ("mean", _("mean"))], default="sum"
    )
    items = blocks.ListBlock(CountedBlock(), label=_("questions that count"))
    missing = blocks.ChoiceBlock(
        label=_("if answers are missing"),
        choices=[
            ("all", _("no score")), ("prorate", _("the mean of the others stands in for a few")),
            ("half", _("the same, if at least half is answered")),
            ("zero", _("they count as 0, because the instrument says so")),
        ],
        default="all",
    )  # fmt: skip
    most = blocks.IntegerBlock(label=_("how many may be missing"), required=False, min_value=1)
    direction = blocks.ChoiceBlock(
        label=_("better is"),
        choices=[("higher_is_better", _("higher")), ("lower_is_better", _("lower"))],
        default="higher_is_better",
    )
    bands = blocks.ListBlock(ScoreBandBlock(), label=_("what scores are called"), default=[])

    class Meta:
        icon = "order"
        label = _("Score")
        form_layout = BlockGroup(
            children=["text", "method", "items", "missing"],
            settings=["most", "direction", "code", "bands"],
        )


class ScalesBlock(blocks.StreamBlock):
    scale = ScaleBlock()

    class Meta:
        label = _("scores")
        required = False
