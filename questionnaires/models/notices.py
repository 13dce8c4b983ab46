"""What people are told, or agree to, before they answer. A text in use never changes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from questionnaires.definition import spoken


class Notice(models.Model):
    """One version of a text. A correction is a new version, so that it is known who was told what."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("Notice: people are told")
        CONSENT = "consent", _("Consent: people say yes")

    name = models.CharField(_("name"), max_length=80)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.NOTICE)
    text_da = models.TextField(_("text in Danish"))
    text_en = models.TextField(_("text in English"), blank=True)
    text_ar = models.TextField(_("text in Arabic"), blank=True)
    purpose = models.CharField(
        _("purpose"), max_length=200, help_text=_("In Danish. It stands in the public register.")
    )
    legal_ground = models.CharField(
        _("legal ground"),
        max_length=200,
        help_text=_("As your data protection officer has it. It stands in the public register."),
    )

    panels = (
        FieldRowPanel([FieldPanel("name"), FieldPanel("number"), FieldPanel("kind")]),
        FieldPanel("text_da"),
        FieldPanel("text_en"),
        FieldPanel("text_ar"),
        FieldPanel("purpose"),
        FieldPanel("legal_ground"),
    )

    class Meta:
        ordering = ("name", "-number")
        verbose_name = _("notice or consent")
        verbose_name_plural = _("notices and consents")
        constraints = (
            models.UniqueConstraint(
                fields=("name", "number"),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("There is such a version already. Take the next number."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    def clean(self) -> None:
        if self.pk and self.campaigns.exists():
            raise ValidationError(
                _("It is in use, so it stays as it is. Write a new version with the next number.")
            )

    @property
    def is_consent(self) -> bool:
        return self.kind == self.Kind.CONSENT

    def text(self, language: str) -> str:
        """Return the words in a language, else in Danish."""
        return spoken({"da": self.text_da, "en": self.text_en, "ar": self.text_ar}, language)
