"""The minutes on paper: who was there, and what was said of each thing."""

from collections.abc import Iterator
from dataclasses import asdict

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from cms.sheets import logo
from feedback.circles import minutes
from feedback.circles.agenda_items import agenda_of
from feedback.circles.merging import lines
from feedback.circles.models import Meeting
from portal.printing import colours, reports


def pdf(meeting: Meeting) -> bytes:
    language = get_language() or "da"
    circle, platform = meeting.circle, meeting.circle.platform
    starts_at = timezone.localtime(meeting.starts_at)
    return reports.pdf(
        reports.Report(
            language=language,
            is_right_to_left=get_language_info(language)["bidi"],
            platform=platform.name,
            heading=meeting.title,
            lead=f"{circle.name} · {date_format(starts_at, 'DATETIME_FORMAT')}",
            facts=tuple(facts(meeting)),
            warning=warning(meeting),
            sections=tuple(sections(meeting)),
            about=" · ".join((circle.name, date_format(starts_at.date()))),
            page_of=_("page {page} of {pages}"),
            logo=logo(platform.logo),
            colours=asdict(colours.brand(platform.hue)) | colours.SHARED,
        )
    )


def warning(meeting: Meeting) -> str:
    """Say on every page that it is a draft, as long as not everybody has consented."""
    if meeting.status == Meeting.Status.HELD:
        return _("Draft: these minutes wait for consent.")
    if meeting.status == Meeting.Status.APPROVED:
        return ""
    return _("Draft: the meeting is not over.")


def facts(meeting: Meeting) -> Iterator[str]:
    here = [str(one.user) for one in minutes.standing(meeting).here]
    if here:
        yield _("Present: %(names)s.") % {"names": ", ".join(here)}
    if meeting.place:
        yield _("Where: %(place)s.") % {"place": meeting.place}
    if meeting.approved_on:
        day = date_format(meeting.approved_on)
        yield _("Approved by consent on %(day)s.") % {"day": day}


def sections(meeting: Meeting) -> Iterator[reports.Section]:
    for line in agenda_of(meeting):
        text = line.item.text if line.item else ""
        written = tuple(filter(None, lines(text))) or (_("Nothing was written."),)
        yield reports.Section(line.topic.title, written)
