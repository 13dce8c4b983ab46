"""Words: a text, numbered steps, and two lists side by side."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["bold", "ul", "ol", "link"]


class TextBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=80)
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/text.html"
        description = _("A heading and a short text.")
        preview_value = {
            "heading": "Hvorfor det virker",
            "text": "<p>Kroppen lærer bedst i et roligt tempo.</p>",
        }


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=80)
    steps = blocks.ListBlock(blocks.CharBlock(label=_("step")), label=_("steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"
        description = _("What to do, one thing at a time, numbered.")
        preview_value = {
            "heading": "Sådan gør I",
            "steps": ["Vælg fem faste tider.", "Giv fødderne støtte."],
        }


class DoDontBlock(blocks.StructBlock):
    do = blocks.ListBlock(blocks.CharBlock(), label=_("do"), min_num=1)
    dont = blocks.ListBlock(blocks.CharBlock(), label=_("avoid"), min_num=1)

    class Meta:
        icon = "check"
        label = _("Do and avoid")
        template = "cms/blocks/do_dont.html"
        description = _("Two short lists side by side.")
        preview_value = {"do": ["Ros for at sidde."], "dont": ["Skæld ikke ud."]}
