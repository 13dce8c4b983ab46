"""A quarter's numbers on one page: what can be chosen, what is said of it, its charts and their files.

Read from DetailPublication alone. Only what is published can be chosen; a choice that is not there is
answered with the newest numbers and a sentence, and in a file with none at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.models import Platform
from feedback import cubes, detailfile
from feedback.detailcharts import Figure, Source, masked_words, ordered_figures, spread_figures
from feedback.models import DetailPublication
from feedback.sharecharts import heat_figures, place_figures, too_few_places
from portal.periods import Quarter
from questionnaires.definition import spoken

WHICH, WHEN, AGE, CHART = "spoergeskema", "kvartal", "alder", "diagram"
Status = DetailPublication.Status


@dataclass(frozen=True)
class Option:
    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Select:
    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Section:
    title: str
    figures: tuple[Figure, ...]
    said: str = ""


@dataclass(frozen=True)
class Choice:
    """What is looked at. `missed` names what was asked for and is not there; `age` is "" for none."""

    published: Sequence[DetailPublication]
    chosen: DetailPublication
    ages: Mapping[str, str]
    age: str
    missed: tuple[str, ...]

    @property
    def version(self) -> str:
        return version_of(self.chosen)

    @property
    def is_closed(self) -> bool:
        return self.chosen.status == Status.CLOSED

    @property
    def query(self) -> str:
        chosen = {WHICH: self.version, WHEN: self.chosen.quarter}
        return urlencode(chosen | ({AGE: self.age} if self.age else {}))


def page(platform: Platform, query: Mapping[str, str]) -> dict[str, Any]:
    """Return everything on the page, in the words of the template."""
    choice = choose(platform, query)
    if choice is None:
        return {"selects": [], "sentences": [], "sections": [], "choice": None}
    source = source_of(choice) if choice.is_closed else None
    found = sections(source) if source else []
    return {
        "choice": choice,
        "is_synthetic": choice.chosen.is_synthetic,
        "selects": selects(choice),
        "sentences": sentences(choice, source),
        "sections": found,
        "has_masked": any(one.has_masked for section in found for one in section.figures),
    }


def file(platform: Platform, query: Mapping[str, str]) -> bytes | None:
    """Return the numbers of one chart; None where there is no such chart."""
    choice = choose(platform, query)
    if choice is None or choice.missed or not choice.is_closed:
        return None
    wanted = query.get(CHART, "")
    all_figures = (one for section in sections(source_of(choice)) for one in section.figures)
    figure = next((one for one in all_figures if one.code == wanted), None)
    return None if figure is None else written(choice, figure)


# --- choosing -----------------------------------------------------------------------------------


def choose(platform: Platform, query: Mapping[str, str]) -> Choice | None:
    """Return the newest numbers, or those asked for; None where nothing is published."""
    published = list(
        DetailPublication.objects.filter(platform=platform)
        .select_related("version__questionnaire")
        .defer("table", "version__definition")
        .order_by("-quarter", "version__questionnaire__title", "-version_id")
    )
    if not published:
        return None
    missed = []
    of_version = [one for one in published if version_of(one) == query.get(WHICH)]
    if not of_version:
        missed += [WHICH] if query.get(WHICH) else []
        of_version = [one for one in published if version_of(one) == version_of(newest(published))]
    found = [one for one in of_version if one.quarter == query.get(WHEN)]
    missed += [WHEN] if query.get(WHEN) and not found else []
    chosen = whole(found[0] if found else newest(of_version))
    ages = ages_of(platform, chosen)
    age = query.get(AGE) or next(reversed(ages), "")
    if ages and age not in ages:
        missed.append(AGE)
        age = next(reversed(ages))
    return Choice(published, chosen, ages, age if ages else "", tuple(missed))


def newest(published: Sequence[DetailPublication]) -> DetailPublication:
    """Return the newest that holds numbers, else the newest."""
    return next((one for one in published if one.status == Status.CLOSED), published[0])


def whole(publication: DetailPublication) -> DetailPublication:
    """Return the publication with its table and questions, which the others are listed without."""
    return DetailPublication.objects.select_related("version__questionnaire").get(pk=publication.pk)


def version_of(publication: DetailPublication) -> str:
    return f"{publication.version.questionnaire.key}:{publication.version.version}"


def ages_of(platform: Platform, publication: DetailPublication) -> dict[str, str]:
    """Return the published ages by name, everybody last; one in which nobody answered is left out."""
    names = {str(band.pk): band.name for band in platform.bands.all()}
    names |= {cubes.NO_AGE: _("Age not given"), cubes.ALL: _("All ages")}
    table = publication.table
    return {
        age: names[age]
        for age in table.get("ages", ())
        if age in names and table["people"].get(age) != 0
    }


def selects(choice: Choice) -> list[Select]:
    versions = {version_of(one): one for one in choice.published}
    quarters = [one for one in choice.published if version_of(one) == choice.version]
    titles = [one.version.questionnaire.title for one in versions.values()]
    found = [
        select(
            WHICH,
            _("Questionnaire"),
            {key: title_of(one, titles) for key, one in versions.items()},
            choice.version,
        ),
        select(
            WHEN,
            _("Quarter"),
            {one.quarter: quarter_words(one.period) for one in quarters},
            choice.chosen.quarter,
        ),
    ]
    return [*found, select(AGE, _("Age"), choice.ages, choice.age)] if choice.ages else found


def select(name: str, label: str, texts: Mapping[str, str], chosen: str) -> Select:
    options = (Option(value, text, value == chosen) for value, text in texts.items())
    return Select(name, label, tuple(options))


def title_of(publication: DetailPublication, titles: Iterable[str]) -> str:
    """Return the title, with the version where there are several."""
    title, version = publication.version.questionnaire.title, publication.version.version
    if list(titles).count(title) == 1:
        return title
    return _("%(title)s (version %(version)s)") % {"title": title, "version": version}


def quarter_words(quarter: Quarter) -> str:
    return _("quarter %(number)s of %(year)s (weeks %(first)s to %(last)s)") % {
        "number": quarter.number,
        "year": quarter.year,
        "first": quarter.first.number,
        "last": quarter.last.number,
    }


# --- saying -------------------------------------------------------------------------------------


def source_of(choice: Choice) -> Source:
    return Source(
        definition=choice.chosen.version.parsed,
        table=choice.chosen.table,
        ages=choice.ages,
        age=choice.age,
        language=get_language() or "da",
    )


def sentences(choice: Choice, source: Source | None) -> list[str]:
    said = []
    if choice.missed:
        said.append(
            _("What you asked for is not among the published numbers. Here are the newest.")
        )
    if source is None:
        return [*said, _("These numbers could not be shown safely, so none of them are shown.")]
    return [*said, *what_it_shows(choice, source)]


def what_it_shows(choice: Choice, source: Source) -> list[str]:
    about = {
        "title": spoken(source.definition.title, source.language),
        "period": quarter_words(choice.chosen.period),
    }
    people = source.people
    if people is None:
        first = _("“%(title)s” in %(period)s: too few answers to say how many.") % about
    else:
        first = ngettext(
            "%(count)s answer to “%(title)s” in %(period)s.",
            "%(count)s answers to “%(title)s” in %(period)s.",
            people,
        ) % {"count": people, **about}
    weeks = len(source.table["weeks"])
    second = ngettext(
        "They come from %(count)s week that has been published.",
        "They come from %(count)s weeks that have been published.",
        weeks,
    )
    of_whom = [] if source.age == cubes.ALL else [_("Age: %(age)s.") % {"age": source.age_name}]
    return [first, *of_whom, second % {"count": weeks}]


def sections(source: Source) -> list[Section]:
    found = (
        Section(_("What they answered"), tuple(ordered_figures(source))),
        Section(_("Lines and scales"), tuple(spread_figures(source))),
        Section(_("Across ages"), tuple(heat_figures(source))),
        places_section(tuple(place_figures(source))),
    )
    return [section for section in found if section.figures or section.said]


def places_section(found: tuple[Figure, ...]) -> Section:
    """Return the places side by side, or one sentence where no question can be compared."""
    if any(figure.drawing.pictures for figure in found):
        return Section(_("Across places"), found, places_words())
    most = max((figure.drawing.shown_count for figure in found), default=0)
    return Section(_("Across places"), (), too_few_places(most) if found else "")


def places_words() -> str:
    return _(
        "Where few answer, shares swing by chance alone. So this is no list of better and worse, and the "
        "table is in alphabetical order."
    )


# --- the file -----------------------------------------------------------------------------------


def written(choice: Choice, figure: Figure) -> bytes:
    version = choice.chosen.version
    same = (
        figure.title,
        spoken(version.parsed.title, get_language() or "da"),
        version.version,
        quarter_words(choice.chosen.period),
        _("yes") if choice.chosen.is_synthetic else _("no"),
    )
    heads = (
        _("Chart"),
        _("Questionnaire"),
        _("Version"),
        _("Period"),
        _("Made up"),
        _("How it is counted"),
        _("Age or place"),
        _("Question"),
        _("Answer"),
        _("Count"),
        _("Out of"),
        _("Per cent"),
        _("Hidden"),
    )
    return detailfile.write(heads, same, figure.lines, masked_words())
