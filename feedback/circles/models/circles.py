"""The circle that runs a platform, and the people in it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from cms.forms import OwnPlatformsForm
from cms.models import Platform
from portal.users.models import Organisation, User
from portal.users.roles import Permission


class CircleQuerySet(models.QuerySet["Circle"]):
    def of(self, user: Any) -> "CircleQuerySet":
        return self.filter(members__user=user)


class Circle(ClusterableModel):
    """Some of those around the citizen, who run a platform together (sociocratic circle method).

    A circle and the one it is cut from are linked twice: at least two people sit in both, one to carry
    the task down and one to carry what was learned up.
    """

    class Kind(models.TextChoices):
        FACILITATION = "facilitation", _("Facilitation circle")
        OPERATIONS = "operations", _("Operations circle")
        HELPING = "helping", _("Helping circle")

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("name in the address"), unique=True)
    platform = models.ForeignKey(
        Platform, models.PROTECT, related_name="circles", verbose_name=_("platform")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OPERATIONS)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("linked to"),
        help_text=_("The circle that cut this one's task. At least two people sit in both."),
    )
    aim = models.CharField(_("aim"), max_length=300)
    domain = models.TextField(
        _("domain"), blank=True, help_text=_("What the circle decides on its own.")
    )
    sense = models.ForeignKey(
        "questionnaires.AccessPoint",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("where members answer about working together"),
        help_text=_(
            "An access point of its own, such as one to “Samarbejdet mellem os”. Members are asked once a "
            "quarter. Their answers are protected as all others, and stand on a page of their own."
        ),
    )

    objects = CircleQuerySet.as_manager()

    base_form_class = OwnPlatformsForm
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("platform")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("parent")]),
        FieldPanel("aim"),
        FieldPanel("domain"),
        FieldPanel("sense"),
        InlinePanel("members", heading=_("Members"), label=_("member")),
        InlinePanel("owned", heading=_("Measures it answers for"), label=_("measure")),
    ]

    class Meta:
        ordering = ("name",)
        verbose_name = _("circle")
        verbose_name_plural = _("circles")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("circles:board", args=(self.slug,))

    def clean(self) -> None:
        """A circle's own answers are counted with those of its platform's questionnaires."""
        if self.sense and self.sense.campaign.platform_id != self.platform_id:
            raise ValidationError({"sense": _("It belongs to another platform.")})

    @property
    def own_questionnaire(self) -> int | None:
        """Return the key of what the members are asked, which is no answer of citizens."""
        return self.sense.campaign.version.questionnaire_id if self.sense else None

    def permits(self, user: User, permission: Permission) -> bool:
        wanted = NEEDS.get(permission)
        return wanted is not None and self.members.filter(wanted, user=user).exists()


class CircleMember(models.Model):
    class Role(models.TextChoices):
        PURPOSE_KEEPER = "purpose_keeper", _("Keeper of the purpose")
        FACILITATOR = "facilitator", _("Facilitator")
        SECRETARY = "secretary", _("Secretary")
        MEMBER = "member", _("Member")

    circle = ParentalKey(Circle, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("speaks for"),
        help_text=_("Empty for a citizen who speaks for nobody but herself."),
    )
    is_voting = models.BooleanField(
        _("takes part in consent"), default=True, help_text=_("Others see and speak.")
    )
    chosen_by = models.ForeignKey(
        "circles.Decision",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("chosen by the decision"),
    )
    term_ends_on = models.DateField(_("term ends on"), null=True, blank=True)
    wants_letters = models.BooleanField(default=True, help_text="Chosen by the member alone.")

    panels = [
        FieldRowPanel([FieldPanel("user"), FieldPanel("organisation")]),
        FieldRowPanel([FieldPanel("role"), FieldPanel("term_ends_on"), FieldPanel("is_voting")]),
    ]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=("circle", "user"), name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def clean(self) -> None:
        """A role is for a term; then the circle chooses anew."""
        if self.role != self.Role.MEMBER and self.term_ends_on is None:
            raise ValidationError({"term_ends_on": _("Say when the term of this role ends.")})


ANY = models.Q()
HAS_ROLE = ~models.Q(role=CircleMember.Role.MEMBER)
NEEDS = {
    Permission.VIEW_CIRCLE: ANY,
    Permission.WORK_IN_CIRCLE: ANY,
    Permission.CONSENT: models.Q(is_voting=True),
    Permission.LEAD_CIRCLE: HAS_ROLE,
    Permission.KEEP_KEYS: HAS_ROLE,
}
