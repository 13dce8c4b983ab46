"""What an editor meets besides plain fields: a platform with all its ages, a page with its own."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector
from django.forms import ModelForm
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from cms.blocks.ages import Limits
from cms.targeting import gaps, overlaps


class PlatformForm(WagtailAdminModelForm):
    """Ages are judged as they will stand together: a month may move from one to the next in one go.

    A band alone could only be held up against those stored before, and a new one knows no platform.
    """

    def clean(self) -> dict[str, Any]:
        bands = self.formsets["bands"]
        if bands.is_valid():  # each form that is not has its own sentence already
            kept = [
                form
                for form in bands.forms
                if form.cleaned_data and form not in bands.deleted_forms
            ]
            refuse_overlaps(kept)
            refuse_gaps(kept)
            for form in bands.deleted_forms:
                self.refuse_to_lose(form.instance)
        return super().clean()

    def refuse_to_lose(self, band: Model) -> None:
        """Refuse to remove an age that something keeps, such as answers in a room above."""
        try:
            Collector(using=DEFAULT_DB_ALIAS).collect([band])
        except ProtectedError:
            self.add_error(None, _("“%s” has been answered for, so it cannot be removed.") % band)


def refuse_overlaps(forms: Iterable[ModelForm]) -> None:
    in_order = sorted(forms, key=lambda form: form.instance.from_months)
    for lower, upper in combinations(in_order, 2):
        if overlaps(lower.instance, upper.instance):
            sentence = _("These months are already in “%s”.") % lower.instance.name
            upper.add_error("from_months", sentence)


def refuse_gaps(forms: Iterable[ModelForm]) -> None:
    """Refuse ages between which, or above which, somebody would find no advice at all.

    From the lowest limit up every month must have its age, so the highest has no upper limit: whoever
    is older than those we wrote for is better served with the nearest advice than with none.
    """
    in_order = sorted(forms, key=lambda form: form.instance.from_months)
    below = {form.instance.from_months: form for form in in_order}
    for lower, upper in gaps(form.instance for form in in_order):
        months = {"first": lower, "last": upper - 1}
        sentence = _(
            "No age holds the months %(first)s to %(last)s. Let one of them begin earlier or end later."
        )
        below[upper].add_error("from_months", sentence % months)
    if in_order and in_order[-1].instance.to_months is not None:
        sentence = _(
            "Leave this empty for the highest age, so that nobody is too old to find advice."
        )
        in_order[-1].add_error("to_months", sentence)


class GuidancePageForm(WagtailAdminPageForm):
    """Offers the ages of the page's own platform, as boxes to tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bands = self.fields["bands"]
        bands.queryset = bands.queryset.filter(platform__pages=self.parent_page)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ages = list(cleaned.get("bands") or ())
        unseen = [
            index
            for index, part in enumerate(cleaned.get("body") or ())
            if isinstance(part.value, Limits) and not any(map(part.value.is_for, ages))
        ]
        if ages and unseen:
            sentence = _("None of the page's ages would ever see these parts. Change the limits.")
            self.add_error("body", refusal_at(unseen, sentence))
        return cleaned


def refusal_at(indexes: Iterable[int], sentence: str) -> StreamBlockValidationError:
    """Return an error that stands at the parts it is about."""
    errors = {index: StructBlockValidationError(non_block_errors=[sentence]) for index in indexes}
    return StreamBlockValidationError(block_errors=errors)
