"""Whom to call, municipality by municipality; the numbers are kept beside the platform, not in the page."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

EXAMPLES = [
    {
        "name": "Eksempelby Kommune",
        "contacts": [
            {
                "name": "Sundhedsplejen (eksempel)",
                "phone": "00 00 00 00",
                "tel": "00000000",
                "hours": "Hverdage 8–9",
                "url": "",
            }
        ],
    }
]


class ContactsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    line = blocks.CharBlock(label=_("line"), required=False, max_length=200)

    class Meta:
        icon = "mail"
        label = _("Contacts in the municipality")
        template = "cms/blocks/contacts.html"
        description = _("The platform's contacts, one municipality after another.")
        preview_value = {
            "heading": "Hvem kan I ringe til?",
            "line": "Find jeres kommune. Ingen spørgsmål er for små.",
        }

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return {"municipalities": by_municipality(context.get("platform"))} | context

    def get_preview_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_preview_context(value, parent_context) | {"municipalities": EXAMPLES}


def by_municipality(platform: Any) -> list[dict[str, Any]]:
    if platform is None:
        return []
    contacts = platform.contacts.select_related("municipality").order_by(
        "municipality__name", "municipality_id", "name"
    )
    grouped = groupby(contacts, key=lambda contact: contact.municipality)
    return [{"name": place.name, "contacts": list(there)} for place, there in grouped]
