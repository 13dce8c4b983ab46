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
from feedback.models import Measure
from portal.users.models import User
from portal.users.roles import Permission


class CircleQuerySet(models.QuerySet["Circle"]):
    def of(self, user: Any) -> "CircleQuerySet":
        return self.filter(members__user=user)


class Circle(ClusterableModel):
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("name in the address"), unique=True)
    platform = models.ForeignKey(
        Platform, models.PROTECT, related_name="circles", verbose_name=_("platform")
    )
    aim = models.CharField(_("aim"), max_length=300)

    objects = CircleQuerySet.as_manager()

    base_form_class = OwnPlatformsForm
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("platform")]),
        FieldPanel("aim"),
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

    def permits(self, user: User, permission: Permission) -> bool:
        members = self.members.filter(user=user)
        if permission == Permission.KEEP_KEYS:
            members = members.exclude(role=CircleMember.Role.MEMBER)
        return permission in (Permission.VIEW_CIRCLE, Permission.KEEP_KEYS) and members.exists()


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
    wants_letters = models.BooleanField(default=True, help_text="Chosen by the member alone.")

    panels = [FieldPanel("user"), FieldPanel("role")]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=("circle", "user"), name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class OwnedMeasure(models.Model):
    """A measure that a circle answers for: one circle, so that it is clear whom to ask.

    It stands here, since a measure knows nothing of circles.
    """

    circle = ParentalKey(Circle, related_name="owned")
    measure = models.OneToOneField(
        Measure, models.CASCADE, related_name="+", verbose_name=_("measure")
    )

    class Meta:
        verbose_name = _("measure it answers for")
        verbose_name_plural = _("measures it answers for")

    def __str__(self) -> str:
        return f"{self.circle} · {self.measure}"

    def clean(self) -> None:
        """Refuse a measure of a platform that the circle does not run."""
        if self.measure_id and self.circle.platform_id != self.measure.platform_id:
            raise ValidationError({"measure": _("The measure belongs to another platform.")})
