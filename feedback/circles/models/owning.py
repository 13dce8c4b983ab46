"""Who answers for a measure."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from feedback.circles.models.circles import Circle
from feedback.models import Measure


class OwnedMeasure(models.Model):
    """A measure that a circle answers for: one circle, so that it is clear whom to ask.

    It stands here, since a measure knows nothing of circles.
    """

    circle = ParentalKey(Circle, related_name="owned")
    measure = models.OneToOneField(
        Measure, models.CASCADE, related_name="+", verbose_name=_("measure")
    )

    class Meta:
        verbose_name = _("measure it answers for")
        verbose_name_plural = _("measures it answers for")

    def __str__(self) -> str:
        return f"{self.circle} · {self.measure}"

    def clean(self) -> None:
        """Refuse a measure of a platform that the circle does not run."""
        if self.measure_id and self.circle.platform_id != self.measure.platform_id:
            raise ValidationError({"measure": _("The measure belongs to another platform.")})
