"""What keeps advice trustworthy: who vouches for it, on what ground, when it was last looked at."""

from typing import Any, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from cms.blocks.evidence import EvidenceStream


class Governed(models.Model):
    """A page with a named reviewer, sources and a date for the next look.

    The dates belong to the page and not to a revision: only a review moves them, and publishing an
    older draft never moves them back.
    """

    class UpdateKind(models.TextChoices):
        MINOR = "minor", _("Small correction")
        MAJOR = "major", _("The advice has changed")

    KEPT_ACROSS_REVISIONS = ("reviewed_on", "due_on", "reminded_on", "lix")

    reviewer = models.CharField(_("reviewer"), max_length=120, blank=True)
    reviewer_role = models.CharField(_("reviewer's profession"), max_length=120, blank=True)
    evidence = StreamField(EvidenceStream(), verbose_name=_("sources"), blank=True)
    review_interval_months = models.PositiveSmallIntegerField(
        _("months between reviews"), default=24, validators=[MaxValueValidator(36)]
    )
    update_kind = models.CharField(
        _("kind of change"), max_length=5, choices=UpdateKind, default=UpdateKind.MINOR
    )
    change_note = models.CharField(
        _("what has changed"),
        max_length=300,
        blank=True,
        help_text=_("Shown to readers when the advice has changed."),
    )
    lix_exception = models.CharField(
        _("why it may be hard to read"),
        max_length=300,
        blank=True,
        help_text=_("Needed when the readability number is above the platform's limit."),
    )
    reviewed_on = models.DateField(_("last reviewed"), null=True, editable=False)
    due_on = models.DateField(_("next review"), null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)
    lix = models.PositiveSmallIntegerField(_("readability number"), null=True, editable=False)

    override_translatable_fields = [
        SynchronizedField("reviewer"),
        SynchronizedField("reviewer_role"),
        SynchronizedField("evidence"),
    ]

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Self:
        page = super().with_content_json(content)
        for name in self.KEPT_ACROSS_REVISIONS:
            setattr(page, name, getattr(self, name))
        return page


class Change(models.Model):
    """What readers are told when the advice on a page has changed."""

    page = models.ForeignKey(
        "cms.GuidancePage", models.CASCADE, related_name="changes", verbose_name=_("page")
    )
    on = models.DateField(_("date"))
    note = models.CharField(_("what has changed"), max_length=300)

    class Meta:
        ordering = ("-on", "-pk")
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.UniqueConstraint(
                fields=("page", "on", "note"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return self.note
