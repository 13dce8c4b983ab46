"""What the history of a version says of deeds that are ours, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry


class ComparableFormatter(LogFormatter):
    label = gettext_lazy("Declare comparable")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        return _("Declared comparable to %(version)s") % {"version": log_entry.data["to"]}


class ExportFormatter(LogFormatter):
    label = gettext_lazy("Fetch answers")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        said = {"rows": log_entry.data["rows"], "format": log_entry.data["format"].upper()}
        return _("Fetched %(rows)s answers as %(format)s") % said


def told(name: Any, words: Any) -> type[LogFormatter]:
    """Return how a deed is told whose words are filled in from the entry's own data."""

    class Told(LogFormatter):
        label = name

        def format_message(self, log_entry: ModelLogEntry) -> str:
            return str(words) % log_entry.data

    return Told


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
    for name, label, words in (
        (
            "enrol_device",
            gettext_lazy("Set up a tablet"),
            gettext_lazy("Set up the tablet “%(tablet)s”"),
        ),
        (
            "stop_device",
            gettext_lazy("Stop a tablet"),
            gettext_lazy("Stopped the tablet “%(tablet)s”"),
        ),
        (
            "set_aside",
            gettext_lazy("Set answers aside"),
            gettext_lazy("Set aside %(place)s, %(week)s: %(because)s"),
        ),
        (
            "take_back",
            gettext_lazy("Count answers again"),
            gettext_lazy("Counts %(place)s, %(week)s again"),
        ),
        (
            "tell_of_flood",
            gettext_lazy("Letter about unusually many answers"),
            gettext_lazy("Wrote to the owner about unusually many answers in %(week)s"),
        ),
    ):
        actions.register_action(f"questionnaires.{name}")(told(label, words))
    actions.register_action("questionnaires.declare_comparable")(ComparableFormatter)
    actions.register_action("questionnaires.export")(ExportFormatter)
