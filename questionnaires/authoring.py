"""The form in which a questionnaire is written: its head, its parts, its scores."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.panels import TabbedInterface as Tabs
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks import BlockField

from questionnaires import drafts, scale_drafts
from questionnaires.blocks import PartsBlock
from questionnaires.definition import LICENCES, REPORTERS, read
from questionnaires.faults import faults
from questionnaires.faults.scales import range_of, written
from questionnaires.models import Questionnaire, QuestionnaireVersion
from questionnaires.panels import StatusPanel
from questionnaires.score_blocks import ScalesBlock

WORDS = ("title", "intro", "thanks", "age_question")
WHO = {
    "self": _("the person alone"), "self_with_relative": _("the person, helped by a relative"),
    "self_with_staff": _("the person, helped by staff"), "relative": _("a relative alone"),
    "staff": _("staff alone"),
}  # fmt: skip
OWNERSHIP = {
    "own": _("our own words"), "public-domain": _("free for all"),
    "free-with-notice": _("free, with a notice"), "non-commercial": _("free where nothing is sold"),
    "licensed": _("somebody else's, under a licence"),
}  # fmt: skip


class VersionForm(WagtailAdminModelForm):
    """Danish only; the rest of the document is kept as it was."""

    key = forms.SlugField(
        label=_("Short name"), max_length=50, help_text=_("Cannot be changed later.")
    )
    title = forms.CharField(label=_("Title"), max_length=120)
    intro = forms.CharField(
        label=_("Before the questions"), required=False, widget=AdminAutoHeightTextInput
    )
    thanks = forms.CharField(
        label=_("After the answers"), required=False, widget=AdminAutoHeightTextInput
    )
    age_question = forms.CharField(
        label=_("How the age is asked"),
        required=False,
        help_text=_("Left empty, the age is not asked."),
    )
    reporter = forms.ChoiceField(
        label=_("Who answers"), choices=[(code, WHO[code]) for code in REPORTERS]
    )
    licence = forms.ChoiceField(
        label=_("Whose words"), choices=[(kind, OWNERSHIP[kind]) for kind in LICENCES]
    )
    owner = forms.CharField(label=_("Owner"), max_length=200)
    citation = forms.CharField(label=_("Citation"), required=False, widget=AdminAutoHeightTextInput)
    notice = forms.CharField(
        label=_("Notice"), required=False, help_text=_("Shown wherever the questionnaire is shown.")
    )
    parts = BlockField(block=PartsBlock(), label=_("Questions"))
    scores = BlockField(block=ScalesBlock(required=False), label=_("Scores"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = self.instance.definition or {}
        self.is_deep = False
        for name, value in self.values_of(self.before).items():
            self.initial.setdefault(name, value)
        if self.instance.pk:
            self.fields["key"].disabled = True

    def values_of(self, document: Mapping[str, Any]) -> dict[str, Any]:
        licence = document.get("licence", {})
        try:
            parts = drafts.to_parts(document)
        except drafts.TooDeep:
            parts, self.is_deep = [], True
            self.fields["parts"] = BlockField(
                block=PartsBlock(required=False),
                label=_("Questions"),
                required=False,
                disabled=True,
                help_text=_(
                    "The questions stand deeper in each other than there is room for here. They are kept "
                    "as they are. Change them in a file, and fetch it."
                ),
            )
        return {
            **{name: document.get(name, {}).get("da", "") for name in WORDS},
            **{name: licence.get(name, "") for name in ("owner", "citation", "notice")},
            "key": document.get("key", ""),
            "reporter": document.get("reporter", "self"),
            "licence": licence.get("kind", "own"),
            "parts": PartsBlock().to_python(parts),
            "scores": ScalesBlock().to_python(scale_drafts.to_parts(document)),
        }

    def clean_version(self) -> str:
        number = self.cleaned_data["version"]
        others = QuestionnaireVersion.objects.filter(
            questionnaire__key=self.data.get("key") or self.before.get("key"), version=number
        )
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This version exists already. Give it another number."))
        return number

    def document(self) -> dict[str, Any]:
        """Return the whole document, as it is stored."""
        get = self.cleaned_data.get
        licence = {"kind": get("licence"), "owner": get("owner")}
        licence |= {name: get(name) for name in ("citation", "notice") if get(name)}
        words = {
            name: {**self.before.get(name, {}), "da": get(name)} for name in WORDS if get(name)
        }
        made = {**self.before, "version": get("version"), "reporter": get("reporter")}
        for name in WORDS:
            made.pop(name, None)
        made |= {**words, "licence": licence, "key": self.before.get("key") or get("key")}
        if not self.is_deep:
            parts = drafts.bare(PartsBlock().get_prep_value(get("parts")))
            made["items"] = drafts.from_parts(parts, self.before)
            made.pop("option_sets", None)
        scales = drafts.bare(ScalesBlock().get_prep_value(get("scores")))
        made["scales"] = scale_drafts.from_parts(scales, self.before)
        return with_ranges(as_json(made))

    def save(self, commit: bool = True) -> QuestionnaireVersion:
        document = self.document()
        title = document["title"]["da"]
        if self.instance.questionnaire_id is None:
            make = Questionnaire.objects.get_or_create if commit else unsaved
            self.instance.questionnaire, _is_new = make(
                key=document["key"], defaults={"title": title}
            )
        self.instance.definition = document
        self.instance.review_wanted = False
        return super().save(commit=commit)


def unsaved(key: str, defaults: Mapping[str, Any]) -> tuple[Questionnaire, bool]:
    """Return a questionnaire for a preview, of which nothing is stored."""
    found = Questionnaire.objects.filter(key=key).first()
    return found or Questionnaire(key=key, **defaults), found is None


def as_json(value: Any) -> Any:
    """Return the document as it comes back from the database: plain dicts, lists and numbers."""
    if isinstance(value, Mapping):
        return {name: as_json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    return drafts.plain(value) if isinstance(value, Decimal) else value


def with_ranges(document: dict[str, Any]) -> dict[str, Any]:
    """Work out the least and greatest score where the questions are in order."""
    if list(faults(document | {"scales": []})):
        return document
    for scale in document["scales"]:
        named = {item["linkId"] for item in scale["items"]}
        definition = read(document | {"scales": [scale]})
        if named <= set(definition.by_link_id):
            least, greatest = range_of(definition, definition.scales[0])
            scale |= {
                "least": drafts.plain(written(least)),
                "greatest": drafts.plain(written(greatest)),
            }
    return document


EDITOR = Tabs(
    [
        ObjectList(
            [
                StatusPanel(),
                FieldPanel("title"),
                FieldPanel("intro"),
                FieldPanel("parts"),
                FieldPanel("thanks"),
            ],
            heading=_("Questions"),
        ),
        ObjectList([FieldPanel("scores")], heading=_("Scores")),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("key"), FieldPanel("version")]),
                FieldRowPanel([FieldPanel("reporter"), FieldPanel("age_question")]),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("licence"), FieldPanel("owner")]),
                        FieldPanel("citation"),
                        FieldPanel("notice"),
                    ],
                    heading=_("Licence"),
                ),
            ],
            heading=_("About it"),
        ),
    ],
    base_form_class=VersionForm,
)
