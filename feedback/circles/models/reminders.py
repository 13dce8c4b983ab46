"""That a person was reminded on a day: whoever writes it down first sends the letter, and nobody a second."""

from django.conf import settings
from django.db import models


class Reminder(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("user", "sent_on"), name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.sent_on}"
