"""The six steps of population health management, in the circle's own words."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.circles.models.circles import Circle


class PopulationStep(models.Model):
    """What the circle has written beside one step. What the step shows is made from what exists."""

    class Number(models.IntegerChoices):
        WHO = 1, _("Who lives here")
        GOALS = 2, _("What we want to achieve")
        SEGMENTS = 3, _("Groups with different needs")
        EFFORTS = 4, _("What we do")
        FOLLOW_UP = 5, _("How it goes")
        LEARNING = 6, _("What we have learned")

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="population_steps")
    number = models.PositiveSmallIntegerField(choices=Number)
    text = models.TextField(_("in our own words"), max_length=1000, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    written_on = models.DateField()

    class Meta:
        ordering = ("number",)
        verbose_name = _("step of the population view")
        verbose_name_plural = _("steps of the population view")
        constraints = [
            models.UniqueConstraint(
                fields=("circle", "number"), name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__range=(1, 6)), name="%(app_label)s_%(class)s_one_of_6"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circle} · {self.get_number_display()}"
