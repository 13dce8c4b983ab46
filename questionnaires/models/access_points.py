"""The access points that people scan, tap or are handed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.forms import OwnPlatformsForm
from cms.models import GuidancePage
from portal.printing.addresses import readable
from portal.privacy.tokens import random_code
from portal.users.models import Place, User
from portal.users.roles import Permission
from questionnaires.definition import Definition
from questionnaires.local import Together, why_not_local
from questionnaires.models.campaigns import Campaign
from questionnaires.models.definitions import QuestionnaireVersion
from questionnaires.panels import AccessPointLinksPanel


class AccessPoint(models.Model):
    """A poster on a wall, a card in a hand, a link on a page: one code, one place.

    The buttons under one page of advice are an access point too. It belongs to the Danish page; the
    translations lead to the same one, so a page is counted once in all languages.
    """

    class Kind(models.TextChoices):
        POSTER = "poster", _("Poster")
        CARD = "card", _("Card")
        LETTER = "letter", _("Letter")
        TABLET = "tablet", _("Tablet in a waiting room")
        LINK = "link", _("Link to send")
        PAGE = "page", _("Link on the platform's pages")
        USEFUL = "useful", _("Buttons under a piece of advice")

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="access_points", verbose_name=_("campaign")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("place")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.POSTER)
    code = models.CharField(
        _("code"), max_length=16, unique=True, default=random_code, editable=False
    )
    local_version = models.ForeignKey(
        QuestionnaireVersion,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to=~models.Q(status=QuestionnaireVersion.Status.DRAFT),
        verbose_name=_("the place's own questions"),
        help_text=_("A questionnaire of up to three questions, asked here after the general ones."),
    )
    page = models.ForeignKey(
        GuidancePage,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("guidance page"),
    )

    base_form_class = OwnPlatformsForm
    panels = [
        AccessPointLinksPanel(),
        FieldPanel("campaign"),
        FieldPanel("place"),
        FieldPanel("kind"),
        FieldPanel("local_version"),
    ]

    class Meta:
        ordering = ("campaign__name", "pk")
        verbose_name = _("access point")
        verbose_name_plural = _("access points")
        constraints = [
            models.UniqueConstraint(
                fields=("campaign", "page"), name="%(app_label)s_%(class)s_once_on_a_page"
            ),
            models.CheckConstraint(
                condition=models.Q(page=None) | models.Q(kind="useful"),
                name="%(app_label)s_%(class)s_page_has_buttons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} · {self.page or self.place or self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("questionnaires:capture", args=(self.code,))

    def clean(self) -> None:
        """Keep the buttons under a page out of editors' hands: they come and go with the page."""
        is_useful = self.kind == self.Kind.USEFUL
        if self.page_id and not is_useful:
            raise ValidationError({"kind": _("It stands under a page of advice, and stays there.")})
        if self._state.adding and is_useful and not self.page_id:
            raise ValidationError(
                {"kind": _("These are made by themselves: tick the box on the campaign.")}
            )
        if self.local_version_id and (reason := why_not_local(self.local_version.parsed)):
            raise ValidationError({"local_version": gettext(reason)})

    def permits(self, user: User, permission: Permission) -> bool:
        return (
            permission == Permission.RUN_CAMPAIGNS and user.places.filter(pk=self.place_id).exists()
        )

    @cached_property
    def asked(self) -> Definition:
        """What is asked here: the campaign's questions, and the place's own after them."""
        return self.together.whole if self.together else self.campaign.version.parsed

    @cached_property
    def together(self) -> Together | None:
        if self.local_version_id is None:
            return None
        return Together(self.campaign.version.parsed, self.local_version.parsed)

    @property
    def public_url(self) -> str:
        """The address printed on paper, whatever host the request came through."""
        return f"{settings.PUBLIC_URL}{self.get_absolute_url()}"

    @property
    def readable_address(self) -> str:
        return readable(self.public_url)
