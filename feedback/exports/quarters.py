"""What is published of whole quarters, as numbers to be taken away: answers, pages and themes.

Every share is of all who answered the questionnaire in that group (decision 6), themes of all who wrote.
Quotes are in no file: they go when the answer is erased or its approval taken back, and a file does not.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.models import Platform
from feedback import cubes, pagecubes
from feedback.bins import Bins, bins_of_item, bins_of_scale
from feedback.detailcharts import PASSED_OVER, Source
from feedback.detailcubes import NO_PLACE
from feedback.details import ages_of
from feedback.distribution import Stretch
from feedback.exports.numbers import Kind, Mask, Number, Segment, share
from feedback.models import DetailPublication, PagePublication, ThemePublication
from questionnaires.definition import Item, spoken

Published = DetailPublication | PagePublication | ThemePublication
CLOSED = "closed"  # in all three


def by_quarter(platform: Platform, quarter: str = "") -> dict[str, list[Number]]:
    """Return the numbers of each published quarter, or of one, oldest first."""
    prefetch_related_objects([platform], "bands")
    found: dict[str, list[Number]] = defaultdict(list)
    for model, numbers_of in (
        (DetailPublication, partial(of_details, platform)),
        (PagePublication, partial(of_pages, platform)),
        (ThemePublication, of_themes),
    ):
        for publication in published(model, platform, quarter):
            found[publication.quarter] += numbers_of(publication)
    return dict(sorted(found.items()))


def published(model: Any, platform: Platform, quarter: str) -> Any:
    wanted = {"quarter": quarter} if quarter else {}
    rows = model.objects.filter(platform=platform, **wanted)
    rows = rows.select_related("version__questionnaire").order_by("quarter", "version_id")
    if model is ThemePublication:
        return rows.select_related("theme_list").prefetch_related("theme_list__themes")
    return rows


def quarters(platform: Platform) -> list[str]:
    """Return the quarters of which something is published or withheld, oldest first."""
    models = (DetailPublication, PagePublication, ThemePublication)
    names = (
        model.objects.filter(platform=platform).order_by().values_list("quarter")
        for model in models
    )
    first, *others = names
    return [name for (name,) in sorted(first.union(*others))]


def about(publication: Published) -> dict[str, Any]:
    version = publication.version
    return {
        "questionnaire": spoken(version.parsed.title, language()),
        "version": f"{version.questionnaire.key}:{version.version}",
        "first": str(publication.period.first),
        "last": str(publication.period.last),
        "weeks": " ".join(publication.table.get("weeks", ())),
        "is_synthetic": publication.is_synthetic,
    }


def language() -> str:
    return get_language() or "da"


def nothing(publication: Published, kind: Kind, mask: Mask) -> Number:
    """Return the line that stands where a whole table is not shown."""
    given = about(publication)
    version = {"code": given["version"], "title": given["questionnaire"]}
    return Number(kind=kind, **version, definition="", mask=mask, **given)


# --- how answers are spread ---------------------------------------------------------------------


def of_details(platform: Platform, publication: DetailPublication) -> Iterator[Number]:
    if publication.status != CLOSED:
        yield nothing(publication, Kind.QUESTION, Mask.WITHHELD)
        return
    ages = ages_of(platform, publication)
    source = Source(publication.version.parsed, publication.table, ages, cubes.ALL, language())
    given = about(publication)
    for item in source.counted:
        yield from of_item(source, item, given)
    for scale in source.definition.scales:
        if counts := source.table["scales"].get(scale.key):
            names = stretches(bins_of_scale(scale)) | {PASSED_OVER: _("no score")}
            what = {"kind": Kind.SCALE, "code": scale.key, "title": source.say(scale.title)}
            yield from spread(source, counts, names, what | given)
    for item in source.shares:
        yield from at_places(source, item, given)


def of_item(source: Source, item: Item, given: dict[str, Any]) -> Iterator[Number]:
    what: dict[str, Any] = {
        "kind": Kind.QUESTION,
        "code": item.link_id,
        "title": source.say(item.text),
    }
    counts = source.table["options"][item.link_id]
    yield from spread(source, counts, answers(source, item), what | given)


def answers(source: Source, item: Item) -> dict[str, str]:
    bins = bins_of_item(item)
    if bins:
        names = stretches(bins)
    elif item.type == "boolean":
        names = {"true": _("yes"), "false": _("no")}
    else:
        names = {option.code: source.say(option.text) for option in item.options}
    return names | {PASSED_OVER: _("passed over")}


def stretches(bins: Bins) -> dict[str, str]:
    return {code: Stretch(*bins.ends(code), None).label for code in bins.codes}


def spread(
    source: Source,
    counts: Mapping[str, Mapping[str, int | None]],
    names: Mapping[str, str],
    what: Mapping[str, Any],
) -> Iterator[Number]:
    """Yield each answer at each age, of all of that age who answered the questionnaire."""
    definition = _(
        "Those who gave this answer, of everybody in the group who answered the questionnaire."
    )
    for code, name in names.items():
        for age, age_name in source.ages.items():
            yield Number(
                **what,
                definition=definition,
                answer_code=code,
                answer=name,
                segment_kind=Segment.ALL if age == cubes.ALL else Segment.AGE,
                segment=age_name,
                **share(counts.get(code, {}).get(age), source.table["people"].get(age)),
            )


def at_places(source: Source, item: Item, given: Mapping[str, Any]) -> Iterator[Number]:
    names = {place: _("A place that is gone") for place in source.table["places"]}
    names |= source.table["names"] | {NO_PLACE: _("No place")}
    chosen = source.chosen(item)
    for place, row in sorted(
        source.table["places"].items(), key=lambda one: (one[0] == NO_PLACE, names[one[0]])
    ):
        yield Number(
            kind=Kind.QUESTION,
            code=item.link_id,
            title=source.say(item.text),
            definition=_("Those at the place who answered %(answers)s, of everybody there.")
            % {"answers": chosen},
            answer_code=" ".join(sorted(item.top_box)),
            answer=chosen,
            segment_kind=Segment.PLACE,
            segment=names[place],
            **share(row["top"].get(item.link_id), row["people"]),
            **given,
        )


# --- pages and themes ---------------------------------------------------------------------------


def of_pages(platform: Platform, publication: PagePublication) -> Iterator[Number]:
    if publication.status != CLOSED:
        yield nothing(publication, Kind.PAGE, Mask.WITHHELD)
        return
    item, stored = publication.version.parsed.choices[0], publication.table
    names = {str(band.pk): band.name for band in platform.bands.all()}
    names |= {cubes.NO_AGE: _("Age not given"), cubes.ALL: _("All ages")}
    ages = {age: names[age] for age in stored["ages"] if age in names}
    source = Source(publication.version.parsed, stored, ages, cubes.ALL, language())
    given = about(publication) | page_words(source, item)
    titles = stored["names"] | {pagecubes.NO_PAGE: _("Elsewhere"), cubes.ALL: _("All pages")}
    for page in pagecubes.pages_in(stored):
        for age, age_name in ages.items():
            yield Number(
                kind=Kind.PAGE,
                code=page,
                title=titles.get(page, _("A page that is gone")),
                segment_kind=Segment.ALL if age == cubes.ALL else Segment.AGE,
                segment=age_name,
                **share(stored["top"][page][age], stored["people"][page][age]),
                **given,
            )


def page_words(source: Source, item: Item) -> dict[str, str]:
    words = {"answers": source.chosen(item), "question": source.say(item.text)}
    return {
        "definition": _("Those who answered %(answers)s to “%(question)s”, of all who did answer.")
        % words,
        "answer_code": " ".join(sorted(item.top_box)),
        "answer": words["answers"],
    }


def of_themes(publication: ThemePublication) -> Iterator[Number]:
    if publication.status != CLOSED:
        is_few = publication.status == ThemePublication.Status.FEW
        yield nothing(publication, Kind.THEME, Mask.FEW if is_few else Mask.WITHHELD)
        return
    stored, given = publication.table, about(publication)
    for theme in publication.theme_list.themes.all():
        yield Number(
            kind=Kind.THEME,
            code=theme.code,
            title=theme.name(language()),
            definition=_("Those who wrote of it, of all who wrote. %(belongs)s")
            % {"belongs": theme.belongs(language())},
            segment=_("All ages"),
            **share(stored["with"].get(theme.code), stored["wrote"]),
            **given,
        )
