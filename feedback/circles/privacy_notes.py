"""What sitting in a circle leaves behind."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.notes import Note

LETTERS = _("which letters you were sent about what is new, and when")
MONTHS = _("which letters of the month you were sent, and when")
THERE = _("which meetings you were at, and what you said of the minutes")
REMINDED = _("on which days you were reminded of what you promised")

NOTES = (
    Note(
        heading=_("When you sit in a circle"),
        stored={
            "circles.CircleMember.circle": _("which circle you sit in"),
            "circles.CircleMember.user": _("your user"),
            "circles.CircleMember.role": _("your role in it"),
            "circles.CircleMember.organisation": _("whom you speak for"),
            "circles.CircleMember.is_voting": _("whether you take part in consent"),
            "circles.CircleMember.chosen_by": _("the decision that chose you"),
            "circles.CircleMember.term_ends_on": _("when your term ends"),
            "circles.CircleMember.wants_letters": _("whether you want letters about what is new"),
            "circles.MonthLetter.user": MONTHS,
            "circles.MonthLetter.circle": MONTHS,
            "circles.MonthLetter.month": MONTHS,
            "circles.MonthLetter.made_on": MONTHS,
            "circles.MonthLetter.claimed_at": MONTHS,
            "circles.MonthLetter.sent_at": MONTHS,
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
        heading=_("When you work in a circle"),
        stored={
            "circles.Attendance.user": THERE,
            "circles.Attendance.was_there": THERE,
            "circles.Attendance.consented_at": THERE,
            "circles.Attendance.objection": THERE,
            "circles.Reminder.user": REMINDED,
            "circles.Reminder.sent_on": REMINDED,
            "circles.AgendaItem.written_by": _("that you wrote in the minutes last"),
            "circles.Decision.proposed_by": _("what you proposed"),
            "circles.Statement.by": _("what you said of a proposal, and when"),
            "circles.Action.owner": _("what you said you would do"),
            "circles.HandoverItem.owner": _("what you look after"),
            "circles.Story.published_by": _("which stories you published"),
            "circles.PopulationStep.written_by": _("which words about the population are yours"),
        },
        why=_("So that the circle knows what it agreed on, who took part, and who does what."),
        kept=_("Until your user is deleted. The circle's decisions stay, without your name."),
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
