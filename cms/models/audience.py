"""The dimensions everything is counted by. Snippets, never pages: no answer may hang on a page.

A page can be moved or deleted by an editor; a platform or a band with answers cannot.
"""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from cms.ages import spoken_age
from cms.forms import PlatformForm

if TYPE_CHECKING:
    from cms.models.platforms import PlatformPage
    from cms.models.wording import BandText


YOUNGER, SEARCH, STORIES = "yngre", "soeg", "det-sagde-i"
"""Names in the address below a platform's front page; no age and no page may take them."""


def refuse_reserved(slug: str) -> None:
    if slug in {YOUNGER, SEARCH, STORIES}:
        sentence = _("“%s” is an address of the platform itself. Choose another.") % slug
        raise ValidationError({"slug": sentence})


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
    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Shown beside the name. Without one, the drop is shown."),
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead of the platform"),
        help_text=_("Hears of pages whose review is overdue."),
    )
    editors = models.OneToOneField(
        "auth.Group", models.SET_NULL, null=True, editable=False, related_name="platform"
    )
    lix_limit = models.PositiveSmallIntegerField(
        _("highest readability number (LIX)"),
        default=38,
        help_text=_("A page above it needs a written reason to be published."),
    )
    accessibility_statement = models.URLField(
        _("accessibility statement"),
        blank=True,
        help_text=_("Its address at was.digst.dk. Each website has one of its own."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("hue")]),
        FieldRowPanel([FieldPanel("logo"), FieldPanel("lead")]),
        FieldRowPanel([FieldPanel("lix_limit"), FieldPanel("accessibility_statement")]),
        InlinePanel("bands", heading=_("Ages"), label=_("age")),
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
        """Return the address of its front page in the language that is spoken now."""
        page = self.pages.first()
        return page.localized.url if page else "/"


class AgeBandQuerySet(models.QuerySet["AgeBand"]):
    def in_words_of(self, page: "PlatformPage") -> Self:
        """Return the bands of a front page's platform, each with what that page says of it."""
        words = models.FilteredRelation("texts", condition=models.Q(texts__page=page))
        bands = self.filter(platform=page.platform_id)
        return bands.annotate(words=words).select_related("words")


class AgeBand(models.Model):
    """Ages that get the same advice, half-open in months; no upper end means "and older"."""

    class Pictogram(models.TextChoices):
        TODDLER = "toddler", _("Toddler")
        PRESCHOOL = "preschool", _("Preschool child")
        SCHOOL = "school", _("School child")
        TEEN = "teen", _("Young person")
        YOUNG_ADULT = "young_adult", _("Young adult")
        ADULT = "adult", _("Adult")
        SENIOR = "senior", _("Older person")

    platform = ParentalKey(Platform, related_name="bands")
    name = models.CharField(_("name"), max_length=40)
    slug = models.SlugField(_("name in the address"))
    from_months = models.PositiveSmallIntegerField(_("from (months)"))
    to_months = models.PositiveSmallIntegerField(
        _("up to, not including (months)"), null=True, blank=True
    )
    pictogram = models.CharField(
        _("picture"), max_length=12, choices=Pictogram, default=Pictogram.PRESCHOOL
    )

    objects = AgeBandQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("pictogram")]),
        FieldRowPanel([FieldPanel("from_months"), FieldPanel("to_months")]),
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

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self.slug)

    words: "BandText | None" = None
    """How a front page speaks of this age; set by the page that was asked."""

    is_in_danish = True
    """Whether those words are Danish for want of a translation; set by the same page."""

    @property
    def marked(self) -> str:
        """Return the name for a page in any language; a Danish one says so to a screen reader."""
        if not self.is_in_danish or get_language() == settings.LANGUAGE_CODE:
            return self.label
        return format_html(
            '<span lang="{}" dir="ltr">{}</span>', settings.LANGUAGE_CODE, self.label
        )

    @property
    def label(self) -> str:
        return self.words.name if self.words else self.name

    @property
    def heading(self) -> str:
        return self.words.heading if self.words else self.name

    @property
    def intro(self) -> str:
        return self.words.intro if self.words else ""

    @property
    def url(self) -> str:
        return f"{self.platform.url}{self.slug}/"

    @property
    def lower_limit(self) -> str:
        """Return the age at which the band begins, as people say it."""
        return spoken_age(self.from_months)

    def offered_at(self, url: str) -> dict[str, str]:
        """Return what somebody is told who will soon be this old."""
        return {"limit": self.lower_limit, "name": self.label, "url": url}
