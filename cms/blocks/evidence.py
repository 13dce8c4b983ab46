"""What advice builds on: a fact with its source in the text, and the page's list of sources."""

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

secure_address = URLValidator(
    schemes=["https"], message=_("Write an address that begins with https://.")
)


class FactBlock(blocks.StructBlock):
    fact = blocks.TextBlock(
        label=_("fact"), max_length=240, rows=2, help_text=_("One sentence, with its number.")
    )
    source = blocks.CharBlock(label=_("source"), max_length=200)
    url = blocks.URLBlock(
        label=_("address of the source"), required=False, validators=[secure_address]
    )

    class Meta:
        icon = "info-circle"
        label = _("Fact with source")
        template = "cms/blocks/fact.html"
        description = _("A sentence that stands out, and where it comes from.")
        preview_value = {
            "fact": "I de første skoleår er det 1 ud af 5 børn.",
            "source": "Navn på en kilde (eksempel)",
            "url": "https://example.org/kilde",
        }


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
