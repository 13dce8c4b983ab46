"""Whom a family may call, municipality by municipality."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.forms import OwnPlatformsForm
from cms.models.audience import Platform
from portal.users.models import Organisation


class Contact(models.Model):
    platform = models.ForeignKey(
        Platform, models.CASCADE, related_name="contacts", verbose_name=_("platform")
    )
    municipality = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Organisation.Kind.MUNICIPALITY},
        verbose_name=_("municipality"),
    )
    name = models.CharField(_("who answers"), max_length=120)
    phone = models.CharField(
        _("telephone"),
        max_length=30,
        blank=True,
        validators=[
            RegexValidator(
                r"^\+?[0-9][0-9 ]{2,}\Z", _("Write digits and spaces only, such as 12 34 56 78.")
            )
        ],
    )
    hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    url = models.URLField(_("address on the web"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("platform"), FieldPanel("municipality")]),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("hours")]),
        FieldPanel("url"),
    ]

    base_form_class = OwnPlatformsForm

    class Meta:
        ordering = ("municipality__name", "name")
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"{self.name}, {self.municipality}"

    @property
    def tel(self) -> str:
        """Return the number as a telephone dials it."""
        return self.phone.replace(" ", "")
