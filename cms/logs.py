"""What the history of a page says of deeds that are ours, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry


class ReviewFormatter(LogFormatter):
    label = gettext_lazy("Mark as reviewed")

    def format_message(self, log_entry: PageLogEntry) -> str:
        names = (log_entry.data["reviewer"], log_entry.data["reviewer_role"])
        who = ", ".join(name for name in names if name)
        return _("Marked as reviewed by %(who)s on %(day)s") % {
            "who": who,
            "day": log_entry.data["on"],
        }


class RefusalFormatter(LogFormatter):
    label = gettext_lazy("Refuse to publish")

    def format_message(self, log_entry: PageLogEntry) -> str:
        return _("Not published at its hour: %s") % " ".join(log_entry.data["reasons"])


def register(actions: LogActionRegistry) -> None:
    actions.register_action("cms.review")(ReviewFormatter)
    actions.register_action("cms.refuse")(RefusalFormatter)
