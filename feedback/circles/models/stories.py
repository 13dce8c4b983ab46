"""“You said, we did”: what citizens told, what was decided, what changed, and whether it helped."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import GuidancePage
from feedback.circles.models.circles import Circle
from feedback.circles.models.decisions import Decision
from feedback.models import Measure


class StoryQuerySet(models.QuerySet["Story"]):
    def published(self) -> "StoryQuerySet":
        return self.filter(published_on__isnull=False, withdrawn_on=None)


class Story(models.Model):
    """What `chart` holds was drawn from publications on the day it was published, and does not change."""

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="stories")
    title = models.CharField(_("title"), max_length=80)
    said = models.TextField(
        _("You said"), help_text=_("What the answers told. Published numbers only.")
    )
    did = models.TextField(
        _("We did"), blank=True, help_text=_("What has changed, in plain words.")
    )
    helped = models.TextField(_("Did it help?"), blank=True)
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="stories", null=True, blank=True,
        verbose_name=_("measure"),
    )  # fmt: skip
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="stories", null=True, blank=True,
        verbose_name=_("decision"),
    )  # fmt: skip
    page = models.ForeignKey(
        GuidancePage, models.SET_NULL, related_name="+", null=True, blank=True,
        verbose_name=_("the page that changed"),
    )  # fmt: skip
    chart: "models.JSONField[Any, Any]" = models.JSONField(default=dict, editable=False)
    is_synthetic = models.BooleanField(default=False)
    published_on = models.DateField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    withdrawn_on = models.DateField(null=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ("-published_on", "-pk")
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_on=None) | ~models.Q(did=""),
                name="%(app_label)s_%(class)s_says_what_changed",
            )
        ]

    def __str__(self) -> str:
        return self.title
