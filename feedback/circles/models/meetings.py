"""Meetings: what is on the agenda, who was there, and the minutes they agreed on."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.circles.models.actions import Action
from feedback.circles.models.circles import Circle
from feedback.circles.models.decisions import Decision
from feedback.circles.models.projects import PDSACycle
from feedback.models import Signal


class MeetingSeries(models.Model):
    """Meetings that come again at the same hour, so many weeks apart."""

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="series")
    title = models.CharField(_("title"), max_length=80)
    weeks_between = models.PositiveSmallIntegerField(_("weeks between"), default=4)

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")

    def __str__(self) -> str:
        return f"{self.circle} · {self.title}"


class Meeting(models.Model):
    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("under way")
        HELD = "held", _("held; the minutes wait for consent")
        APPROVED = "approved", _("minutes approved")
        CANCELLED = "cancelled", _("called off")

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="meetings")
    series = models.ForeignKey(MeetingSeries, models.SET_NULL, related_name="meetings", null=True)
    title = models.CharField(_("title"), max_length=80)
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    place = models.CharField(_("where"), max_length=120, blank=True)
    link = models.URLField(_("link for those who join by video"), blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.PLANNED)
    sequence = models.PositiveSmallIntegerField(
        default=0, help_text="Grows with each change, as iCalendar's SEQUENCE (RFC 5545)."
    )
    approved_on = models.DateField(null=True)

    class Meta:
        ordering = ("-starts_at",)
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.circle} · {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("circles:meeting", args=(self.circle.slug, self.pk))

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_open(self) -> bool:
        """Say whether its agenda and minutes may still be changed."""
        return self.status not in (self.Status.APPROVED, self.Status.CANCELLED)


class AgendaItem(models.Model):
    """One thing to talk about, with what was said of it. `revision` tells a stale page from a fresh one."""

    class Kind(models.TextChoices):
        CHECK_IN = "check_in", _("Check-in")
        SIGNAL = "signal", _("New signal")
        DECISION = "decision", _("Decision")
        ACTION = "action", _("Action")
        STUDY = "study", _("Test ready for Study")
        OTHER = "other", _("Other")
        CHECK_OUT = "check_out", _("Check-out")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("title"), max_length=160)
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("minutes"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="+", null=True)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="agenda_items", null=True)
    action = models.ForeignKey(Action, models.PROTECT, related_name="+", null=True)
    cycle = models.ForeignKey(PDSACycle, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("item on the agenda")
        verbose_name_plural = _("items on the agenda")

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """That a person was there, and consents to the minutes or says what must be changed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    was_there = models.BooleanField(default=False)
    consented_at = models.DateTimeField(null=True)
    objection = models.TextField(_("what must be changed, and why"), blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "user"), name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.user}"
