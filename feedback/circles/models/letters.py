"""Letters to members. Each waits until the mail server has taken it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from feedback.circles.models.circles import Circle
from feedback.models import Signal


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self, at: datetime) -> "LetterQuerySet":
        """Return what no worker has sent or is about to send."""
        free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=at - Letter.CLAIMED_FOR)
        return (
            self.filter(free, sent_at=None)
            .select_related("circle__platform", "user")
            .order_by("pk")
        )


class Letter(models.Model):
    """One letter to one member of a circle."""

    CLAIMED_FOR = timedelta(hours=1)  # then the worker that claimed it is taken for dead

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="%(class)ss")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_on = models.DateField()
    claimed_at = models.DateTimeField(null=True, help_text="When a worker began to send it.")
    sent_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.circle} · {self.user} · {self.made_on}"


class SignalLetter(Letter):
    """About new signals."""

    signals = models.ManyToManyField(Signal, related_name="+")

    class Meta(Letter.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("circle", "user", "made_on"), name="%(app_label)s_%(class)s_once"
            )
        ]


class MonthLetter(Letter):
    """About what a circle saw, decided and did in one month."""

    month = models.DateField(help_text="Its first day.")

    class Meta(Letter.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("circle", "user", "month"), name="%(app_label)s_%(class)s_once"
            )
        ]
