"""A questionnaire and its versions. A published version never changes; a correction is a new one."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from questionnaires import findings
from questionnaires.definition import Definition, Licence
from questionnaires.faults import parse
from questionnaires.questions import AnswersForm

READ: dict[str, Definition] = {}  # by hash
MOST_READ = 256


class Questionnaire(models.Model):
    key = models.SlugField(_("key"), unique=True)
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        ordering = ("title",)
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")

    def __str__(self) -> str:
        return self.title

    def is_licensed(self, on: date) -> bool:
        """Say whether the site has entered a licence that holds on that day."""
        lasts = models.Q(expires_on=None) | models.Q(expires_on__gte=on)
        return self.grants.filter(lasts, granted_on__lte=on).exists()


class LicenceGrant(models.Model):
    """The site's own right to use a questionnaire that somebody else owns."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="grants", verbose_name=_("questionnaire")
    )
    holder = models.CharField(
        _("held by"),
        max_length=120,
        help_text=_("The organisation that the licence is made out to."),
    )
    number = models.CharField(_("licence number"), max_length=80)
    granted_on = models.DateField(_("granted on"))
    expires_on = models.DateField(_("expires on"), null=True, blank=True)

    class Meta:
        ordering = ("questionnaire", "-granted_on")
        verbose_name = _("licence")
        verbose_name_plural = _("licences")

    def __str__(self) -> str:
        return f"{self.questionnaire} · {self.number}"


class QuestionnaireVersion(PreviewableMixin, models.Model):
    """A draft is changed as often as one likes, and may hold faults; the database guards the others."""

    class Status(models.TextChoices):
        """FHIR's publication status."""

        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("In use")
        RETIRED = "retired", _("Retired")

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="versions", verbose_name=_("questionnaire")
    )
    version = models.CharField(_("version"), max_length=20)
    status = models.CharField(
        _("status"), max_length=8, choices=Status, default=Status.DRAFT, editable=False
    )
    definition = models.JSONField(_("definition"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False, blank=True)
    review_wanted = models.BooleanField(_("ready to be looked at"), default=False, editable=False)
    published_on = models.DateField(_("published on"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False
    )
    comparable_to = models.ForeignKey(
        "self", models.PROTECT, related_name="comparable", null=True, editable=False
    )
    comparable_because = models.TextField(blank=True, editable=False)
    comparable_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False
    )
    closed_through = models.CharField(
        max_length=8,
        blank=True,
        editable=False,
        help_text="The last ISO week that takes no more answers, because its numbers are published.",
    )

    class Meta:
        ordering = ("questionnaire__title", "-pk")
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("questionnaire", "version"), name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | ~models.Q(sha256=""),
                name="%(app_label)s_%(class)s_published_has_a_hash",
            ),
            models.CheckConstraint(
                condition=models.Q(comparable_to=None) | ~models.Q(comparable_because=""),
                name="%(app_label)s_%(class)s_comparable_for_a_reason",
            ),
        ]
        permissions = (("publish_questionnaireversion", "Can publish and retire questionnaires"),)

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.version}"

    def may_be_asked(self, on: date) -> bool:
        """Say whether it is in use, and its words, if somebody else's, are licensed on that day."""
        if self.status != self.Status.ACTIVE:
            return False
        return not self.licence.must_be_entered or self.questionnaire.is_licensed(on)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @cached_property
    def parsed(self) -> Definition:
        """The definition; a published one is read once in each process, for it never changes."""
        if not self.sha256:
            return parse(self.definition)
        if self.sha256 not in READ:
            if len(READ) >= MOST_READ:
                READ.clear()
            READ[self.sha256] = parse(self.definition)
        return READ[self.sha256]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "questionnaires/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Show the draft as a phone would, and what is wrong with it above."""
        found = findings.of(self.definition)
        return {
            "title": self.definition.get("title", {}).get("da", ""),
            "intro": self.definition.get("intro", {}).get("da", ""),
            "notice": self.definition.get("licence", {}).get("notice", ""),
            "found": found,
            "form": None if found.faults else AnswersForm(parse(self.definition), "da"),
        }

    @property
    def licence(self) -> Licence:
        return self.parsed.licence
