"""Pictures and films. Films are our own files; one that lies elsewhere is only a link that says where."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.evidence import secure_address
from cms.pictures import poster, responsive

FILM_EXTENSIONS = ("mp4", "webm")


class PictureBlock(blocks.StructBlock):
    """A picture that says nothing is left out: there is no tick for "decorative"."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("what the picture shows"),
        max_length=200,
        help_text=_("For those who do not see it. Also shown when the picture cannot be."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"
        preview_template = "cms/blocks/preview_picture.html"
        description = _("A picture with words for those who do not see it.")
        preview_value = {
            "image": None,
            "alt": "Et barn sidder på toilettet med fødderne på en skammel.",
            "caption": "Støtte under fødderne, og knæene højere end hofterne.",
        }

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        # Only the part that may stand in the first view is fetched before the reader gets near it.
        is_first = bool(context.get("is_first_part"))
        return context | {"picture": responsive(value["image"], value["alt"], is_first)}

    def prepare(self, value: blocks.StructValue) -> None:
        responsive(value["image"], value["alt"])


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    film = DocumentChooserBlock(label=_("film (mp4 or webm)"))
    captions = DocumentChooserBlock(label=_("captions (vtt)"))
    transcript = blocks.TextBlock(
        label=_("what is said and shown"), help_text=_("For those who do not see or hear the film.")
    )
    picture = ImageChooserBlock(label=_("picture before it plays"), required=False)

    class Meta:
        icon = "media"
        label = _("Film")
        template = "cms/blocks/video.html"
        preview_template = "cms/blocks/preview_video.html"
        description = _(
            "A film of our own, with captions and text. It is fetched when it is played."
        )
        preview_value = {
            "title": "Sådan sidder barnet godt",
            "film": None,
            "captions": None,
            "transcript": "En far viser, hvordan skamlen står.\n\n”Så hviler fødderne,” siger han.",
            "picture": None,
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        allowed = {"film": FILM_EXTENSIONS, "captions": ("vtt",)}
        wrong = {
            name: ValidationError(_("Choose a file that ends in %s.") % " / ".join(endings))
            for name, endings in allowed.items()
            if cleaned[name] and cleaned[name].file_extension.lower() not in endings
        }
        if wrong:
            raise blocks.StructBlockValidationError(block_errors=wrong)
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {
            "poster": poster(value["picture"]),
            "language": get_language(),
        }

    def prepare(self, value: blocks.StructValue) -> None:
        poster(value["picture"])


class FilmLinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    url = blocks.URLBlock(label=_("address of the film"), validators=[secure_address])

    class Meta:
        icon = "link-external"
        label = _("Link to a film elsewhere")
        template = "cms/blocks/film_link.html"
        description = _("A plain link that says where it leads. Nothing is fetched from there.")
        preview_value = {"title": "Se filmen om maven", "url": "https://example.org/film"}

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {
            "host": urlsplit(value["url"]).hostname
        }
