"""What is filled in at the campaign desk: a new campaign, another last day, and a sheet of paper."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.models import AgeBand
from portal.periods import Week
from portal.users.models import Place
from questionnaires.definition import Definition, Item
from questionnaires.forms import CaptureForm
from questionnaires.models import Campaign

EVERYWHERE = "alle"
USUAL_TIME = timedelta(weeks=12)  # about as many points as a run chart needs to say anything


class LastDayForm(forms.Form):
    closes_on = forms.DateField(
        label=gettext_lazy("Last day for answers"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Choose the last day."),
            "invalid": gettext_lazy("This is no day. Write it as 2027-01-31."),
        },
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["closes_on"].initial = today + USUAL_TIME
        self.fields["closes_on"].widget.attrs["min"] = today.isoformat()

    def clean_closes_on(self) -> date:
        closes_on: date = self.cleaned_data["closes_on"]
        if closes_on < self.today:
            raise ValidationError(_("That day is over. Choose today or a later day."))
        return closes_on


class StartForm(LastDayForm):
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Where do you ask?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose one place at least.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("For you and your colleagues. Families do not see it."),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the campaign a name.")},
    )
    field_order = ("places", "closes_on", "name")

    def __init__(self, *args: Any, own_places: list[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        self.own_places = own_places
        names = [(str(place.pk), str(place)) for place in own_places]
        count = len(names)
        if count > 1:
            all_of_them = ngettext("The %(count)s place", "All %(count)s places", count)
            names.insert(0, (EVERYWHERE, all_of_them % {"count": count}))
        else:
            self.fields["places"].initial = [key for key, _name in names]
        self.fields["places"].choices = names

    def clean_places(self) -> list[Place]:
        chosen = set(self.cleaned_data["places"])
        return [
            place for place in self.own_places if EVERYWHERE in chosen or str(place.pk) in chosen
        ]


class TypingForm(CaptureForm):
    """A sheet of paper as it was filled in. Nothing is demanded: what is missing cannot be asked for."""

    is_from_staff = True
    week = forms.ChoiceField(
        label=gettext_lazy("In which week was it filled in?"),
        error_messages={
            "invalid_choice": gettext_lazy("That week takes no more answers. Choose another.")
        },
    )

    def __init__(
        self,
        definition: Definition,
        bands: list[AgeBand],
        language: str,
        weeks: list[Week],
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
        campaign: Campaign | None = None,
    ) -> None:
        free = without_demands(definition)
        super().__init__(free, bands, language, data=data, initial=initial, campaign=campaign)
        self.fields["week"].choices = [(str(week), in_words(week)) for week in weeks]

    def ask_first(self, campaign: Campaign) -> None:
        """Ask as on a screen, without a link of one's own; only a yes cannot be passed over."""
        super().ask_first(campaign)
        self.fields.pop("own", None)
        for name in {"reporter", "age"} & set(self.fields):
            self.fields[name].required = False

    @property
    def chosen_week(self) -> Week:
        return Week.parse(self.cleaned_data["week"])


def without_demands(definition: Definition) -> Definition:
    return replace(definition, items=tuple(map(freed, definition.items)))


def freed(item: Item) -> Item:
    return replace(item, required=False, items=tuple(map(freed, item.items)))


def in_words(week: Week) -> str:
    monday = date_format(week.monday, "MONTH_DAY_FORMAT")
    return _("Week %(number)s, from %(monday)s") % {"number": week.number, "monday": monday}
