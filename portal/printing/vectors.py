"""A poster as one drawing. The typesetter hangs pictures in as data addresses; print shops and browsers that
are careful leave those out, so drawings are unpacked where they hang."""

import re
from base64 import b64decode
from html import escape

HUNG = re.compile(rb'<image xlink:href="data:image/svg\+xml;base64,([^"]*)"([^>]*)/>')
OWN_SIZE = re.compile(rb' (?:width|height)="[^"]*"')


def unpacked(drawing: bytes) -> bytes:
    """Return the drawing with the drawings inside it as parts of it."""
    return HUNG.sub(lambda hung: placed(b64decode(hung[1]), hung[2]), drawing)


def placed(inner: bytes, place: bytes) -> bytes:
    """Return an inner drawing at its place, in the size it has there; it says its own size as a viewBox."""
    drawing = inner[inner.index(b"<svg") :]  # less the line that says it is XML
    opening, _, rest = drawing.partition(b">")
    return OWN_SIZE.sub(b"", opening) + b" " + place.strip() + b">" + rest


def titled(drawing: bytes, title: str) -> bytes:
    return drawing.replace(b">", f"><title>{escape(title)}</title>".encode(), 1)
