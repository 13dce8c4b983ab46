"""What a scale came to for one response, and by which rule and engine."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from questionnaires.models.responses import Response


class Score(models.Model):
    """One row for each scale, also where there is no score: then `value` is empty and the counts say why.

    Computed on the server in the transaction that stores the answers; what a device may have shown is
    never believed.
    """

    # Random, as the response's own: a running number would show who came first.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="scores")
    scale = models.CharField(max_length=50)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    band = models.CharField(max_length=50, blank=True)
    rule = models.CharField(max_length=20)
    engine = models.PositiveSmallIntegerField()
    answered_count = models.PositiveSmallIntegerField()
    missing_count = models.PositiveSmallIntegerField()
    declined_count = models.PositiveSmallIntegerField()
    not_relevant_count = models.PositiveSmallIntegerField()
    not_asked_count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("response", "scale"), name="%(app_label)s_%(class)s_once"
            ),
        )
        verbose_name = _("score")
        verbose_name_plural = _("scores")

    def __str__(self) -> str:
        return f"{self.scale}: {self.value}"
