"""The circle that runs a platform, and the people in it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from cms.forms import OwnPlatformsForm
from cms.models import Platform
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

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=("circle", "user"), name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class CircleKeyQuerySet(models.QuerySet["CircleKey"]):
    def working(self, on: date) -> "CircleKeyQuerySet":
        """Return the keys that are neither stopped nor too old, and whose maker may still make keys."""
        makers = CircleMember.objects.filter(
            circle=models.OuterRef("circle"), user=models.OuterRef("made_by")
        ).exclude(role=CircleMember.Role.MEMBER)
        return self.filter(
            models.Exists(makers), stopped_on=None, expires_on__gte=on, made_by__is_active=True
        )


class CircleKey(models.Model):
    """Lets a program read the circle's published numbers. The key itself is shown once and kept nowhere.

    It works for as long as whoever made it may make keys: she has seen it, and may leave the circle.
    """

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="keys")
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    expires_on = models.DateField(_("last day"), help_text="Included.")
    last_used_on = models.DateField(null=True, help_text="The day only, never the time.")
    stopped_on = models.DateField(null=True)

    objects = CircleKeyQuerySet.as_manager()

    class Meta:
        ordering = ("-made_on", "-pk")
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        constraints = [
            models.UniqueConstraint(
                fields=("circle", "name"),
                condition=models.Q(stopped_on=None),
                name="%(app_label)s_%(class)s_one_name",
            )
        ]

    def __str__(self) -> str:
        return f"{self.circle} · {self.name}"
