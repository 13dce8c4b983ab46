"""The questions of one place on paper, made from the very form that is filled in on a screen."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from cms.sheets import logo
from portal.printing import colours, qr
from portal.printing.addresses import readable
from portal.printing.papers import Box, Paper, numbered
from portal.printing.papers import Part as Printed
from questionnaires import only_if
from questionnaires.definition import NRS, VAS, Definition, spoken
from questionnaires.fields import CHOSE_DECLINE, CHOSE_OTHER
from questionnaires.forms import CaptureForm
from questionnaires.questions import Part

if TYPE_CHECKING:
    from questionnaires.models import AccessPoint

LINES = {"string": 1, "text": 4}


def paper(access_point: "AccessPoint", form: CaptureForm) -> Paper:
    """Return the sheet in the form's language, which is also the one that is spoken now."""
    campaign, definition, language = access_point.campaign, form.definition, form.language
    platform, address = campaign.platform, access_point.public_url
    return Paper(
        language=language,
        is_right_to_left=get_language_info(language)["bidi"],
        platform=platform.name,
        heading=spoken(definition.title, language),
        intro=spoken(definition.intro, language),
        told=tuple(told(access_point, language)),
        consent=str(form.fields["consent"].label) if "consent" in form.fields else "",
        parts=numbered(tuple(parts(form))),
        hand_in=hand_in(access_point),
        phone=_("Or answer on your phone"),
        address=readable(address),
        qr=qr.svg(address).decode(),
        qr_alt=_("QR code for the questionnaire"),
        about=about(access_point, definition),
        page_of=_("page {page} of {pages}"),
        notice=definition.licence.notice,
        logo=logo(platform.logo),
        colours=asdict(colours.brand(platform.hue)) | colours.SHARED,
    )


def told(access_point: "AccessPoint", language: str) -> Iterator[str]:
    if notice := access_point.campaign.notice:
        yield notice.text(language)
    yield _(
        "Anonymous: we keep the answers and the week, nothing about you. Do not write your name."
    )
    if access_point.campaign.is_pseudonymous:
        yield _("On paper you get no link, so the answers cannot be taken back later.")


def hand_in(access_point: "AccessPoint") -> str:
    if access_point.place is None:
        return _("Hand the sheet to the staff who gave it to you.")
    return _("Hand the sheet to the staff: %(place)s.") % {"place": access_point.place}


def about(access_point: "AccessPoint", definition: Definition) -> str:
    version = _("version %(version)s") % {"version": definition.version}
    place = [str(access_point.place)] if access_point.place else []
    return " · ".join([definition.title["da"], version, *place, access_point.code])


def parts(form: CaptureForm) -> Iterator[Printed]:
    """Return what stands on the sheet, in order; a yes has its place above, with what it is a yes to."""
    before = [part for part in form.who_parts if part.field.name != "consent"]
    for part in [*before, *form.parts]:
        yield printed(form, part)


def printed(form: CaptureForm, part: Part) -> Printed:
    """Return one part of the page as it stands on paper."""
    said: dict[str, Any] = {
        "text": str(part.field.label) if part.field else part.words["text"],
        "help": part.words["help"],
        "only_if": only_if.sentence(form.definition, part.item, form.language),
    }
    if part.kind == "rows":
        columns = tuple(printed(form, column) for column in part.rows[0] if column.field)
        return Printed("table", **said, columns=columns, lines=len(part.rows))
    if part.field is None:
        return Printed(part.kind, **said)
    return Printed(**said | answered(part), decline=decline(part))


def answered(part: Part) -> dict[str, Any]:
    """Return the room for the answer to a question."""
    ends = {name: part.words[name] for name in ("low", "high")}
    if isinstance(part.field.field, forms.ChoiceField):
        shape = "numbers" if part.item.control == NRS else "boxes"
        return {"shape": shape, "boxes": tuple(boxes(part)), "hint": how_many(part), **ends}
    if part.item.control == VAS:
        return {"shape": "line", "hint": _("Put a cross on the line."), **ends}
    if part.item.is_text:
        hint = _("Do not write names or CPR numbers.")
        return {"shape": "lines", "lines": LINES[part.item.type], "hint": hint}
    return {"shape": "blank", "unit": part.words["unit"], "hint": written(part.item.type)}


def how_many(part: Part) -> str:
    return _("You may put more than one cross.") if part.item.repeats else ""


def boxes(part: Part) -> Iterator[Box]:
    for code, name in choices(part):
        if code != CHOSE_DECLINE:
            face = part.words["faces"].get(code, 0)
            yield Box(plain(name), face, is_open=code == CHOSE_OTHER)


def plain(name: str) -> str:
    """Return a name without the marks that tell a screen it is in another language than the page."""
    found = strip_tags(name)
    return found if found == name else f"{only_if.APART}{found}{only_if.TOGETHER}"


def choices(part: Part) -> list[tuple[str, str]]:
    """Return the answers to choose; a menu on the screen begins with an empty one."""
    offered = getattr(part.field.field, "choices", ())
    return [(str(code), str(name)) for code, name in offered if code]


def decline(part: Part) -> str:
    """Return the words for not answering, which stand below the others."""
    return (
        str(part.decline.label) if part.decline else str(dict(choices(part)).get(CHOSE_DECLINE, ""))
    )


def written(kind: str) -> str:
    """Say how a day and a time are written, so that they can be typed in."""
    return {"date": _("Day, month, year."), "time": _("Hours and minutes.")}.get(kind, "")
