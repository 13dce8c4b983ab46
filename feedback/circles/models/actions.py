"""Actions: who does what before when, and what came of it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.circles.models.circles import Circle
from feedback.circles.models.decisions import Decision


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> "ActionQuerySet":
        return self.filter(done_on=None)

    def overdue(self, on: date) -> "ActionQuerySet":
        return self.open().filter(due_on__lt=on)


class Action(models.Model):
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="actions")
    text = models.CharField(_("what is to be done"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("who does it"),
    )
    due_on = models.DateField(_("before"))
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="actions", null=True, blank=True
    )
    made_on = models.DateField()
    done_on = models.DateField(null=True)
    outcome = models.CharField(_("what happened"), max_length=300, blank=True)
    reminded_on = models.DateField(null=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on=None) | ~models.Q(outcome=""),
                name="%(app_label)s_%(class)s_done_says_what_happened",
            )
        ]

    def __str__(self) -> str:
        return self.text
