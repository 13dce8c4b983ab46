"""What was answered. Nothing here tells who, when within the week, or in which order."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cms.models import AgeBand
from questionnaires.definition import REPORTERS
from questionnaires.models.access_points import AccessPoint
from questionnaires.models.definitions import QuestionnaireVersion
from questionnaires.models.taken_out import Quarantine


class ResponseQuerySet(models.QuerySet["Response"]):
    def counted(self) -> "ResponseQuerySet":
        """Leave out what is set aside: a week at an access point that somebody filled."""
        aside = Quarantine.objects.filter(
            access_point=OuterRef("access_point"), week=OuterRef("week")
        )
        return self.exclude(Exists(aside))


class Response(models.Model):
    """One person's answers as one document `{linkId: option code}`; a question passed over is absent."""

    class Mode(models.TextChoices):
        SCREEN = "screen", _("On a screen")
        TABLET = "tablet", _("On a tablet in a waiting room")
        PAPER = "paper", _("On paper, typed in by staff")
        IMPORTED = "imported", _("Imported from a file")

    # Random, so that neither the key nor the physical order shows who came first.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission_id = models.UUIDField(unique=True)
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    access_point = models.ForeignKey(AccessPoint, models.PROTECT, related_name="+")
    local_version = models.ForeignKey(
        QuestionnaireVersion, models.PROTECT, related_name="+", null=True
    )
    week = models.CharField(max_length=8)
    age_band = models.ForeignKey(AgeBand, models.PROTECT, related_name="+", null=True)
    # The limits as they were when it was answered: a band may be redrawn later.
    from_months = models.PositiveSmallIntegerField(null=True)
    to_months = models.PositiveSmallIntegerField(null=True)
    # Empty where a person would rather not say.
    reporter = models.CharField(
        max_length=20, blank=True, choices=[(code, code) for code in REPORTERS]
    )
    language = models.CharField(max_length=5)
    mode = models.CharField(max_length=8, choices=Mode)
    answers = models.JSONField()

    objects = ResponseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=("version", "week"), name="response_bucket")]
        permissions = (("export_responses", _("Can export the answers of a campaign")),)
        ordering = ("id",)
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return str(self.id)
