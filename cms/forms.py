"""What an editor meets besides plain fields: a platform with all its ages, a page with its own."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, Model, OuterRef, ProtectedError, Q, QuerySet, Subquery
from django.db.models.deletion import Collector
from django.forms import BooleanField, CharField, Form, HiddenInput, IntegerField, ModelForm
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.permissions import policy_registry

from cms.blocks.ages import Limits
from cms.permissions import limit_choices
from cms.targeting import gaps, overlaps


class OwnPlatformsForm(WagtailAdminModelForm):
    """Offers what belongs to the editor's own platforms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user:
            limit_choices(self.fields.values(), self.for_user)


class PlatformPageForm(WagtailAdminPageForm):
    """Hangs the editor's own platform in the tree, and no other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user:
            limit_choices(self.fields.values(), self.for_user)


class ReviewForm(Form):
    """Who has read the whole of the text that is live."""

    reviewer = CharField(label=gettext_lazy("Who has reviewed it"), max_length=120)
    reviewer_role = CharField(
        label=gettext_lazy("Profession"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Such as paediatrician or health visitor."),
    )
    whole_page = BooleanField(
        label=gettext_lazy("The whole page was read, and the advice holds"),
        error_messages={"required": gettext_lazy("Only a review of the whole page counts.")},
    )
    revision = IntegerField(widget=HiddenInput, required=False)


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
    """Offers the ages of the page's own platform, as boxes to tick, and judges what is to be published.

    A draft may lack what a page may not: Wagtail marks the form when nothing is to go live yet.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bands = self.fields["bands"]
        bands.queryset = bands.queryset.filter(platform__pages=self.parent_page)
        owner = self.fields["owner"]
        owner.queryset, owner.label = self.possible_owners(), _("Owner")
        owner.help_text = _("Gets a letter when the page is to be reviewed.")
        if self.is_told_already(self.instance.change_note):
            self.initial |= {"update_kind": self.instance.UpdateKind.MINOR, "change_note": ""}

    @cached_property
    def lix_limit(self) -> int:
        return self.parent_page.specific.platform.lix_limit

    def possible_owners(self) -> QuerySet[Model]:
        """Return who may edit here; whoever owns the page now stays in the list."""
        may_edit = policy_registry.get(self.parent_page).users_with_any_permission_for_instance(
            {"add", "change"}, self.parent_page
        )
        either = Q(pk__in=may_edit.values("pk")) | Q(pk=self.instance.owner_id)
        return self.fields["owner"].queryset.filter(either)

    def is_told_already(self, note: str) -> bool:
        page = self.instance
        return bool(note and page.pk) and page.changes.filter(note=note).exists()

    def _post_clean(self) -> None:
        super()._post_clean()  # now the page carries what was written
        if self.is_deferred_validation:
            return
        for name, reason in self.instance.reasons_against_publishing(self.lix_limit).items():
            if name not in self.errors:
                self.add_error(name, reason)
        is_major = self.instance.update_kind == self.instance.UpdateKind.MAJOR
        if is_major and self.is_told_already(self.instance.change_note):
            self.add_error(
                "change_note", _("Readers have been told this already. Tell what is new.")
            )

    def save(self, commit: bool = True) -> Any:
        """Wagtail keeps the owner with the page and not with its revisions, so it is written at once."""
        page = super().save(commit)
        if page.pk and "owner" in self.changed_data:
            type(page).objects.filter(pk=page.pk).update(owner=page.owner_id)
        return page

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


class ByPlatform(ModelChoiceIterator):
    """Lists what can be chosen under the name of its platform; with one platform, plainly."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        groups: dict[str, list[Any]] = {}
        for row in self.queryset:
            groups.setdefault(row.platform_name, []).append(self.choice(row))
        yield from groups.items() if len(groups) > 1 else chain(*groups.values())


class SignpostForm(OwnPlatformsForm):
    """Offers Danish pages and ages, only the platform's own as soon as that is known.

    What hangs on walls keeps its platform and its address; where it leads may change.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page, band = self.fields["page"], self.fields["band"]
        page.iterator = band.iterator = ByPlatform
        page.queryset, band.queryset = self.danish_pages(), self.ages()
        if self.instance.pk:
            self.fields["platform"].disabled = self.fields["slug"].disabled = True

    def ages(self) -> QuerySet[Any]:
        own = {"platform": self.instance.platform_id} if self.instance.platform_id else {}
        ages = (
            self.fields["band"].queryset.filter(**own).annotate(platform_name=F("platform__name"))
        )
        return ages.order_by("platform__name", "from_months")

    def danish_pages(self) -> QuerySet[Any]:
        """Return the pages written for these ages; one that is for no age has no address."""
        first = self.ages().filter(guides=OuterRef("pk"))
        pages = self.fields["page"].queryset.filter(locale__language_code=settings.LANGUAGE_CODE)
        pages = pages.annotate(platform_name=Subquery(first.values("platform__name")[:1]))
        return pages.filter(platform_name__isnull=False).order_by("platform_name", "path")
