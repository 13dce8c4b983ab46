"""The campaign desk: whoever meets people starts, prints, follows and stops questions at her own places."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.periods import Week
from portal.printing import posters
from portal.users.models import User
from portal.users.roles import Permission, may
from questionnaires import signs
from questionnaires.afterwards import told_on_paper
from questionnaires.campaigning import start_again, start_campaign, stop_campaign, week_so_far
from questionnaires.desk_forms import USUAL_TIME, LastDayForm, StartForm
from questionnaires.models import AccessPoint, Campaign
from questionnaires.views.posters import printed, size_wanted

AROUND = ("platform__logo", "version__questionnaire", "owner")


@never_cache
@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    campaigns = Campaign.objects.at_places_of(request.user).select_related(*AROUND)
    rows = [row(campaign, today) for campaign in campaigns]
    context = {
        "open": [each for each in rows if each["is_open"]],
        "over": [each for each in rows if not each["is_open"]],
        "has_places": request.user.places.exists(),
    }
    return render(request, "questionnaires/desk/index.html", context)


def row(campaign: Campaign, today: date) -> dict[str, Any]:
    return {
        "name": campaign.name,
        "url": reverse("campaigns:show", args=(campaign.pk,)),
        "asks": campaign.version.questionnaire.title,
        "state": state(campaign, today),
        "is_open": campaign.is_open(today),
    }


def state(campaign: Campaign, today: date) -> str:
    """Say in a few words whether answers are taken, and until when."""
    if campaign.stopped_on:
        return _("Stopped on %(day)s") % {"day": date_format(campaign.stopped_on)}
    if campaign.opens_on > today:
        return _("Opens on %(day)s") % {"day": date_format(campaign.opens_on)}
    if campaign.closes_on and campaign.closes_on < today:
        return _("Ended on %(day)s") % {"day": date_format(campaign.closes_on)}
    if not campaign.version.may_be_asked(today):
        return _("The questionnaire is out of use")
    if campaign.closes_on:
        return _("Takes answers until %(day)s") % {"day": date_format(campaign.closes_on)}
    return _("Takes answers")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Start a campaign: choose what to ask, then where and until when."""
    today, places = timezone.localdate(), list(request.user.places)
    templates = usable_templates(today)
    template = chosen(templates, request.GET.get("skabelon", ""))
    if template is None or not places:
        context = {"templates": templates, "has_places": bool(places)}
        return render(request, "questionnaires/desk/choose.html", context)
    name = f"{template.name}, {date_format(today, 'F Y')}"
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, today=today, own_places=places, initial={"name": name[:120]})
    if form.is_valid():
        campaign = start_campaign(template=template, by=request.user, on=today, **form.cleaned_data)
        return redirect("campaigns:show", campaign.pk)
    context = {"form": form, "template": template, "has_others": len(templates) > 1}
    return render(request, "questionnaires/desk/new.html", context)


def usable_templates(today: date) -> list[Campaign]:
    templates = Campaign.objects.filter(is_template=True).select_related(*AROUND)
    return [each for each in templates if each.version.may_be_asked(today)]


def chosen(templates: list[Campaign], key: str) -> Campaign | None:
    """Return the template in the address; where there is only one, nobody has to choose."""
    if len(templates) == 1:
        return templates[0]
    return next((template for template in templates if str(template.pk) == key), None)


def run_by(user: User, pk: int) -> Campaign:
    """Return a campaign the person may run; that of others is as good as none."""
    campaign = get_object_or_404(Campaign.objects.select_related(*AROUND), pk=pk)
    if not may(user, Permission.RUN_CAMPAIGNS, campaign):
        raise Http404
    return campaign


def own_points(campaign: Campaign, user: User) -> QuerySet[AccessPoint]:
    """Return the access points at the person's own places, place by place."""
    points = campaign.access_points.filter(place__in=user.places)
    in_order = points.order_by("place__organisation__name", "place__name", "pk")
    return in_order.select_related("place__organisation", "local_version")


@never_cache
@require_safe
@login_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    campaign, today = run_by(request.user, pk), timezone.localdate()
    so_far = week_so_far(campaign=campaign, week=Week.of(today))
    points = list(own_points(campaign, request.user))
    sheets = [(point, signs.sheets(point)) for point in points]
    context = {
        "campaign": campaign,
        "state": state(campaign, today),
        "is_open": campaign.is_open(today),
        "at_least": so_far.at_least,
        "points": [
            {
                "point": point,
                "sheets": found[:1],
                "more": found[1:],
                "is_busy": point.pk in so_far.busy,
            }
            for point, found in sheets
        ],
        "poster_count": sum(has_poster(point) for point in points),
        "takes_paper": campaign.takes_paper(today),
        "may_stop": may(request.user, Permission.STOP_CAMPAIGN, campaign),
        "is_new": campaign.owner_id == request.user.pk
        and campaign.opens_on == today
        and campaign.is_open(today),
    }
    return render(request, "questionnaires/desk/campaign.html", context)


def has_poster(point: AccessPoint) -> bool:
    return posters.Size.A4 in signs.SIZES.get(point.kind, ())


@require_safe
@login_required
def all_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the posters of all the person's places in one file, one on a page."""
    campaign, size = run_by(request.user, pk), size_wanted(request)
    points = [point for point in own_points(campaign, request.user) if has_poster(point)]
    if not points:
        raise Http404
    for point in points:
        point.campaign = campaign
    language = request.LANGUAGE_CODE
    told = told_on_paper(campaign.platform, language)
    content = posters.signs_pdf([signs.sign(point, language, told) for point in points], size)
    return printed(content, f"plakater-{campaign.pk}.pdf")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = stoppable(request.user, pk)
    if request.method == "POST":
        stop_campaign(campaign=campaign, by=request.user, on=timezone.localdate())
        return redirect("campaigns:show", campaign.pk)
    return render(request, "questionnaires/desk/stop.html", {"campaign": campaign})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request: HttpRequest, pk: int) -> HttpResponse:
    campaign, today = stoppable(request.user, pk), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    last_day = max(campaign.closes_on or today, today)
    initial = {"closes_on": last_day if last_day > today else today + USUAL_TIME}
    form = LastDayForm(data, today=today, initial=initial)
    if form.is_valid():
        start_again(campaign=campaign, by=request.user, **form.cleaned_data)
        return redirect("campaigns:show", campaign.pk)
    return render(request, "questionnaires/desk/start.html", {"campaign": campaign, "form": form})


def stoppable(user: User, pk: int) -> Campaign:
    """Return a campaign the person may stop: one that asks at her own places only."""
    campaign = run_by(user, pk)
    if not may(user, Permission.STOP_CAMPAIGN, campaign):
        raise PermissionDenied
    return campaign
