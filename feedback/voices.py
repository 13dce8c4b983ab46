"""“What citizens write”: themes with how many wrote of them, and quotes. Drawn from publications only."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.models import Platform
from feedback.models import Theme, ThemePublication
from feedback.scopes import EVERYTHING, FIELD, Scope
from feedback.themecubes import FEWEST_QUOTED, WITH
from portal.periods import Quarter

Status = ThemePublication.Status


@dataclass(frozen=True)
class ThemeRow:
    """`count` is None when it is masked; `percent` is how far the bar goes."""

    name: str
    belongs: str
    count: int | None
    percent: int
    quotes: list[str]


@dataclass(frozen=True)
class Voices:
    """What people wrote to one questionnaire in one quarter; `rows` is empty where nothing is shown."""

    id: str
    title: str
    weeks: str
    text: str
    rows: list[ThemeRow]
    is_synthetic: bool
    fewest_quoted: int = FEWEST_QUOTED

    @property
    def has_masked(self) -> bool:
        return any(row.count is None for row in self.rows)


def voices(
    platform: Platform, label: Callable[[Quarter], str], scope: Scope = EVERYTHING
) -> list[Voices]:
    """Return the newest published quarter of each version."""
    publications = (
        scope.of(ThemePublication.objects.filter(platform=platform), FIELD)
        .select_related("version__questionnaire", "theme_list")
        .prefetch_related("quotes", "theme_list__themes")
    )
    newest = {each.version_id: each for each in publications.order_by("quarter")}
    return [voices_of(each, label(each.period)) for each in newest.values()]


def voices_of(publication: ThemePublication, weeks: str) -> Voices:
    quotes: dict[str, list[str]] = {}
    for quote in publication.quotes.all():
        quotes.setdefault(quote.code, []).append(quote.words)
    is_shown = publication.status == Status.CLOSED
    themes = publication.theme_list.themes.all() if is_shown else ()
    return Voices(
        id=f"voices-{publication.pk}",
        title=publication.version.questionnaire.title,
        weeks=weeks,
        text=text_of(publication),
        rows=rows(publication, themes, quotes),
        is_synthetic=publication.is_synthetic,
    )


def text_of(publication: ThemePublication) -> str:
    """Say how many wrote, or why nothing is shown."""
    if publication.status == Status.FEW:
        return _("Fewer than 5 wrote something that could be shown, so nothing of it is shown.")
    if publication.status == Status.WITHHELD:
        return _("The themes could not be shown safely, so nothing of them is shown.")
    wrote = publication.table["wrote"]
    if wrote is None:
        return _("How many wrote is hidden. One person may write of several themes.")
    words = ngettext(
        "%(count)s person wrote something. One person may write of several themes.",
        "%(count)s people wrote something. One person may write of several themes.",
        wrote,
    )
    return words % {"count": wrote}


def rows(
    publication: ThemePublication, themes: Iterable[Theme], quotes: Mapping[str, list[str]]
) -> list[ThemeRow]:
    """Return the themes, most people first; what is masked stands last, in the order of the list."""
    table, language = publication.table, get_language() or "da"
    counts = table.get(WITH, {})
    whole = max([table.get("wrote") or 0, *(count or 0 for count in counts.values()), 1])
    found = [
        ThemeRow(
            name=theme.name(language),
            belongs=theme.belongs(language),
            count=counts[theme.code],
            percent=100 * (counts[theme.code] or 0) // whole,
            quotes=quotes.get(theme.code, []),
        )
        for theme in themes
    ]
    return sorted(found, key=lambda row: -1 if row.count is None else row.count, reverse=True)
