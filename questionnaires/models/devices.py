"""Tablets in waiting rooms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from questionnaires.models.access_points import AccessPoint


class Device(models.Model):
    """One tablet that may open the questions without end. Its token and PIN are kept as hashes only."""

    access_point = models.ForeignKey(
        AccessPoint, models.CASCADE, related_name="devices", verbose_name=_("access point")
    )
    name = models.CharField(_("name"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    pin_hash = models.CharField(max_length=128, editable=False)
    stopped_on = models.DateField(_("stopped on"), null=True, editable=False)

    class Meta:
        ordering = ("access_point", "name")
        verbose_name = _("tablet")
        verbose_name_plural = _("tablets")

    def __str__(self) -> str:
        return f"{self.name} · {self.access_point}"
