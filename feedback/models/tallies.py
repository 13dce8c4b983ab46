"""Counts of answers, rebuilt bucket by bucket. Never shown: what is shown are publications."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import AgeBand, Platform


class DirtyMark(models.Model):
    """That a bucket has an answer its tallies may not hold yet.

    One row for each answer, not one for each bucket: citizens who answer at the same moment then
    never wait for one another's row lock.
    """

    version_id = models.BigIntegerField()
    week = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(fields=("version_id", "week"), name="dirty_bucket")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.week}"


class Bucket(models.Model):
    """All answers to one version in one week: what is recomputed as a whole, by one worker at a time."""

    version = models.ForeignKey(
        "questionnaires.QuestionnaireVersion", models.PROTECT, related_name="+"
    )
    week = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("version", "week"), name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.week}"


class Tally(models.Model):
    """How many people in one corner of a bucket, how often each option was chosen, and how they scored."""

    bucket = models.ForeignKey(Bucket, models.CASCADE, related_name="tallies")
    access_point = models.ForeignKey("questionnaires.AccessPoint", models.PROTECT, related_name="+")
    age_band = models.ForeignKey(AgeBand, models.PROTECT, related_name="+", null=True)
    from_months = models.PositiveSmallIntegerField(null=True)
    to_months = models.PositiveSmallIntegerField(null=True)
    reporter = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    count = models.PositiveIntegerField(_("people"))
    options = models.JSONField(help_text="{linkId: {code: how many}}; see feedback/aggregation.py.")
    scales = models.JSONField(default=dict, help_text="{scale: sums}; see feedback/aggregation.py.")

    def __str__(self) -> str:
        return f"{self.bucket}: {self.count}"


class ChangeTally(models.Model):
    """How those changed who first answered in a quarter: what `ChangePublication` is protected from."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="+")
    version = models.ForeignKey(
        "questionnaires.QuestionnaireVersion", models.PROTECT, related_name="+"
    )
    quarter = models.CharField(max_length=7)
    through = models.CharField(max_length=8)
    counts = models.JSONField(help_text="See feedback/courses.py.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("platform", "version", "quarter"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.version} {self.quarter}"
