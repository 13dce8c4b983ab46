"""What an editor sees of a page without being able to write it: how hard it is to read, when it was reviewed.

Both go by the text as it was saved when the screen was opened, draft or not.
"""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from cms.readability import Level, frequent_long_words, level, lix, longest_sentences
from cms.review import State
from portal.periods import Week

LONGEST_SHOWN = 3
LONG_WORDS_SHOWN = 20
LEVELS = {
    Level.VERY_EASY: _("very easy to read"),
    Level.EASY: _("easy to read"),
    Level.MIDDLE: _("as hard as a daily paper"),
    Level.HARD: _("hard to read"),
    Level.VERY_HARD: _("very hard to read"),
}
STATES = {
    State.OVERDUE: _("Overdue"),
    State.NEVER: _("Never reviewed"),
    State.SOON: _("Due soon"),
    State.FINE: _("Reviewed"),
}


class ReadabilityPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/readability_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            text = self.instance.plain_text
            number, limit = lix(text), self.form.lix_limit
            return super().get_context_data(parent_context) | {
                "number": number,
                "limit": limit,
                "in_words": "" if number is None else LEVELS[level(number)],
                "is_above": self.instance.is_too_hard(limit),
                "sentences": longest_sentences(text, LONGEST_SHOWN),
                "words": frequent_long_words(text, LONG_WORDS_SHOWN),
            }


class ReviewPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/review_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            page = self.instance
            may_review = bool(page.pk) and page.live and page.may_be_reviewed_by(self.request.user)
            return super().get_context_data(parent_context) | {
                "page": page,
                "state": STATES[page.review_state(timezone.localdate())],
                "url": reverse("cms_review", args=[page.pk]) if may_review else "",
            }


WEEKS_SHOWN = 8


class SignpostLinksPanel(Panel):
    """The address, the code, every sheet, and how often it was followed; as soon as it is saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/signpost_links.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            this_week = Week.of(timezone.localdate())
            scans = self.instance.weekly_scans(this_week, WEEKS_SHOWN)
            return super().get_context_data(parent_context) | {
                "signpost": self.instance,
                "target": self.instance.target(),
                "scans": scans,
            }
