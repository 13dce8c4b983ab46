"""What was taken out again: answers set aside, and counts of those erased."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from questionnaires.models.access_points import AccessPoint
from questionnaires.models.campaigns import Campaign


class Quarantine(models.Model):
    """One week at one access point whose answers are not counted, because somebody filled it."""

    access_point = models.ForeignKey(AccessPoint, models.CASCADE, related_name="quarantines")
    week = models.CharField(_("week"), max_length=8)
    because = models.CharField(_("because"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    set_on = models.DateField()

    class Meta:
        verbose_name = _("quarantine")
        verbose_name_plural = _("quarantines")
        constraints = (
            models.UniqueConstraint(
                fields=("access_point", "week"), name="%(app_label)s_%(class)s_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.access_point} · {self.week}"


class Erasure(models.Model):
    """How many answers of a campaign were erased on a day, and why. Never which."""

    class Reason(models.TextChoices):
        RETENTION = "retention", _("Their time was over")
        WITHDRAWN = "withdrawn", _("Taken back by those who gave them")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="erasures")
    on = models.DateField()
    reason = models.CharField(max_length=10, choices=Reason)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ("-on", "campaign")
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "on", "reason"), name="%(app_label)s_%(class)s_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.campaign} · {self.on}"
