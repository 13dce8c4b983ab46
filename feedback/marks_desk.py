"""Where an editor marks the chart of a measure, and takes marks back. It shows points, and no number."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from cms.scoped import DeleteView, EditView
from feedback import chartmarks, marking
from feedback.marklines import line, name_of
from feedback.models import ChartMark, Measure
from feedback.seriescharts import Chart
from questionnaires.views.rows import of_own, screen

LONGEST = ChartMark._meta.get_field("reason").max_length


class EditMeasure(EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        marks = Button(
            gettext_lazy("Marks on the chart"),
            url=reverse("chart_marks", args=[self.object.pk]),
            icon_name="tag",
        )
        return [*super().header_more_buttons, marks]


class DeleteMeasure(DeleteView):
    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Marks and signals are never deleted, so neither is what they are about."""
        if self.object.marks.exists() or self.object.signals.exists():
            sentence = _(
                "Its chart has marks or signals. They are history, so the measure is kept."
            )
            messages.error(self.request, sentence)
            return redirect("wagtailsnippets_feedback_measure:edit", self.object.pk)
        return super().form_valid(form)


class MarkForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=ChartMark.Kinds.choices)
    point = forms.ChoiceField(
        label=gettext_lazy("Point"),
        error_messages={
            "invalid_choice": gettext_lazy("The chart has no such point. Choose one that is on it.")
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST,
        help_text=gettext_lazy(
            "In a sentence, so that anybody in the circle understands it. It stands under the chart "
            "with your name."
        ),
    )

    def __init__(self, chart: Chart, **kwargs: object) -> None:
        super().__init__(**kwargs)
        newest_first = reversed(chart.spots)
        self.fields["point"].choices = [(spot.name, called(spot)) for spot in newest_first]


def called(spot: chartmarks.Spot) -> str:
    last = spot.also[-1] if spot.also else spot.name
    if last == spot.name:
        return name_of(spot.name)
    return _("%(first)s to %(last)s") % {"first": name_of(spot.name), "last": name_of(last)}


@require_http_methods(["GET", "HEAD", "POST"])
@of_own(Measure)
def marks(request: HttpRequest, measure: Measure) -> HttpResponse:
    chart = marking.chart_to_mark(measure)
    form = MarkForm(chart, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and make(request, measure, form):
        return redirect("chart_marks", measure.pk)
    return screen(
        request,
        "marks",
        _("Marks on the chart"),
        measure,
        reverse("wagtailsnippets_feedback_measure:edit", args=[measure.pk]),
        room="feedback",
        measure=measure,
        form=form if chart.spots else None,
        rows=rows(measure, chart),
        longest=LONGEST,
    )


def rows(measure: Measure, chart: Chart) -> list[dict[str, object]]:
    """Return every mark that was ever made, the newest first, and whether it has its point."""
    lost = {mark.pk for mark in chart.reading.lost}
    return [
        {
            "mark": mark,
            "kind": mark.get_kind_display(),
            "line": line(mark, None, name_of(mark.point)),
            "is_lost": mark.pk in lost,
        }
        for mark in measure.marks.order_by("-pk")
    ]


def make(request: HttpRequest, measure: Measure, form: MarkForm) -> bool:
    try:
        marking.mark(measure=measure, by=request.user, at=timezone.now(), **form.cleaned_data)
    except marking.Refused as refusal:
        form.add_error(refusal.place, str(refusal))
        return False
    messages.success(request, _("The chart is marked."))
    return True


@require_POST
@of_own(Measure)
def take_back(request: HttpRequest, measure: Measure) -> HttpResponse:
    number, because = request.POST.get("mark", ""), request.POST.get("because", "").strip()
    found = measure.marks.all()
    mark = get_object_or_404(found, pk=number if number.isdecimal() else 0)
    if not because or len(because) > LONGEST:
        messages.error(
            request,
            _("Write why it is taken back, in at most %(count)s signs.") % {"count": LONGEST},
        )
    elif marking.take_back(mark=mark, because=because, by=request.user, at=timezone.now()):
        messages.success(request, _("The mark is taken back. It stays in the history."))
    else:
        messages.error(request, _("It is taken back already."))
    return redirect("chart_marks", measure.pk)


urls = [
    path("maalinger/<int:pk>/maerker/", marks, name="chart_marks"),
    path("maalinger/<int:pk>/maerker/tilbage/", take_back, name="chart_mark_back"),
]
