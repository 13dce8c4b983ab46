"""An improvement project on one page of A4: aim, drivers, measures, tests, what was learned."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from cms.sheets import logo
from feedback.circles import driverdiagram
from feedback.circles.driverdiagram import Branch
from feedback.circles.models import Driver, ImprovementProject, PDSACycle
from feedback.models import Measure
from portal.printing import colours, onepages

KINDS = dict(Measure.Kind.choices)
LETTERS = 220  # of one line; what is longer is cut, with an ellipsis
MOST_LINES = 8  # of one list
SPOKEN = 60  # boxes of the diagram that are told in words


def tree_of(project: ImprovementProject, drivers: Iterable[Driver]) -> Branch:
    return driverdiagram.tree(
        project.aim, [(driver.pk, driver.parent_id, driver.text) for driver in drivers]
    )


def pdf(project: ImprovementProject) -> bytes:
    """Return the project on one page."""
    language, platform = get_language() or "da", project.circle.platform
    drivers = list(project.drivers.all())
    look = asdict(colours.brand(platform.hue)) | colours.SHARED
    return onepages.pdf(
        onepages.OnePage(
            language=language,
            is_right_to_left=get_language_info(language)["bidi"],
            platform=platform.name,
            heading=project.title,
            lead=short(project.aim),
            warning="",
            picture=picture(project, drivers, look) if drivers else "",
            alt=said(project, drivers),
            sections=tuple(filled(project)),
            about=f"{project.circle.name} · {project.get_status_display()}",
            logo=logo(platform.logo),
            colours=look,
        )
    )


def picture(project: ImprovementProject, drivers: Sequence[Driver], look: dict[str, str]) -> str:
    diagram = driverdiagram.draw(tree_of(project, drivers))
    return render_to_string(
        "circles/parts/driver_svg.html", {"diagram": diagram, "look": look, "title": project.title}
    )


def said(project: ImprovementProject, drivers: Sequence[Driver]) -> str:
    words = "; ".join(driver.text for driver in drivers[:SPOKEN])
    return _("Driver diagram. Aim: %(aim)s. Drivers and ideas: %(drivers)s") % {
        "aim": short(project.aim),
        "drivers": words,
    }


def filled(project: ImprovementProject) -> Iterator[onepages.Listed]:
    for heading, lines in lists(project):
        if lines:
            yield onepages.Listed(heading, tuple(map(short, lines[:MOST_LINES])))


def lists(project: ImprovementProject) -> Iterator[tuple[str, list[str]]]:
    yield (
        _("How do we know that a change is an improvement?"),
        [project.knowing] * bool(project.knowing),
    )
    yield (
        _("Measures"),
        [f"{measure.title} ({KINDS[measure.kind]})" for measure in project.measures.all()],
    )
    yield _("Tests"), [tested(cycle) for cycle in project.cycles.all()]
    yield (
        _("How far it has spread"),
        [
            f"{one.place}: {one.get_state_display()}"
            for one in project.spreads.select_related("place__organisation")
        ],
    )
    yield (
        _("Who looks after it"),
        [f"{line.get_key_display()} {line.answer}" for line in project.handover.all()],
    )
    yield _("What was learned"), [project.learned] * bool(project.learned)


def tested(cycle: PDSACycle) -> str:
    about = {"title": cycle.title, "day": date_format(cycle.starts_on)}
    if not cycle.act:
        return _("%(title)s, from %(day)s: running") % about
    about |= {"act": cycle.get_act_display(), "studied": cycle.studied}
    return _("%(title)s, from %(day)s: %(act)s. %(studied)s") % about


def short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LETTERS)
