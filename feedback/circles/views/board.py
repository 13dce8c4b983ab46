"""The circle's first pages: what citizens say, and the numbers behind it."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.models import Platform
from feedback import dashboards, details, news
from feedback.circles import charted
from feedback.circles.models import Circle, CircleMember, OwnedMeasure
from feedback.circles.views.access import seen_circle
from feedback.circles.work import work_of
from feedback.exports.files import csv_file
from feedback.exports.series import all_series
from feedback.exports.words import words
from feedback.models import Signal
from feedback.scopes import Scope
from portal.periods import Week


@never_cache
@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    mine = CircleMember.objects.filter(user=request.user).select_related("circle")
    members = list(mine.order_by("circle__name"))
    circles = [
        {"name": circle.name, "aim": circle.aim, "url": circle.get_absolute_url()}
        for circle in (member.circle for member in members)
    ]
    context = {
        "circles": circles,
        "members": members,
        "can_edit": request.user.has_perm("wagtailadmin.access_admin"),
        "has_places": request.user.places.exists(),
        "reads_words": Platform.objects.filter(moderators__user=request.user).exists(),
    }
    return render(request, "circles/index.html", context)


@never_cache
@require_safe
@login_required
def board(request: HttpRequest, slug: str) -> HttpResponse:
    circle = seen_circle(request, slug)
    today = timezone.localdate()
    context = {
        "circle": circle,
        "platform": circle.platform,
        "work": work_of(circle, today),
        **numbers_of(circle, today, Scope(without=circle.own_questionnaire)),
    }
    return render(request, "circles/board.html", context)


@never_cache
@require_safe
@login_required
def sense(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the members how they work together, and show what they answered."""
    circle, today = seen_circle(request, slug), timezone.localdate()
    if circle.sense is None:
        raise Http404
    context = {
        "circle": circle,
        "platform": circle.platform,
        "is_open": circle.sense.campaign.is_open(today),
        **numbers_of(circle, today, Scope(only=circle.own_questionnaire)),
    }
    return render(request, "circles/sense.html", context)


def numbers_of(circle: Circle, today: date, scope: Scope) -> dict[str, Any]:
    owned = OwnedMeasure.objects.filter(measure__platform=circle.platform)
    owners = dict(owned.values_list("measure_id", "circle__name"))
    trials = charted.by_measure(circle)
    return dashboards.board(circle.platform, Week.of(today), scope, owners, trials)


@never_cache
@require_safe
@login_required
def numbers(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how one quarter's answers are spread."""
    circle = seen_circle(request, slug)
    content = details.page(circle.platform, request.GET)
    return render(
        request,
        "circles/numbers.html",
        {"circle": circle, "platform": circle.platform, **content},
    )


@never_cache
@require_safe
@login_required
def numbers_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the numbers behind one chart."""
    circle = seen_circle(request, slug)
    content = details.file(circle.platform, request.GET)
    if content is None:
        raise Http404
    return csv_response(content, f"{circle.slug}-{request.GET[details.CHART]}.csv")


@never_cache
@require_safe
@login_required
def points_file(request: HttpRequest, slug: str, measure: str) -> HttpResponse:
    """Give the points of one chart over time."""
    circle = seen_circle(request, slug)
    found = all_series(circle.platform, measure)
    if not found or not found[0].chart.shown_count:
        raise Http404
    return csv_response(csv_file(found[0].numbers, words()), f"{measure}.csv")


@never_cache
@require_safe
@login_required
def signal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a signal with its chart as it was."""
    circle = seen_circle(request, slug)
    signals = Signal.objects.filter(measure__platform=circle.platform).select_related("measure")
    found = get_object_or_404(signals, pk=pk)
    context = {
        "circle": circle,
        "platform": circle.platform,
        "told": news.news_of(found),
        "rule": capfirst(found.get_rule_display()),
        "rules": found.get_rules_display(),
        "chart": found.chart,
    }
    return render(request, "circles/signal.html", context)


@require_POST
@login_required
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a member turn the letters on or off, for no one but herself."""
    circle = seen_circle(request, slug)
    wants = request.POST.get("wants")
    if wants in ("yes", "no"):
        circle.members.filter(user=request.user).update(wants_letters=wants == "yes")
    return redirect(f"{reverse('circles:index')}#breve")


def csv_response(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
