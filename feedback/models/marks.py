"""What people mark on a chart: where the line is frozen or drawn anew, what is left out, what happened."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.chartmarks import Kind
from feedback.models.measures import Measure


class ChartMarkManager(models.Manager["ChartMark"]):
    def get_queryset(self) -> models.QuerySet["ChartMark"]:
        """A mark is never shown without its people."""
        return super().get_queryset().select_related("made_by", "taken_back_by")


class ChartMark(models.Model):
    """A mark with its reason. Never changed and never deleted: it can be taken back, and that is written too.

    `point` is the point's name: a week as 2026-W48 where the numbers are published here, a date as
    2026-11-01 where they come from another system.
    """

    class Kinds(models.TextChoices):
        NOTE = Kind.NOTE, _("Note: something happened here")
        EXCLUDE = Kind.EXCLUDE, _("Leave out: this point is drawn but not counted")
        FREEZE = Kind.FREEZE, _("Freeze: the line comes from the points up to and with this one")
        PART = Kind.PART, _("New part: from this point on the line is drawn anew")

    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="marks", verbose_name=_("measure")
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kinds)
    point = models.CharField(_("point"), max_length=10)
    reason = models.CharField(_("reason"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    made_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = models.CharField(max_length=200, blank=True)

    objects = ChartMarkManager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("mark on a chart")
        verbose_name_plural = _("marks on charts")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="%(app_label)s_%(class)s_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None, taken_back_because="")
                | (models.Q(taken_back_at__isnull=False) & ~models.Q(taken_back_because="")),
                name="%(app_label)s_%(class)s_is_taken_back_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=("measure",),
                condition=models.Q(kind="freeze", taken_back_at=None),
                name="%(app_label)s_%(class)s_one_frozen_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.get_kind_display()} · {self.point}"

    @property
    def is_active(self) -> bool:
        return self.taken_back_at is None


class Signal(models.Model):
    """That a chart showed more than chance, written down once, with the chart as it was. Never changed.

    `points` and `start` are names of points, as in a mark. `baseline` says which part or frozen line the
    newest points were held against, see feedback/chartmarks.py.
    """

    class Rule(models.TextChoices):
        SHIFT = "shift", _("a shift")
        CROSSINGS = "crossings", _("fewer crossings than chance gives")
        OUTSIDE = "outside", _("points outside the limits")
        TREND = "trend", _("a trend")
        NEAR = "near", _("two of three points close to a limit")

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="signals")
    rules = models.CharField(max_length=6, choices=Measure.Rules)
    rule = models.CharField(max_length=9, choices=Rule)
    side = models.SmallIntegerField(help_text="+1 above or rising, -1 below or falling, 0 neither.")
    is_better = models.BooleanField(null=True, help_text="None where the rule has no direction.")
    baseline = models.CharField(max_length=20, blank=True)
    start = models.CharField(max_length=10)
    points = models.JSONField()
    chart = models.JSONField(help_text="The drawing as of then: feedback.charts.RunChartDrawing.")
    recorded_on = models.DateField()
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ("-recorded_on", "-pk")
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        constraints = [
            models.UniqueConstraint(
                fields=("measure", "rules", "rule", "side", "baseline", "start"),
                name="%(app_label)s_%(class)s_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.get_rule_display()} · {self.start}"
