"""What the history of a version says of deeds that are ours, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry


class ComparableFormatter(LogFormatter):
    label = gettext_lazy("Declare comparable")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        return _("Declared comparable to %(version)s") % {"version": log_entry.data["to"]}


def register(actions: LogActionRegistry) -> None:
    for name, label, message in (
        ("publish", gettext_lazy("Put in use"), gettext_lazy("Put in use")),
        ("retire", gettext_lazy("Retire"), gettext_lazy("Taken out of use")),
        ("ask_for_review", gettext_lazy("Ask for a review"), gettext_lazy("Ready to be looked at")),
        ("start", gettext_lazy("Start"), gettext_lazy("Started from a template")),
        ("stop", gettext_lazy("Stop"), gettext_lazy("Stopped")),
        ("start_again", gettext_lazy("Start again"), gettext_lazy("Started again")),
    ):
        actions.register_action(f"questionnaires.{name}", label, message)
    actions.register_action("questionnaires.declare_comparable")(ComparableFormatter)
