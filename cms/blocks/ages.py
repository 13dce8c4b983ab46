"""Parts that only some ages see: "from 5 years …" needs no age of its own in the address."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.ages import spoken_span
from cms.blocks.contacts import ContactsBlock
from cms.blocks.evidence import FactBlock
from cms.blocks.media import FilmLinkBlock, PictureBlock, VideoBlock
from cms.blocks.text import DoDontBlock, StepsBlock, TextBlock
from cms.blocks.tools import ChecklistBlock, DiaryBlock, QuestionnaireLinkBlock
from cms.targeting import Band, overlaps


class PartsStream(blocks.StreamBlock):
    text = TextBlock(group=_("Words"))
    steps = StepsBlock(group=_("Words"))
    do_dont = DoDontBlock(group=_("Words"))
    fact = FactBlock(group=_("Words"))
    picture = PictureBlock(group=_("Pictures and films"))
    video = VideoBlock(group=_("Pictures and films"))
    film_link = FilmLinkBlock(group=_("Pictures and films"))
    checklist = ChecklistBlock(group=_("For the reader to use"))
    diary = DiaryBlock(group=_("For the reader to use"))
    questionnaire = QuestionnaireLinkBlock(group=_("For the reader to use"))
    contacts = ContactsBlock(group=_("For the reader to use"))

    class Meta:
        block_counts = {"diary": {"max_num": 1}}  # its rows are kept under one name on the device


class Limits(blocks.StructValue):
    """Half-open in months, as bands are; an empty lower limit is birth."""

    @property
    def from_months(self) -> int:
        return self.get("from_months") or 0

    @property
    def to_months(self) -> int | None:
        return self.get("to_months")

    def is_for(self, age: Band | None) -> bool:
        """Return whether somebody of this age sees it; where no age is told, everything is shown."""
        return age is None or overlaps(self, age)


class AgesBlock(blocks.StructBlock):
    from_months = blocks.IntegerBlock(
        label=_("from (months)"), required=False, min_value=0, max_value=1200
    )
    to_months = blocks.IntegerBlock(
        label=_("up to, not including (months)"), required=False, min_value=1, max_value=1200
    )
    parts = PartsStream(label=_("parts"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Only for some ages")
        template = "cms/blocks/ages.html"
        value_class = Limits
        group = _("Ages")
        description = _("Parts that are shown only where the reader's age reaches into the limits.")
        preview_value = {
            "from_months": 60,
            "to_months": 132,
            "parts": [
                {
                    "type": "text",
                    "value": {"heading": "Fra 5 år", "text": "<p>Tal om det i ro og mag.</p>"},
                }
            ],
        }

    def clean(self, value: Limits) -> Limits:
        cleaned = super().clean(value)
        if not cleaned["from_months"] and cleaned.to_months is None:
            message = _("Fill in at least one limit. Without one, everybody sees these parts.")
            raise blocks.StructBlockValidationError({"from_months": ValidationError(message)})
        if cleaned.to_months is not None and cleaned.to_months <= cleaned.from_months:
            message = _("The upper limit must be above the lower one.")
            raise blocks.StructBlockValidationError({"to_months": ValidationError(message)})
        return cleaned

    def get_context(
        self, value: Limits, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        age = context.setdefault("age", None)
        return context | {
            "is_shown": value.is_for(age),
            "span": "" if age else spoken_span(value.from_months, value.to_months),
        }


class GuidanceStream(PartsStream):
    ages = AgesBlock()


def shown_parts(stream: blocks.StreamValue, age: Band | None) -> Iterator[blocks.BoundBlock]:
    """Return the parts this age sees, those inside limits of age too."""
    for part in stream:
        if not isinstance(part.value, Limits):
            yield part
        elif part.value.is_for(age):
            yield from part.value["parts"]
