"""What is said on a signpost's sheets. Only what is published is printed."""

import logging
from collections.abc import Iterator
from dataclasses import asdict

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage

from cms.blocks import CareLevel
from cms.models import AgeBand, GuidancePage, PlatformPage, Signpost
from portal.printing import colours, qr
from portal.printing.addresses import readable
from portal.printing.pictures import framed
from portal.printing.posters import Care, Leaflet, Listing, Sign

logger = logging.getLogger(__name__)


def sign(signpost: Signpost) -> Sign:
    platform, address = signpost.platform, signpost.public_url
    return Sign(
        language=settings.LANGUAGE_CODE,
        platform=platform.name,
        band=signpost.band.name if signpost.band else "",
        heading=signpost.heading,
        text=signpost.text,
        scan=_("Point the phone's camera at the code, or go to"),
        address=readable(address),
        qr=qr.svg(address).decode(),
        qr_alt=_("QR code for the advice"),
        logo=logo(platform.logo),
        colours=asdict(colours.brand(platform.hue)) | colours.SHARED,
    )


def logo(image: AbstractImage | None) -> str:
    """Return the logo, or nothing when there is none that can be opened: then the drop is printed."""
    if image is None:
        return ""
    try:
        with image.open_file() as opened:
            return framed(opened)
    except OSError:
        logger.exception("The logo “%s” cannot be printed.", image.title)
        return ""


def leaflet(signpost: Signpost) -> Leaflet:
    target = signpost.target()
    if target.page:
        return of_page(target.page)
    if target.front and target.band:
        return of_band(target.front, target.band)
    if target.front:
        return of_platform(target.front)
    return Leaflet(answer=signpost.text)


def of_page(page: GuidancePage) -> Leaflet:
    return Leaflet(
        answer_name=_("In short"),
        answer=page.quick_answer,
        lists=tuple(steps(page)),
        care_name=_("When to seek help"),
        care=tuple(care(page)),
        note=reviewed(page),
    )


def steps(page: GuidancePage) -> Iterator[Listing]:
    for block in page.body:
        if block.block_type == "steps":
            items = tuple(str(step) for step in block.value["steps"])
            yield Listing(block.value["heading"] or "", items, is_numbered=True)


def care(page: GuidancePage) -> Iterator[Care]:
    for block in page.care:
        level = CareLevel(block.value["level"])
        yield Care(level.value, str(level.label), block.value["text"])


def reviewed(page: GuidancePage) -> str:
    """Return who stands behind the words; an unreviewed page says so on paper too."""
    if page.reviewed_on is None:
        return _(
            "A clinician has not yet reviewed this text. "
            "Ask your health visitor or doctor if you are in doubt."
        )
    day = date_format(page.reviewed_on, "DATE_FORMAT")
    return _("Reviewed by a clinician on %(day)s.") % {"day": day}


def of_band(front: PlatformPage, band: AgeBand) -> Leaflet:
    words = next(age for age in front.ages if age == band)
    titles = tuple(guide["title"] for guide in front.guides(None, band))
    heading = _("Advice for %(band)s") % {"band": words.label}
    lists = (Listing(heading, titles),) if titles else ()
    return Leaflet(answer=words.intro, lists=lists, note=front.promise)


def of_platform(front: PlatformPage) -> Leaflet:
    ages = Listing(front.question, tuple(age.label for age in front.ages))
    return Leaflet(answer=front.intro, lists=(ages,), note=front.promise)
