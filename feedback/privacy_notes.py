"""What the themes of people's words leave behind, of those who write and of those who code."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.notes import Note

CODED = _("which themes you gave a text, and on which day")

MARKED = _("that you marked a chart or took a mark back, when, and why")

NOTES = (
    Note(
        heading=_("When you write in your own words"),
        stored={
            "feedback.CodedText.words": _("what your text is about, by a fixed list of themes"),
            "feedback.Coding.text": _("what your text is about, by a fixed list of themes"),
            "feedback.Coding.themes": _("what your text is about, by a fixed list of themes"),
            "feedback.Quote.text": _(
                "your text word for word, if a person has approved it and at least 10 wrote of the same"
            ),
            "feedback.Quote.words": _(
                "your text word for word, if a person has approved it and at least 10 wrote of the same"
            ),
        },
        why=_("So that those who run the platform can read what is missing, and what helps."),
        kept=_("As long as your answer is kept. The numbers stay: they are about nobody."),
    ),
    Note(
        heading=_("When you say what texts are about"),
        stored={
            "feedback.Coding.by": CODED,
            "feedback.Coding.coded_on": CODED,
            "feedback.ThemeList.in_use_by": _("that you took a list of themes into use, and when"),
            "feedback.ThemeList.in_use_on": _("that you took a list of themes into use, and when"),
        },
        why=_("So that two people's reading can be compared and talked over."),
        kept=_("As long as the answer that the text is in."),
    ),
    Note(
        heading=_("When you mark a chart"),
        stored={
            f"feedback.ChartMark.{name}": MARKED
            for name in (
                "made_by",
                "made_at",
                "reason",
                "taken_back_by",
                "taken_back_at",
                "taken_back_because",
            )
        },
        why=_("So that the circle knows who has judged the numbers, and why."),
        kept=_("As long as the chart. Your name goes when your user is deleted."),
    ),
    Note(
        heading=_("When you count all answers anew"),
        stored={
            "feedback.Rebuild.by": _("that you asked for it, and when"),
            "feedback.Rebuild.asked_at": _("that you asked for it, and when"),
        },
        why=_("So that it can be seen who started a long piece of work."),
        kept=_("As long as the counting is on record. Your name goes when your user is deleted."),
    ),
)
