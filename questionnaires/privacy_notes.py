"""What answering a questionnaire leaves behind."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from portal.privacy.notes import Note
from questionnaires.definition import spoken
from questionnaires.models import Campaign

ANSWERS = _("your answers")
AGE = _("the age you chose, with its limits")
WHERE = _("which poster, card or page you came from")
HOW = _("who answered, with or without help, in which language, and that it was on a screen")


def asked_now() -> Iterator[str]:
    """Tell which questionnaires are open today; they hold everything that can be asked."""
    today, language = timezone.localdate(), get_language() or "da"
    for campaign in Campaign.objects.select_related("platform", "version"):
        if not campaign.is_open(today):
            continue
        definition = campaign.version.parsed
        count = len(definition.questions)
        yield ngettext(
            "“%(title)s” for %(platform)s: %(count)s question",
            "“%(title)s” for %(platform)s: %(count)s questions",
            count,
        ) % {
            "title": spoken(definition.title, language),
            "platform": campaign.platform,
            "count": count,
        }


DECISION = _("what you decided about a text, and on which day; not the text")

NOTES = (
    Note(
        heading=_("When you answer a questionnaire"),
        stored={
            "questionnaires.Response.answers": ANSWERS,
            "questionnaires.Response.age_band": AGE,
            "questionnaires.Response.from_months": AGE,
            "questionnaires.Response.to_months": AGE,
            "questionnaires.Response.week": _("the week, not the day or the time"),
            "questionnaires.Response.access_point": WHERE,
            "questionnaires.OwnWords.*": _(
                "whether a person has read what you wrote, and let it be shown"
            ),
            "questionnaires.WordsDecision.words": _(
                "whether a person has read what you wrote, and let it be shown"
            ),
            "questionnaires.Response.version": _("which questionnaire it was"),
            "questionnaires.Response.local_version": _("which questionnaire it was"),
            "questionnaires.Response.reporter": HOW,
            "questionnaires.Response.language": HOW,
            "questionnaires.Response.mode": HOW,
            "questionnaires.Response.submission_id": _(
                "a random number, so that the same answer is not counted twice"
            ),
        },
        why=_(
            "So that those who run the advice can see what helps. Answers are anonymous: no name, no "
            "address, no telephone number and no trace of your device. Numbers below five are hidden."
        ),
        kept=_(
            "Two years, if the questions say nothing else; then each answer is erased. Until then we "
            "cannot find yours among the others, so we cannot delete it either."
        ),
        now=asked_now,
    ),
    Note(
        heading=_("When you put a questionnaire in use"),
        stored={
            "questionnaires.QuestionnaireVersion.published_by": _("who put it in use, and when"),
            "questionnaires.QuestionnaireVersion.comparable_by": _(
                "who said that two versions can be compared, and why"
            ),
        },
        why=_("So that those who use the numbers can ask whoever vouches for the questions."),
        kept=_("As long as the questionnaire is kept."),
    ),
    Note(
        heading=_("When you read what people have written"),
        stored={
            "questionnaires.Moderator.*": _("for which platform you read"),
            "questionnaires.WordsDecision.by": DECISION,
            "questionnaires.WordsDecision.decided_on": DECISION,
            "questionnaires.WordsDecision.kind": DECISION,
        },
        why=_("So that it can be told who let a text be shown, or had it erased."),
        kept=_("As long as the answer that the text is in."),
    ),
    Note(
        heading=_("When you run a campaign"),
        stored={
            "questionnaires.Campaign.owner": _("who owns the campaign"),
            "questionnaires.Quarantine.by": _("who set answers aside, when and why"),
            "questionnaires.Quarantine.set_on": _("who set answers aside, when and why"),
            "questionnaires.Quarantine.because": _("who set answers aside, when and why"),
        },
        why=_(
            "So that somebody can be asked, and is told when something is wrong with the answers."
        ),
        kept=_("As long as the campaign is kept."),
    ),
)
