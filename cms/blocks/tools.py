"""What a reader uses: a list to tick, a diary to fill in, a questionnaire to answer."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# The formula 30 × (age + 1) is meant for children of about these ages; others get no number.
CAPACITY_AGES = range(4, 13)
PAPER_ROWS = range(12)


class ChecklistBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("item"), max_length=140), label=_("items"), min_num=1
    )

    class Meta:
        icon = "list-ul"
        label = _("Checklist")
        template = "cms/blocks/checklist.html"
        description = _("A list to tick on the screen or on paper. Ticks are not stored.")
        preview_value = {
            "heading": "Pak til turen",
            "items": ["Tørt tøj i en pose", "En aftale med en voksen", "En skammel til fødderne"],
        }


class DiaryBlock(blocks.StructBlock):
    """Væske-vandladningsskema: 48 hours of drinking and voiding. What is written stays on the device."""

    heading = blocks.CharBlock(label=_("heading"), max_length=80)

    script = "cms/diary.js"

    class Meta:
        icon = "table"
        label = _("Fluid and void diary")
        template = "cms/blocks/diary.html"
        preview_template = "cms/blocks/preview_diary.html"
        description = _("48 hours of drinking and voiding, kept on the reader's own phone.")
        preview_value = {"heading": "Skema over drikke og tis"}

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {
            "days": (1, 2),
            "paper_rows": PAPER_ROWS,
            "capacity_ages": CAPACITY_AGES,
        }


class QuestionnaireLinkBlock(blocks.StructBlock):
    """Leads to an access point by its code: what we know need not know what we ask."""

    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    line = blocks.CharBlock(label=_("line"), max_length=200)
    code = blocks.RegexBlock(  # no CharBlock: wagtail-localize would have it translated
        r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
        label=_("code of the access point"),
        max_length=16,
        error_messages={
            "invalid": _(
                "A code has small letters, digits and hyphens only, as in the address after /s/."
            )
        },
        help_text=_("What stands after /s/ in its address."),
    )

    class Meta:
        icon = "form"
        label = _("Link to a questionnaire")
        template = "cms/blocks/questionnaire.html"
        description = _("An invitation to answer, with the age of the page filled in.")
        preview_value = {
            "heading": "Hvordan gik det?",
            "line": "Fem korte spørgsmål. I er anonyme.",
            "code": "eksempel",
        }

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return context | {"address": address(value["code"], context.get("age"))}


def address(code: str, age: Any) -> str:
    """Return where it is answered, with the reader's age and language."""
    query = {"alder": age.slug} if age else {}
    if (language := get_language()) != settings.LANGUAGE_CODE:
        query["sprog"] = language
    path = reverse("questionnaires:capture", args=[code])
    return f"{path}?{urlencode(query)}" if query else path
