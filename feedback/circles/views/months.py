"""The circle's months, one after the other, to read and to print."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from feedback.circles import monthly, monthpaper
from feedback.circles.models import Circle
from feedback.circles.monthly import Month
from feedback.circles.views.access import seen_circle


@never_cache
@require_safe
@login_required
def month(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    circle, today = seen_circle(request, slug), timezone.localdate()
    found = asked(circle, year, month, today)
    after = monthly.month_after(found.first)
    context = {
        "circle": circle,
        "platform": circle.platform,
        "month": found,
        "quiet": monthpaper.quiet(),
        "before": monthly.month_before(found.first),
        "after": after if after <= today else None,
    }
    return render(request, "circles/month.html", context)


@never_cache
@require_safe
@login_required
def month_file(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    circle = seen_circle(request, slug)
    found = asked(circle, year, month, timezone.localdate())
    name = f"{circle.slug}-{found.first:%Y-%m}.pdf"
    return HttpResponse(
        monthpaper.pdf(circle, found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def asked(circle: Circle, year: int, month: int, today: date) -> Month:
    """Return a month that has begun; 404 for any other."""
    try:
        first = date(year, month, 1)
    except ValueError as error:
        raise Http404 from error
    if first > today:
        raise Http404
    return monthly.month_of(circle, first, on=today)
