"""What makes a search find: words that mean the same, and what was looked for in vain."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.forms import OwnPlatformsForm
from cms.models.audience import Platform
from cms.search.queries import LONGEST_KEPT, to_keep

DAYS_BEFORE_SHOWN = 3
"""One person in one evening is one day; what comes back on three is a need."""

DAYS_KEPT = 90
MOST_A_DAY = 500
"""Rows for one platform. More on one day is a machine that tries words."""


class SynonymSet(models.Model):
    """Words that mean the same on one platform: "hård mave, forstoppelse, forstoppet"."""

    platform = models.ForeignKey(
        Platform, models.CASCADE, related_name="synonyms", verbose_name=_("platform")
    )
    words = models.CharField(
        _("words"), max_length=300, help_text=_("With commas between; a word may be several.")
    )

    base_form_class = OwnPlatformsForm
    panels = [FieldPanel("platform"), FieldPanel("words")]

    class Meta:
        ordering = ("platform__name", "words")
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        super().clean()
        words = list(dict.fromkeys(" ".join(word.split()) for word in self.words.split(",")))
        self.words = ", ".join(filter(None, words))
        if self.words and "," not in self.words:
            raise ValidationError({"words": _("Write at least two words with a comma between.")})


class ZeroHitQuerySet(models.QuerySet["ZeroHit"]):
    def remember(self, platform: Platform, language: str, text: str, on: date) -> None:
        """Note that a query found nothing today, once, unless it may be about somebody."""
        query = to_keep(text)
        if query and self.filter(platform=platform, on=on).count() < MOST_A_DAY:
            row = ZeroHit(platform=platform, language=language, query=query, on=on)
            self.bulk_create([row], ignore_conflicts=True)

    def seen_on_days(self, days: int = DAYS_BEFORE_SHOWN) -> Self:
        """Return platform, language, query, days and last day of what was sought on so many days."""
        queries = self.order_by().values("platform__name", "language", "query")
        counted = queries.annotate(days=models.Count("on", distinct=True), last_on=models.Max("on"))
        seen = counted.filter(days__gte=days)
        return seen.order_by("-days", "-last_on", "query", "language", "platform__name")

    def forget(self, today: date) -> int:
        """Delete what is older than it may be kept, and return how many rows that was."""
        return self.filter(on__lt=today - timedelta(days=DAYS_KEPT)).delete()[0]


class ZeroHit(models.Model):
    """That a query found nothing on a day. Not how often, and nothing about who asked."""

    platform = models.ForeignKey(
        Platform, models.CASCADE, related_name="zero_hits", verbose_name=_("platform")
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    query = models.CharField(_("searched for"), max_length=LONGEST_KEPT)
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
