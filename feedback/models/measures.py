"""What a circle follows over time: a share of the answers, or a series from another system."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.forms import OwnPlatformsForm
from cms.models import Platform


class Measure(models.Model):
    class Kind(models.TextChoices):
        """The Model for Improvement's three kinds."""

        OUTCOME = "outcome", _("Outcome: what it is all about")
        PROCESS = "process", _("Process: do we do what we agreed?")
        BALANCING = "balancing", _("Balancing: does it harm elsewhere?")

    class Direction(models.TextChoices):
        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")

    slug = models.SlugField(_("name in commands"), unique=True)
    title = models.CharField(_("title"), max_length=80)
    definition = models.CharField(
        _("definition"), max_length=300, help_text=_("What is counted, in one plain sentence.")
    )
    platform = models.ForeignKey(
        Platform, models.PROTECT, related_name="measures", verbose_name=_("platform")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PROCESS)
    direction = models.CharField(
        _("direction"), max_length=6, choices=Direction, default=Direction.HIGHER
    )
    questionnaire = models.ForeignKey(
        "questionnaires.Questionnaire",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("questionnaire"),
        help_text=_("Empty when the numbers come from another system."),
    )
    link_id = models.CharField(_("question (linkId)"), max_length=100, blank=True)

    base_form_class = OwnPlatformsForm
    panels = [
        FieldPanel("title"),
        FieldPanel("definition"),
        FieldRowPanel([FieldPanel("platform"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("direction")]),
        FieldRowPanel([FieldPanel("questionnaire"), FieldPanel("link_id")]),
    ]

    class Meta:
        ordering = ("pk",)
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(questionnaire=None, link_id="")
                | (models.Q(questionnaire__isnull=False) & ~models.Q(link_id="")),
                name="%(app_label)s_%(class)s_question_is_whole",
                violation_error_message=_(
                    "Name both the questionnaire and the question, or neither."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Observation(models.Model):
    """One point of a series from another system, already masked: a small number is not even stored."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="observations")
    on = models.DateField(_("date"))
    numerator = models.PositiveBigIntegerField(null=True, help_text="None when masked.")
    denominator = models.PositiveBigIntegerField(null=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ("on",)
        constraints = [
            models.UniqueConstraint(fields=("measure", "on"), name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.on}"
