"""What a link of one's own leaves behind."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.notes import Note

WHICH = _("which of the answers belong together, under a random number")

NOTES = (
    Note(
        heading=_("When you have a link of your own"),
        stored={
            "episodes.Participant.*": WHICH,
            "episodes.Participant.key_hash": _("a trace of your link that cannot be turned back"),
            "episodes.Participant.notice": _("which text you were shown or said yes to"),
            "episodes.Occasion.*": WHICH,
        },
        why=_("So that you can answer again, and take your answers back whenever you like."),
        kept=_("Until you erase them, or until their time is over."),
    ),
)
