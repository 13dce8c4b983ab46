"""What sitting in a circle leaves behind."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.notes import Note

LETTERS = _("which letters you were sent about what is new, and when")

NOTES = (
    Note(
        heading=_("When you sit in a circle"),
        stored={
            "circles.CircleMember.circle": _("which circle you sit in"),
            "circles.CircleMember.user": _("your user"),
            "circles.CircleMember.role": _("your role in it"),
            "circles.CircleMember.wants_letters": _("whether you want letters about what is new"),
            "circles.SignalLetter.user": LETTERS,
            "circles.SignalLetter.circle": LETTERS,
            "circles.SignalLetter.signals": LETTERS,
            "circles.SignalLetter.made_on": LETTERS,
            "circles.SignalLetter.claimed_at": LETTERS,
            "circles.SignalLetter.sent_at": LETTERS,
        },
        why=_("So that you, and only those in the circle, can see what citizens tell you."),
        kept=_("Until you leave the circle."),
    ),
    Note(
        heading=_("When you make a key for a program"),
        stored={
            "circles.CircleKey.made_by": _("that you made it"),
            "circles.CircleKey.made_on": _("the day you made it"),
            "circles.CircleKey.last_used_on": _("the last day a program used it"),
        },
        why=_("So that the circle can see which programs read its numbers, and stop them."),
        kept=_("Until your user is deleted."),
    ),
)
