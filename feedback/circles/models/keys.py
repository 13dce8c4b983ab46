"""Keys: how programs read what a circle has published."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.circles.models.circles import Circle, CircleMember


class CircleKeyQuerySet(models.QuerySet["CircleKey"]):
    def working(self, on: date) -> "CircleKeyQuerySet":
        """Return the keys that are neither stopped nor too old, and whose maker may still make keys."""
        makers = CircleMember.objects.filter(
            circle=models.OuterRef("circle"), user=models.OuterRef("made_by")
        ).exclude(role=CircleMember.Role.MEMBER)
        return self.filter(
            models.Exists(makers), stopped_on=None, expires_on__gte=on, made_by__is_active=True
        )


class CircleKey(models.Model):
    """Lets a program read the circle's published numbers. The key itself is shown once and kept nowhere.

    It works for as long as whoever made it may make keys: she has seen it, and may leave the circle.
    """

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="keys")
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    expires_on = models.DateField(_("last day"), help_text="Included.")
    last_used_on = models.DateField(null=True, help_text="The day only, never the time.")
    stopped_on = models.DateField(null=True)

    objects = CircleKeyQuerySet.as_manager()

    class Meta:
        ordering = ("-made_on", "-pk")
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        constraints = [
            models.UniqueConstraint(
                fields=("circle", "name"),
                condition=models.Q(stopped_on=None),
                name="%(app_label)s_%(class)s_one_name",
            )
        ]

    def __str__(self) -> str:
        return f"{self.circle} · {self.name}"
