"""The circle's published numbers as files, for its members."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from feedback.circles.models import Circle
from feedback.circles.views.access import seen_circle
from feedback.exports import files, parquet, report, words
from feedback.exports.quarters import by_quarter
from feedback.exports.series import all_series
from portal.users.roles import Permission, may

NOT_IMPLEMENTED = 501
CSV, XLSX, PARQUET, REPORT = "tal.csv", "tal.xlsx", "tal.parquet", "rapport.pdf"


class Format(NamedTuple):
    """A file that can be had: what it is called, what it holds, and how its content is sent."""

    title: Any
    said: Any
    type: str


FORMATS = {
    REPORT: Format(
        gettext_lazy("Report (PDF)"),
        gettext_lazy(
            "To read and to bring to the meeting: a sentence and a chart for each measure, the newest "
            "quarter, and how all of it is counted."
        ),
        "application/pdf",
    ),
    XLSX: Format(
        gettext_lazy("Workbook (XLSX)"),
        gettext_lazy("All numbers in Excel or LibreOffice, and a sheet that says what is hidden."),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    CSV: Format(
        gettext_lazy("Text file (CSV)"),
        gettext_lazy(
            "The same numbers with semicolons between, for a Danish Excel and most programs."
        ),
        "text/csv; charset=utf-8",
    ),
    PARQUET: Format(
        gettext_lazy("Data file (Parquet)"),
        gettext_lazy("The same numbers for those who count with R, Python or DuckDB."),
        "application/vnd.apache.parquet",
    ),
}


@never_cache
@require_safe
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return page(request, seen_circle(request, slug))


def page(request: HttpRequest, circle: Circle, status: int = 200) -> HttpResponse:
    context = {
        "circle": circle,
        "platform": circle.platform,
        "formats": [
            {"name": name, "title": each.title, "said": each.said, "is_there": can_make(name)}
            for name, each in FORMATS.items()
        ],
        "was_refused": status != 200,
        "keeps_keys": may(request.user, Permission.KEEP_KEYS, circle),
    }
    return render(request, "circles/downloads.html", context, status=status)


def can_make(name: str) -> bool:
    return name != PARQUET or parquet.is_there()


@never_cache
@require_safe
@login_required
def file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    circle = seen_circle(request, slug)
    if name not in FORMATS:
        raise Http404
    if not can_make(name):
        return page(request, circle, NOT_IMPLEMENTED)
    disposition = f'attachment; filename="{circle.slug}-{name}"'
    return HttpResponse(
        WRITERS[name](circle),
        content_type=FORMATS[name].type,
        headers={"Content-Disposition": disposition},
    )


# --- writing ------------------------------------------------------------------------------------


def numbers_of(circle: Circle) -> list[files.Number]:
    """Return everything that is published: measures over time first, then the quarters."""
    series = all_series(circle.platform)
    quarters = by_quarter(circle.platform)
    return [
        number for one in (*(each.numbers for each in series), *quarters.values()) for number in one
    ]


def whose(circle: Circle) -> words.Whose:
    return words.Whose(circle.name, circle.platform.name, date_format(timezone.localdate()))


def as_csv(circle: Circle) -> bytes:
    return files.csv_file(numbers_of(circle), words.words())


def as_xlsx(circle: Circle) -> bytes:
    numbers = numbers_of(circle)
    return files.xlsx_file(numbers, words.words(), words.about(whose(circle), numbers))


def as_parquet(circle: Circle) -> bytes:
    numbers = numbers_of(circle)
    return parquet.parquet_file(numbers, words.about(whose(circle), numbers))


def as_report(circle: Circle) -> bytes:
    return report.pdf(circle.platform, whose(circle), circle.aim)


WRITERS: dict[str, Callable[[Circle], bytes]] = {
    CSV: as_csv,
    XLSX: as_xlsx,
    PARQUET: as_parquet,
    REPORT: as_report,
}
