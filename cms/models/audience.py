"""The dimensions everything is counted by. Snippets, never pages: no answer may hang on a page.

A page can be moved or deleted by an editor; a platform or a band with answers cannot.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.forms import PlatformForm

PLAIN_TEXT = ["bold", "ol", "ul", "link"]


class Platform(ClusterableModel):
    """One topic, one look, one set of ages: "Tæt og tør"."""

    class Hue(models.IntegerChoices):
        """Lightness and strength are the same for all, so every hue has the same contrast."""

        ROSE = 0, _("Rose")
        BRICK = 30, _("Brick")
        AMBER = 60, _("Amber")
        OLIVE = 90, _("Olive")
        MOSS = 120, _("Moss")
        FOREST = 150, _("Forest")
        SEA = 180, _("Sea")
        FJORD = 210, _("Fjord")
        SKY = 240, _("Sky")
        VIOLET = 270, _("Violet")
        PLUM = 300, _("Plum")
        BERRY = 330, _("Berry")

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("name in the address"), unique=True)
    hue = models.PositiveSmallIntegerField(_("colour"), choices=Hue, default=Hue.FJORD)
    question = models.CharField(
        _("question on the front page"), max_length=60, help_text=_("Such as “My child is …”.")
    )
    intro = models.CharField(_("line under the question"), max_length=200)
    promise = models.CharField(_("what we promise the reader"), max_length=200, blank=True)
    younger = RichTextField(
        _("for those below the lowest age"),
        features=PLAIN_TEXT,
        blank=True,
        help_text=_("An honest text when there is nothing to do yet."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("hue")]),
        MultiFieldPanel(
            [FieldPanel("question"), FieldPanel("intro"), FieldPanel("promise")],
            heading=_("Front page"),
        ),
        InlinePanel("bands", heading=_("Ages"), label=_("age")),
        FieldPanel("younger"),
    ]

    base_form_class = PlatformForm

    class Meta:
        ordering = ("name",)
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        page = self.pages.first()
        return page.url if page else "/"


class AgeBand(models.Model):
    """Ages that get the same advice, half-open in months; no upper end means "and older"."""

    class Pictogram(models.TextChoices):
        TODDLER = "toddler", _("Toddler")
        PRESCHOOL = "preschool", _("Preschool child")
        SCHOOL = "school", _("School child")
        TEEN = "teen", _("Young person")
        ADULT = "adult", _("Adult")

    platform = ParentalKey(Platform, related_name="bands")
    name = models.CharField(_("name"), max_length=40)
    slug = models.SlugField(_("name in the address"))
    from_months = models.PositiveSmallIntegerField(_("from (months)"))
    to_months = models.PositiveSmallIntegerField(
        _("up to, not including (months)"), null=True, blank=True
    )
    pictogram = models.CharField(
        _("picture"), max_length=10, choices=Pictogram, default=Pictogram.PRESCHOOL
    )
    heading = models.CharField(_("heading"), max_length=80, blank=True)
    intro = models.TextField(_("what this age needs"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("pictogram")]),
        FieldRowPanel([FieldPanel("from_months"), FieldPanel("to_months")]),
        FieldPanel("heading"),
        FieldPanel("intro"),
    ]

    class Meta:
        ordering = ("from_months",)
        verbose_name = _("age")
        verbose_name_plural = _("ages")
        constraints = [
            models.UniqueConstraint(
                fields=("platform", "slug"), name="%(app_label)s_%(class)s_unique_slug"
            ),
            models.CheckConstraint(
                condition=models.Q(to_months=None)
                | models.Q(to_months__gt=models.F("from_months")),
                name="%(app_label)s_%(class)s_not_empty",
                violation_error_message=_("The upper limit must be above the lower one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"{self.platform.url}{self.slug}/"

    @property
    def lower_limit(self) -> str:
        """Return the age at which the band begins, as people say it: 1½ years, 3 years, 10 months."""
        years, months = divmod(self.from_months, 12)
        if months == 6:
            return _("%(years)s½ years") % {"years": years or ""}
        if months:
            return _("%(months)s months") % {"months": self.from_months}
        return ngettext("%(years)s year", "%(years)s years", years) % {"years": years}
