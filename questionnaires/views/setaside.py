"""Where the owner of a campaign looks at unusual weeks, sets them aside, and takes them back."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from portal.periods import Week
from questionnaires import quarantine
from questionnaires.alarms import alarms
from questionnaires.models import Campaign, Quarantine
from questionnaires.views.rows import of_own, screen

WEEKS_TO_CHOOSE = 12


class QuarantineForm(forms.Form):
    access_point = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Access point"))
    week = forms.ChoiceField(label=gettext_lazy("Week"))
    because = forms.CharField(
        label=gettext_lazy("Because"),
        max_length=Quarantine._meta.get_field("because").max_length,
        help_text=gettext_lazy("In a sentence. It stays in the history of the campaign."),
    )

    def __init__(self, campaign: Campaign, this_week: Week, **kwargs: object) -> None:
        super().__init__(**kwargs)
        points = self.fields["access_point"]
        points.queryset = campaign.access_points.select_related("place", "page", "campaign")
        points.label_from_instance = quarantine.in_words
        weeks = [str(this_week.plus(-back)) for back in range(WEEKS_TO_CHOOSE)]
        self.fields["week"].choices = [(week, week) for week in weeks]


@require_http_methods(["GET", "HEAD", "POST"])
@of_own(Campaign)
def quarantines(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    this_week = Week.of(timezone.localdate())
    data = request.POST if request.method == "POST" else None
    asked = {name: request.GET[name] for name in ("access_point", "week") if name in request.GET}
    form = QuarantineForm(campaign, this_week, data=data, initial=asked)
    if form.is_bound and form.is_valid() and set_aside(request, form):
        return redirect("questionnaires_quarantines", campaign.pk)
    aside = Quarantine.objects.filter(access_point__campaign=campaign).select_related(
        "access_point__campaign__version", "access_point__place", "access_point__page", "by"
    )
    return screen(
        request,
        "quarantines",
        _("Unusually many answers"),
        campaign,
        reverse("wagtailsnippets_questionnaires_campaign:edit", args=[campaign.pk]),
        campaign=campaign,
        form=form,
        alarms=[
            {"alarm": each, "where": quarantine.in_words(each.access_point)}
            for each in alarms(campaign=campaign, this_week=this_week)
        ],
        aside=[
            {
                "row": row,
                "where": quarantine.in_words(row.access_point),
                "was_published": quarantine.was_published(row),
            }
            for row in aside.order_by("-week", "pk")
        ],
    )


def set_aside(request: HttpRequest, form: QuarantineForm) -> bool:
    week = Week.parse(form.cleaned_data["week"])
    try:
        quarantine.set_aside(
            access_point=form.cleaned_data["access_point"],
            week=week,
            because=form.cleaned_data["because"],
            by=request.user,
            on=timezone.localdate(),
        )
    except quarantine.AlreadyAside:
        form.add_error("week", _("That week is set aside there already."))
        return False
    messages.success(request, _("%(week)s is set aside there, and not counted.") % {"week": week})
    return True


@require_POST
@of_own(Campaign)
def lift(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    number = request.POST.get("quarantine", "")
    rows = Quarantine.objects.filter(access_point__campaign=campaign)
    row = get_object_or_404(rows, pk=number if number.isdecimal() else 0)
    quarantine.take_back(quarantine=row, by=request.user)
    messages.success(request, _("%(week)s is counted again there.") % {"week": row.week})
    return redirect("questionnaires_quarantines", campaign.pk)
