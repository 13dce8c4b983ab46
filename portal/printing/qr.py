"""QR codes as SVG. The only meeting with the qrcode library."""

from io import BytesIO

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage


def svg(address: str) -> bytes:
    """Return a QR code for `address` as an SVG document.

    Level M survives 15 % dirt; the border is the four modules of quiet that scanners need (ISO/IEC 18004).
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4, image_factory=SvgPathImage)
    code.add_data(address)
    code.make(fit=True)
    picture = BytesIO()
    code.make_image().save(picture)
    return picture.getvalue()
