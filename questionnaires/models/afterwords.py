"""What an owner lets people read after they have answered."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.models import AgeBand, GuidancePage
from questionnaires.definition import spoken
from questionnaires.models.campaigns import Campaign


class Afterword(Orderable):
    """Words or a page for everybody, for one age, or for those who gave one of some answers."""

    class Kind(models.TextChoices):
        RISK = "risk", _("Help that cannot wait: shown first")
        READ = "read", _("Advice that fits")
        CHANGED = "changed", _("What earlier answers changed")

    campaign = ParentalKey(Campaign, on_delete=models.CASCADE, related_name="afterwords")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.READ)
    band = models.ForeignKey(
        AgeBand, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("only for")
    )
    link_id = models.CharField(
        _("only after an answer to"),
        max_length=255,
        blank=True,
        help_text=_("The linkId of the question. Empty: after any answers."),
    )
    codes = models.CharField(
        _("the answers"), max_length=255, blank=True, help_text=_("Codes with commas between.")
    )
    text_da = models.TextField(_("text in Danish"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    text_ar = models.TextField(_("text in Arabic"), blank=True)
    page = models.ForeignKey(
        GuidancePage,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("guidance page"),
    )

    panels = (
        FieldRowPanel([FieldPanel("kind"), FieldPanel("band")]),
        FieldRowPanel([FieldPanel("link_id"), FieldPanel("codes")]),
        FieldPanel("text_da"),
        FieldPanel("text_en"),
        FieldPanel("text_ar"),
        FieldPanel("page"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("afterword")
        verbose_name_plural = _("afterwords")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.campaign}"

    def clean(self) -> None:
        if not self.text_da and not self.page_id:
            raise ValidationError({"text_da": _("Write a text, or choose a page.")})
        if bool(self.link_id) != bool(self.codes):
            raise ValidationError({"codes": _("Name both the question and the answers to it.")})
        if self.link_id and self.campaign.version_id:
            self.refuse_unknown_answers()

    def refuse_unknown_answers(self) -> None:
        """Refuse what the questionnaire cannot be answered with: such words would never be shown."""
        item = self.campaign.version.parsed.by_link_id.get(self.link_id)
        if item is None or not item.codes:
            names = [each.link_id for each in self.campaign.version.parsed.questions if each.codes]
            sentence = _("There is no such question with answers to choose. There are: %s.")
            raise ValidationError({"link_id": sentence % ", ".join(names)})
        if unknown := [code for code in self.wanted if code not in item.codes]:
            sentence = _("“%(unknown)s” is no answer to it. The answers are: %(codes)s.")
            words = {"unknown": ", ".join(unknown), "codes": ", ".join(item.codes)}
            raise ValidationError({"codes": sentence % words})

    @property
    def wanted(self) -> list[str]:
        return [code.strip() for code in self.codes.split(",") if code.strip()]

    @property
    def is_told_by_answers(self) -> bool:
        return bool(self.link_id)

    def is_for(self, answers: Mapping[str, Any], band: AgeBand | None) -> bool:
        """Say whether these words fit somebody's answers, kept as a response keeps them."""
        if self.band_id and self.band_id != (band.pk if band else None):
            return False
        given = answers.get(self.link_id)
        chosen = given if isinstance(given, list) else [given]
        return not self.link_id or any(code in self.wanted for code in chosen)

    def text(self, language: str) -> str:
        return spoken({"da": self.text_da, "en": self.text_en, "ar": self.text_ar}, language)
