"""Small files of the kinds that people upload, and of the kinds they should not."""

from io import BytesIO
from zlib import crc32

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 8
WEBM = b"\x1aE\xdf\xa3" + bytes(500)
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nSå hviler fødderne.\n".encode()
PDF = b"%PDF-1.7\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def photograph(kind: str = "JPEG", size: tuple[int, int] = (1600, 900), **options: object) -> bytes:
    out = BytesIO()
    Drawing.effect_noise(size, 40).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def claims_to_be_huge(side: int) -> bytes:
    """A PNG of some hundred bytes whose head says it is `side` pixels wide and high."""
    small = BytesIO()
    Drawing.new("1", (8, 8)).save(small, "PNG")
    data = bytearray(small.getvalue())
    data[16:24] = side.to_bytes(4, "big") * 2
    data[29:33] = crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def make_image(data: bytes | None = None, name: str = "barn.jpg", title: str = "Barn") -> Image:
    return Image.objects.create(title=title, file=ContentFile(data or photograph(), name=name))


def make_document(data: bytes, name: str) -> Document:
    document = Document(title=name, file=ContentFile(data, name=name))
    document._set_document_file_metadata()
    document.save()
    return document
