"""What people write about: a closed list of themes, who gave which text which, and what was published."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cms.forms import OwnPlatformsForm
from cms.models import Platform
from feedback.agreement import is_for_two
from feedback.models.publications import QuarterPublication
from portal.users.models import User
from portal.users.roles import Permission


class ThemeListQuerySet(models.QuerySet["ThemeList"]):
    def current(self, platform_id: int) -> "ThemeList | None":
        """Return the list a platform's texts are coded by: the newest that was taken into use."""
        in_use = self.filter(platform=platform_id, in_use_on__isnull=False)
        return in_use.order_by("number").last()


class ThemeList(ClusterableModel):
    """One version of a platform's themes. Once in use it never changes; a new version takes over."""

    platform = models.ForeignKey(
        Platform, models.PROTECT, related_name="theme_lists", verbose_name=_("platform")
    )
    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    note = models.CharField(
        _("note"),
        max_length=200,
        blank=True,
        help_text=_("Shown to those who code, such as who has reviewed the list."),
    )
    in_use_on = models.DateField(_("in use from"), null=True, editable=False)
    in_use_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False
    )

    objects = ThemeListQuerySet.as_manager()

    base_form_class = OwnPlatformsForm
    panels = [
        FieldPanel("platform"),
        FieldPanel("note"),
        InlinePanel("themes", heading=_("Themes"), label=_("theme"), min_num=1),
    ]

    class Meta:
        ordering = ("platform__name", "-number")
        verbose_name = _("list of themes")
        verbose_name_plural = _("lists of themes")
        constraints = [
            models.UniqueConstraint(
                fields=("platform", "number"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_when_in_use()
        if self.number is None:
            newest = ThemeList.objects.filter(platform=self.platform_id).aggregate(
                last=models.Max("number")
            )
            self.number = (newest["last"] or 0) + 1
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_when_in_use()
        return super().delete(*args, **kwargs)

    def refuse_when_in_use(self) -> None:
        """Texts have been coded by it: what its themes mean may not change behind them."""
        if self.pk and ThemeList.objects.filter(pk=self.pk, in_use_on__isnull=False).exists():
            raise PermissionDenied(f"{self} is in use and is kept as it is.")

    @property
    def is_in_use(self) -> bool:
        return self.in_use_on is not None


class Theme(Orderable):
    """What a text may be about. The same code in a later version means the same."""

    theme_list = ParentalKey(ThemeList, related_name="themes")
    code = models.SlugField(_("code"), max_length=40)
    name_da = models.CharField(_("name in Danish"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60)
    belongs_da = models.CharField(
        _("what belongs in it, in Danish"), max_length=200, help_text=_("One sentence.")
    )
    belongs_en = models.CharField(_("what belongs in it, in English"), max_length=200)

    panels = [
        FieldRowPanel([FieldPanel("name_da"), FieldPanel("name_en"), FieldPanel("code")]),
        FieldPanel("belongs_da"),
        FieldPanel("belongs_en"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            models.UniqueConstraint(
                fields=("theme_list", "code"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return self.name_da

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.theme_list.refuse_when_in_use()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.theme_list.refuse_when_in_use()
        return super().delete(*args, **kwargs)

    def name(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_da

    def belongs(self, language: str) -> str:
        return self.belongs_en if language == "en" else self.belongs_da


class CodedText(models.Model):
    """An approved text that is coded here. What it says stands with the answers, and goes with them."""

    words = models.OneToOneField(
        "questionnaires.OwnWords", models.CASCADE, primary_key=True, related_name="+"
    )
    platform = models.ForeignKey(Platform, models.CASCADE, related_name="+")
    is_published = models.BooleanField(
        default=False, help_text="Its quarter is out: nobody need code it any more."
    )

    class Meta:
        ordering = ("words_id",)  # random, as the key is; "words" would join the words themselves

    def __str__(self) -> str:
        return str(self.pk)

    def permits(self, user: User, permission: Permission) -> bool:
        """Let those code who read the words of the platform."""
        reads = permission == Permission.MODERATE_WORDS
        return reads and self.platform.moderators.filter(user=user).exists()

    @property
    def is_for_two(self) -> bool:
        return is_for_two(self.pk)


class Coding(models.Model):
    """The themes one person gave a text. No theme at all is an answer too."""

    class Kind(models.TextChoices):
        FIRST = "first", _("First coder")
        SECOND = "second", _("Second coder")
        SETTLED = "settled", _("Settled by the two")

    text = models.ForeignKey(CodedText, models.CASCADE, related_name="codings")
    theme_list = models.ForeignKey(ThemeList, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    coded_on = models.DateField()
    themes = models.ManyToManyField(Theme, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("text", "theme_list", "kind"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text} · {self.kind}"

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(theme.code for theme in self.themes.all())


class ThemePublication(QuarterPublication):
    """What one platform's people wrote about in one quarter. It is written when all of it is coded."""

    class Status(models.TextChoices):
        CLOSED = "closed", _("Published")
        FEW = "few", _("Fewer than 5 wrote, so nothing is shown")
        WITHHELD = "withheld", _("Could not be protected, so nothing is shown")

    theme_list = models.ForeignKey(ThemeList, models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=Status)
    table = models.JSONField(
        default=dict, help_text="See feedback/themecubes.py: None marks a masked cell."
    )


class Quote(models.Model):
    """What one person wrote, word for word, beside a theme. Chosen with the publication, never after.

    It goes when the answer is erased or the approval taken back: a number may outlive an answer, what
    somebody wrote may not.
    """

    publication = models.ForeignKey(ThemePublication, models.CASCADE, related_name="quotes")
    text = models.ForeignKey(CodedText, models.CASCADE, related_name="+")
    code = models.SlugField(max_length=40)
    words = models.TextField()

    class Meta:
        ordering = ("text_id",)  # not "text": that would join the words themselves
        constraints = [
            models.UniqueConstraint(
                fields=("publication", "text"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.code}"
