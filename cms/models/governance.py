"""What keeps advice trustworthy: who vouches for it, on what ground, when it was last looked at."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import PageManager, Revision
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from cms import review
from cms.blocks.evidence import EvidenceStream
from cms.readability import lix, longest_sentences

LONGEST_SHOWN = 3


class GovernedQuerySet(PageQuerySet):
    def in_state(self, state: review.State, today: date) -> Self:
        """Return the pages in one state of review; the same rule as `review.state`."""
        soon = today + timedelta(days=review.SOON_DAYS)
        known = models.Q(reviewed_on__isnull=False, due_on__isnull=False)
        wanted = {
            review.State.NEVER: ~known,
            review.State.OVERDUE: known & models.Q(due_on__lt=today),
            review.State.SOON: known & models.Q(due_on__range=(today, soon)),
            review.State.FINE: known & models.Q(due_on__gt=soon),
        }
        return self.filter(wanted[state])

    def most_urgent_first(self, today: date) -> Self:
        """Order by what citizens read now: overdue, never reviewed, then by the next date; drafts last."""
        rank = models.Case(
            models.When(live=False, then=3),
            models.When(reviewed_on__isnull=False, due_on__lt=today, then=0),
            models.When(reviewed_on=None, then=1),
            default=2,
        )
        return self.order_by(rank, "due_on", "title", "pk")

    def to_remind(self, today: date) -> Self:
        """Return the pages whose next reminder may have come; each page knows for certain."""
        earliest = today + timedelta(days=max(review.REMINDER_DAYS))
        pages = self.filter(live=True, alias_of=None, due_on__lte=earliest)
        return pages.select_related("owner")

    def with_copies_of(self, page: "Governed") -> Self:
        """Return the page and its aliases, which show its text and have none of their own."""
        return self.filter(models.Q(pk=page.pk) | models.Q(alias_of=page.pk))


class Governed(models.Model):
    """A page with a named reviewer, sources and a date for the next look.

    The dates belong to the page and not to a revision: only a review moves them, and publishing an
    older draft never moves them back. They are written with UPDATE and never by saving a page.
    """

    class UpdateKind(models.TextChoices):
        MINOR = "minor", _("Small correction")
        MAJOR = "major", _("The advice has changed")

    KEPT_ACROSS_REVISIONS = (
        "reviewed_on", "reviewed_by", "reviewed_by_role", "due_on", "reminded_on", "changed_on",
    )  # fmt: skip

    reviewer = models.CharField(_("reviewer"), max_length=120, blank=True)
    reviewer_role = models.CharField(_("reviewer's profession"), max_length=120, blank=True)
    evidence = StreamField(EvidenceStream(), verbose_name=_("sources"), blank=True)
    review_interval_months = models.PositiveSmallIntegerField(
        _("months between reviews"),
        default=24,
        validators=[MinValueValidator(3), MaxValueValidator(review.LONGEST_MONTHS)],
    )
    update_kind = models.CharField(
        _("kind of change"), max_length=5, choices=UpdateKind, default=UpdateKind.MINOR
    )
    change_note = models.CharField(
        _("what has changed"),
        max_length=300,
        blank=True,
        help_text=_("Shown to readers when the advice has changed."),
    )
    lix_exception = models.CharField(
        _("why it may be hard to read"),
        max_length=300,
        blank=True,
        help_text=_("Needed when the readability number is above the platform's limit."),
    )
    reviewed_on = models.DateField(_("last reviewed"), null=True, editable=False)
    reviewed_by = models.CharField(_("reviewed by"), max_length=120, blank=True, editable=False)
    reviewed_by_role = models.CharField(max_length=120, blank=True, editable=False)
    due_on = models.DateField(_("next review"), null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)
    changed_on = models.DateField(_("last change of advice"), null=True, editable=False)
    lix = models.PositiveSmallIntegerField(_("readability number"), null=True, editable=False)

    objects = PageManager.from_queryset(GovernedQuerySet)()

    # A copy and a translation are texts of their own, which nobody has reviewed.
    exclude_fields_in_copy = [*KEPT_ACROSS_REVISIONS]
    override_translatable_fields = [
        SynchronizedField("lix_exception"),
        SynchronizedField("reviewer"),
        SynchronizedField("reviewer_role"),
        SynchronizedField("evidence"),
    ]

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Store the text, if it may be read. Every way of publishing comes through here."""
        if kwargs.get("update_fields") is None:  # otherwise facts about the page, and not its text
            if clean and self.live:
                self.refuse_unvouched()
            self.lix = lix(self.plain_text)
            self.keep_what_only_a_review_moves()
        super().save(clean=clean, **kwargs)

    def keep_what_only_a_review_moves(self) -> None:
        """A review may have come in since this object was read; it is never written over."""
        row = type(self).objects.select_for_update().filter(pk=self.pk)
        for kept in row.values(*self.KEPT_ACROSS_REVISIONS):
            self.take(kept)

    def take(self, kept: Mapping[str, Any]) -> None:
        for name, value in kept.items():
            setattr(self, name, value)

    @property
    def plain_text(self) -> str:
        """Return what a reader reads, one paragraph, heading or list item a line."""
        raise NotImplementedError

    @property
    def parent_path(self) -> str:
        return self.path[: -self.steplen]

    @property
    def lix_limit(self) -> int:
        return self.get_parent().specific.platform.lix_limit

    def review_state(self, today: date) -> review.State:
        return review.state(self.reviewed_on, self.due_on, today)

    def wants_reminder(self, today: date) -> bool:
        """Return whether somebody should be told today; what lay before the last review is past."""
        last = self.reminded_on or self.reviewed_on
        return self.due_on is not None and review.reminder_due(self.due_on, last, today)

    def reasons_against_publishing(self, lix_limit: int) -> dict[str, str]:
        """Return what is missing before anybody may read this text, by field."""
        reasons = {}
        if not self.reviewer.strip():
            reasons["reviewer"] = gettext("Name who vouches for the advice before it is published.")
        if not self.evidence:
            reasons["evidence"] = gettext("Add at least one source before the advice is published.")
        if self.update_kind == self.UpdateKind.MAJOR and not self.change_note.strip():
            reasons["change_note"] = gettext("Tell readers what has changed in the advice.")
        if not self.lix_exception.strip() and self.is_too_hard(lix_limit):
            reasons["lix_exception"] = self.why_too_hard(lix_limit)
        return reasons

    def is_too_hard(self, lix_limit: int) -> bool:
        """Return whether the text is above the limit. LIX was made for Nordic languages, and a
        translator follows the sentences of the source: a translation is measured, not refused.
        """
        locale = self.locale if self.locale_id else self.get_default_locale()
        number = lix(self.plain_text) if locale.is_default else None
        return number is not None and number > lix_limit

    def why_too_hard(self, lix_limit: int) -> str:
        text = self.plain_text
        sentences = " ".join(f"“{line}”" for line in longest_sentences(text, LONGEST_SHOWN))
        return gettext(
            "The readability number is %(number)s, and the limit is %(limit)s. Shorten the longest"
            " sentences, or write here why the text must be hard: %(sentences)s"
        ) % {"number": lix(text), "limit": lix_limit, "sentences": sentences}

    def refuse_unvouched(self) -> None:
        if reasons := self.reasons_against_publishing(self.lix_limit):
            raise ValidationError(reasons)

    def publish(
        self, revision: Revision, *args: Any, log_action: Any = True, **kwargs: Any
    ) -> None:
        """Judge a revision when it is scheduled, and not only when its hour has come.

        The limit may have been lowered since. Then it is written in the page's history and no other
        page has to wait: an error would stop all that go live in the same run.
        """
        try:
            revision.as_object().refuse_unvouched()
        except ValidationError as error:
            if log_action != "wagtail.publish.scheduled":
                raise
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(self, "cms.refuse", revision=revision, data={"reasons": error.messages})
        else:
            super().publish(revision, *args, log_action=log_action, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        page = super().with_content_json(content)
        page.take({name: getattr(self, name) for name in self.KEPT_ACROSS_REVISIONS})
        page.lix = self.lix
        return page


class Change(models.Model):
    """What readers are told when the advice on a page has changed."""

    page = models.ForeignKey(
        "cms.GuidancePage", models.CASCADE, related_name="changes", verbose_name=_("page")
    )
    on = models.DateField(_("date"))
    note = models.CharField(_("what has changed"), max_length=300)
    reason = models.CharField(
        max_length=40,
        blank=True,
        help_text="Where it is told why it changed, below the platform's front page.",
    )

    class Meta:
        ordering = ("-on", "-pk")
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.UniqueConstraint(
                fields=("page", "on", "note"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return self.note
