"""What a circle follows over time: a share of the answers, or a series from another system."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.forms import OwnPlatformsForm
from cms.models import Platform
from feedback.cubes import MEAN, Chosen
from feedback.means import SCALE, STRETCHES
from feedback.measuring import NEEDS, Source, fault_of


class Measure(models.Model):
    class Kind(models.TextChoices):
        """The Model for Improvement's three kinds."""

        OUTCOME = "outcome", _("Outcome: what it is all about")
        PROCESS = "process", _("Process: do we do what we agreed?")
        BALANCING = "balancing", _("Balancing: does it harm elsewhere?")

    class Direction(models.TextChoices):
        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")

    class MadeFrom(models.TextChoices):
        TOP = Source.TOP, _("The share whose answer is in the question's top box")
        CHOOSING = Source.CHOOSING, _("The share choosing certain answers")
        BAND = Source.BAND, _("The share whose score is in certain bands of a scale")
        MEAN = Source.MEAN, _("The mean of a scale, or of a question with a number")
        CHANGE = Source.CHANGE, _("How people changed who answered again, by a scale")
        SERIES = Source.SERIES, _("Numbers from another system")

    class Rules(models.TextChoices):
        """Never mixed: a chart is read by one set, and names it."""

        ANHOEJ = "anhoej", _("Anhøj's rules, on a run chart")
        NHS = "nhs", _("The NHS rules (Making Data Count), on an XmR chart")

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
    rules = models.CharField(
        _("rules that tell change from chance"),
        max_length=6,
        choices=Rules,
        default=Rules.ANHOEJ,
        help_text=_("One set for each measure. The chart names it."),
    )
    source = models.CharField(_("made from"), max_length=8, choices=MadeFrom, default=MadeFrom.TOP)
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
    scale = models.CharField(_("scale (key)"), max_length=50, blank=True)
    codes = models.CharField(
        _("answers or bands that count (codes)"),
        max_length=300,
        blank=True,
        help_text=_("With commas between them. Counted from the next week that is published."),
    )
    target = models.DecimalField(
        _("target"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("A line on the chart. A share is written in per cent: 80."),
    )
    unit = models.CharField(
        _("unit"),
        max_length=20,
        blank=True,
        help_text=_("Stands after the number, such as “children”. A share has per cent by itself."),
    )

    base_form_class = OwnPlatformsForm
    panels = [
        FieldPanel("title"),
        FieldPanel("definition"),
        FieldRowPanel([FieldPanel("platform"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("direction")]),
        FieldRowPanel([FieldPanel("target"), FieldPanel("unit")]),
        FieldPanel("rules"),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldPanel("questionnaire"),
                FieldRowPanel([FieldPanel("link_id"), FieldPanel("scale")]),
                FieldPanel("codes"),
            ],
            heading=_("What it is made from"),
        ),
    ]

    class Meta:
        ordering = ("pk",)
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source="series", questionnaire=None)
                | (~models.Q(source="series") & models.Q(questionnaire__isnull=False)),
                name="%(app_label)s_%(class)s_has_a_source",
                violation_error_message=_(
                    "Choose a questionnaire, or say that the numbers come from another system."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_share(self) -> bool:
        """Say whether it is people out of people. What another system sends shows that by itself."""
        return self.source not in (Source.MEAN, Source.SERIES)

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(filter(None, map(str.strip, self.codes.split(","))))

    @property
    def counted(self) -> Chosen:
        """The answers, or the bands of a scale, that count where it is not the top box."""
        if self.source == Source.MEAN:
            return Chosen(MEAN + (STRETCHES + self.scale if self.scale else self.link_id))
        is_band = self.source == Source.BAND
        return Chosen(SCALE + self.scale if is_band else self.link_id, self.chosen)

    def clean(self) -> None:
        """Refuse what could never be counted, and say which question, scale or code is not there."""
        for name in ("link_id", "scale", "codes"):
            if name not in NEEDS[Source(self.source)]:
                setattr(self, name, "")
        if self.target is not None and self.is_share and not 0 <= self.target <= 100:
            raise ValidationError({"target": _("A share lies between 0 and 100 per cent.")})
        version = self.questionnaire and self.questionnaire.versions.order_by("-pk").first()
        if version is None:
            return
        source = Source(self.source)
        fault = fault_of(version.parsed, source, self.link_id, self.scale, self.chosen)
        if fault:
            raise ValidationError({fault.place: gettext(fault.sentence) % fault.values})


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
