"""A questionnaire and its versions. A published version never changes; a correction is a new one."""

from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from questionnaires.definition import Definition
from questionnaires.faults import parse


class Questionnaire(models.Model):
    key = models.SlugField(_("key"), unique=True)
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        ordering = ("title",)
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")

    def __str__(self) -> str:
        return self.title


class QuestionnaireVersion(models.Model):
    class Status(models.TextChoices):
        """FHIR's publication status."""

        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("In use")
        RETIRED = "retired", _("Retired")

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="versions", verbose_name=_("questionnaire")
    )
    version = models.CharField(_("version"), max_length=20)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.DRAFT)
    definition = models.JSONField(_("definition"))
    sha256 = models.CharField(max_length=64, editable=False)
    closed_through = models.CharField(
        max_length=8,
        blank=True,
        editable=False,
        help_text="The last ISO week that takes no more answers, because its numbers are published.",
    )

    class Meta:
        ordering = ("questionnaire__title", "-pk")
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(
                fields=("questionnaire", "version"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.version}"

    @cached_property
    def parsed(self) -> Definition:
        return parse(self.definition)
