"""Who answers again: a random number and the hash of a key that only she has."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from questionnaires.models import Campaign, Notice, Response


class Participant(models.Model):
    """One person in one campaign. Without her key nobody can tell which answers are hers, we included."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    # What she was told, or said yes to. The text of a notice in use never changes.
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+")
    key_hash = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def __str__(self) -> str:
        return str(self.id)


class Occasion(models.Model):
    """One time that a participant answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="occasions")
    response = models.OneToOneField(Response, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("number",)
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "number"), name="%(app_label)s_%(class)s_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.participant} · {self.number}"
