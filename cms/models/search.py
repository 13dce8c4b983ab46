"""What makes a search find: words that mean the same, and what was looked for in vain."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.forms import OwnPlatformsForm
from cms.models.audience import Platform


class SynonymSet(models.Model):
    """Words that mean the same on one platform: "hård mave, forstoppelse, forstoppet"."""

    platform = models.ForeignKey(
        Platform, models.CASCADE, related_name="synonyms", verbose_name=_("platform")
    )
    words = models.CharField(
        _("words"), max_length=300, help_text=_("With commas between; a word may be several.")
    )

    base_form_class = OwnPlatformsForm

    class Meta:
        ordering = ("platform__name", "words")
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.words


class ZeroHitQuerySet(models.QuerySet["ZeroHit"]):
    def seen_on_days(self, days: int) -> Self:
        """Return the queries that were made on so many different days, the most persistent first."""
        queries = self.order_by().values("platform__name", "language", "query")
        counted = queries.annotate(days=models.Count("on", distinct=True), last_on=models.Max("on"))
        return counted.filter(days__gte=days).order_by("-days", "query", "language")


class ZeroHit(models.Model):
    """That a query found nothing on a day. Not how often, and nothing about who asked."""

    platform = models.ForeignKey(
        Platform, models.CASCADE, related_name="zero_hits", verbose_name=_("platform")
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    query = models.CharField(_("searched for"), max_length=60)
    on = models.DateField(_("date"))

    objects = ZeroHitQuerySet.as_manager()

    class Meta:
        ordering = ("query", "on")
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        constraints = [
            models.UniqueConstraint(
                fields=("platform", "language", "query", "on"),
                name="%(app_label)s_%(class)s_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.query
