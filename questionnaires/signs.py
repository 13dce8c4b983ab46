"""What is said on an access point's sheets, and which sheets there are for it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.sheets import logo
from portal.printing import colours, qr
from portal.printing.addresses import readable
from portal.printing.posters import Sign, Size
from questionnaires.definition import spoken

if TYPE_CHECKING:
    from questionnaires.models import AccessPoint

NAMES: Mapping[Size, Promise] = {
    Size.A4: gettext_lazy("Poster, A4"),
    Size.A3: gettext_lazy("Poster, A3"),
    Size.CARD: gettext_lazy("Card for a print shop"),
    Size.CARDS: gettext_lazy("Ten cards to cut out"),
    Size.A5: gettext_lazy("A5 for a letter"),
}
# What a tablet shows or a page links to is not printed.
SIZES: Mapping[str, tuple[Size, ...]] = {
    "poster": tuple(NAMES),
    "card": (Size.CARDS, Size.CARD),
    "letter": (Size.A5,),
}


@dataclass(frozen=True)
class Sheet:
    name: str
    url: str


def sheets(access_point: "AccessPoint") -> list[Sheet]:
    """Return what can be printed for an access point, the most used first."""
    address = reverse("questionnaires:poster", args=(access_point.code,))
    return [
        Sheet(str(NAMES[size]), f"{address}?str={size}")
        for size in SIZES.get(access_point.kind, ())
    ]


def sign(access_point: "AccessPoint", language: str, told: str = "") -> Sign:
    campaign, address = access_point.campaign, access_point.public_url
    definition, platform = campaign.version.parsed, campaign.platform
    return Sign(
        language=language,
        platform=platform.name,
        band=_("With a link of your own") if campaign.is_pseudonymous else _("Anonymous"),
        heading=spoken(definition.title, language),
        text=spoken(definition.intro, language),
        scan=_("Point the phone's camera at the code, or go to"),
        address=readable(address),
        qr=qr.svg(address).decode(),
        qr_alt=_("QR code for the questionnaire"),
        logo=logo(platform.logo),
        colours=asdict(colours.brand(platform.hue)) | colours.SHARED,
        promise=promise(campaign.is_pseudonymous),
        place=str(access_point.place or ""),
        told=told,
    )


def promise(is_pseudonymous: bool) -> str:
    """Say what becomes of the answers. It must be true, so it follows the campaign."""
    if is_pseudonymous:
        return _("You get a link of your own: with it you can answer again, or take it all back.")
    return _("Anonymous: we keep the answers and the week, nothing about you.")
