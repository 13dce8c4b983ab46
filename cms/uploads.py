"""What may be uploaded. A name proves nothing: pictures are read to the end, others by their first bytes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.pictures import Fault, fault_of

# extension: where the mark stands, and what it may be
MARKS = {
    "pdf": (0, (b"%PDF-",)),
    "mp4": (4, (b"ftyp",)),
    "webm": (0, (b"\x1aE\xdf\xa3",)),
    "vtt": (0, (b"WEBVTT", b"\xef\xbb\xbfWEBVTT")),
}


class PictureField(WagtailImageField):
    """Wagtail has looked at name, bytes and kind; it would unpack a bomb, and fall over half a picture."""

    def check_image_pixel_size(self, f: File) -> None:
        fault = fault_of(f, self.max_image_pixels)
        if fault is Fault.TOO_MANY_PIXELS:
            most = {"most": self.max_image_pixels // 1_000_000}
            sentence = _(
                "The picture is too large: at most %(most)s million pixels. Make it smaller."
            )
            raise ValidationError(sentence % most)
        if fault is Fault.BROKEN:
            raise ValidationError(
                _("The picture is damaged or not whole. Save it anew, and upload it again.")
            )
        super().check_image_pixel_size(f)  # counts the frames of what moves


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):  # what is uploaded in a row is named without its file
            self.fields["file"] = PictureField(
                label=given.label, widget=given.widget, required=given.required
            )


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> File:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile) and not is_what_its_name_says(file):
            raise ValidationError(
                _("What is in the file does not fit its name. Upload the file as it was made.")
            )
        return file


def is_what_its_name_says(file: File) -> bool:
    """Return whether the first bytes fit the name; a name we do not know is refused elsewhere."""
    extension = file.name.rpartition(".")[2].lower()
    offset, marks = MARKS.get(extension, (0, (b"",)))
    file.seek(0)
    start = file.read(16)
    file.seek(0)
    return start[offset:].startswith(marks)
