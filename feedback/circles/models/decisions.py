"""Decisions by consent: a proposal, what was said of it, and what it became. Nothing is deleted."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.circles.models.circles import Circle
from feedback.models import Signal


class DecisionQuerySet(models.QuerySet["Decision"]):
    def policies(self) -> "DecisionQuerySet":
        """Return what holds now: decided, and not replaced by a later decision."""
        return self.filter(step=Decision.Step.DECIDED, replaced_by=None)

    def due(self, on: date) -> "DecisionQuerySet":
        return self.policies().filter(review_on__lte=on)


class Decision(models.Model):
    class Step(models.TextChoices):
        """The rounds of consent, in order (sociocratic circle method)."""

        PROPOSED = "proposed", _("Proposal")
        CLARIFYING = "clarifying", _("Clarifying round")
        REACTING = "reacting", _("Reactions")
        CONSENTING = "consenting", _("Consent round")
        DECIDED = "decided", _("Decided")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="decisions")
    title = models.CharField(_("title"), max_length=120)
    proposal = models.TextField(
        _("proposal"), help_text=_("As it reads now. Earlier words are kept.")
    )
    step = models.CharField(max_length=10, choices=Step, default=Step.PROPOSED)
    signal = models.ForeignKey(
        Signal, models.PROTECT, related_name="decisions", null=True, blank=True
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    proposed_on = models.DateField()
    decided_on = models.DateField(null=True)
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, related_name="replaces", null=True)
    reminded_on = models.DateField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_on", "-pk")
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(step="decided")
                | models.Q(decided_on__isnull=False, review_on__isnull=False),
                name="%(app_label)s_%(class)s_is_looked_at_again",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("circles:decision", args=(self.circle.slug, self.pk))

    @property
    def is_open(self) -> bool:
        return self.step not in (self.Step.DECIDED, self.Step.WITHDRAWN)


class Statement(models.Model):
    """What one person said in one round. Dated, and never changed: an objection is answered, not removed."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")
        REACTION = "reaction", _("Reaction")
        CONSENT = "consent", _("Consent")
        OBJECTION = "objection", _("Objection")
        AMENDMENT = "amendment", _("Amended proposal")
        OUTCOME = "outcome", _("Outcome")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=9, choices=Kind)
    text = models.TextField(_("text"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(
        default=1,
        help_text="Grows with each amended proposal: consent is given to the words of a round.",
    )

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="consent") | ~models.Q(text=""),
                name="%(app_label)s_%(class)s_has_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision} · {self.get_kind_display()}"
