"""What a page of advice builds on: one source after another, with the day somebody last looked."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=200)
    url = blocks.URLBlock(label=_("address"), required=False)
    accessed_on = blocks.DateBlock(label=_("last looked at"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Source")
        template = "cms/blocks/source.html"
        description = _("A guideline, a study or a textbook that the advice builds on.")
        preview_value = {
            "title": "Navn på en retningslinje (eksempel)",
            "url": "https://example.org/retningslinje",
            "accessed_on": "2026-01-15",
        }


class EvidenceStream(blocks.StreamBlock):
    source = SourceBlock()

    class Meta:
        required = False
