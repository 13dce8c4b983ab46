"""A circle's month on paper."""

from dataclasses import asdict

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from cms.sheets import logo
from feedback.circles.models import Circle
from feedback.circles.monthly import Month
from portal.printing import colours, reports


def pdf(circle: Circle, month: Month) -> bytes:
    language = get_language() or "da"
    return reports.pdf(
        reports.Report(
            language=language,
            is_right_to_left=get_language_info(language)["bidi"],
            platform=circle.platform.name,
            heading=_("The month in the circle: %(month)s") % {"month": month.name},
            lead=circle.name,
            facts=() if month.happened else (quiet(),),
            warning=_("Practice data: the signals are made up.") if month.is_synthetic else "",
            sections=tuple(reports.Section(part.heading, part.lines) for part in month.parts),
            about=f"{circle.name} · {month.name}",
            page_of=_("page {page} of {pages}"),
            logo=logo(circle.platform.logo),
            colours=asdict(colours.brand(circle.platform.hue)) | colours.SHARED,
        )
    )


def quiet() -> str:
    return _("A quiet month: no new signal, nothing decided, nothing finished.")
