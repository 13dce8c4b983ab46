"""Letters to members about new signals."""

from django.conf import settings
from django.db import models

from feedback.circles.models.circles import Circle
from feedback.models import Signal


class SignalLetter(models.Model):
    """One letter to one member about new signals. It waits until the mail server has taken it."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="letters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    signals = models.ManyToManyField(Signal, related_name="+")
    made_on = models.DateField()
    claimed_at = models.DateTimeField(null=True, help_text="When a worker began to send it.")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("circle", "user", "made_on"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.circle} · {self.user} · {self.made_on}"
