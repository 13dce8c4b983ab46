"""Deciding by consent: propose, clarify, react, consent or object, amend, close. Nothing is taken back.

Each deed holds the decision's row, so that of twenty clicks at once one counts, and nobody consents to
words that were amended a moment ago.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from feedback.circles.guard import Refused, allow
from feedback.circles.models import Circle, Decision, Statement
from feedback.circles.rounds import Said, Standing, newest_round, standing
from feedback.models import Signal
from portal.users.models import User
from portal.users.roles import Permission, may

Step, Kind = Decision.Step, Statement.Kind
NEXT = {
    Step.PROPOSED: Step.CLARIFYING,
    Step.CLARIFYING: Step.REACTING,
    Step.REACTING: Step.CONSENTING,
}
SAID_IN = {
    Kind.QUESTION: Step.CLARIFYING,
    Kind.ANSWER: Step.CLARIFYING,
    Kind.REACTION: Step.REACTING,
    Kind.CONSENT: Step.CONSENTING,
    Kind.OBJECTION: Step.CONSENTING,
}
STANCES = (Kind.CONSENT, Kind.OBJECTION)


@transaction.atomic
def propose(
    *,
    circle: Circle,
    title: str,
    proposal: str,
    by: User,
    at: datetime,
    on: date,
    signal: Signal | None = None,
) -> Decision:
    """Begin a decision; its words are kept as those of the first round. Sent twice it is one."""
    allow(by, Permission.WORK_IN_CIRCLE, circle)
    if not title.strip() or not proposal.strip():
        raise Refused(_("Write what you propose."))
    if signal and signal.measure.platform_id != circle.platform_id:
        raise Refused(_("That signal is not the circle's."))
    Circle.objects.select_for_update().get(pk=circle.pk)
    given = {"title": title.strip(), "proposal": proposal.strip(), "signal": signal}
    decision, is_new = Decision.objects.get_or_create(
        circle=circle, step=Step.PROPOSED, proposed_by=by, proposed_on=on, **given
    )
    if is_new:
        write(decision, Kind.AMENDMENT, proposal, by, at, round=1)
    return decision


@transaction.atomic
def move_on(*, decision: Decision, seen: str, by: User) -> None:
    """Go to the next round; who clicks on an old page, or twice, moves nothing."""
    decision = held(decision)
    allow(by, Permission.LEAD_CIRCLE, decision.circle)
    if decision.step == seen and decision.step in NEXT:
        decision.step = NEXT[Step(decision.step)]
        decision.save(update_fields=["step"])


@transaction.atomic
def say(
    *, decision: Decision, kind: str, text: str, by: User, at: datetime, round: int | None = None
) -> None:
    """Say something in its round. Consent and objection are for the words of `round` alone."""
    decision = held(decision)
    allow(by, Permission.CONSENT if kind in STANCES else Permission.WORK_IN_CIRCLE, decision.circle)
    if SAID_IN.get(Kind(kind)) != decision.step:
        raise Refused(_("The circle is in another round now."))
    if kind != Kind.CONSENT and not text.strip():
        raise Refused(reason_missing(kind))
    statements = list(decision.statements.all())
    now = newest_round(map(said, statements))
    if kind in STANCES and round != now:
        raise Refused(_("The proposal has been amended. Read the new words first."))
    if is_said_already(statements, kind, text, by, now):
        return
    write(decision, Kind(kind), text, by, at, now)


def reason_missing(kind: str) -> str:
    if kind == Kind.OBJECTION:
        return _("Give the reason: what would harm the aim?")
    return _("Write what you want to say.")


def is_said_already(
    statements: Iterable[Statement], kind: str, text: str, by: User, round: int
) -> bool:
    """Return whether the newest word of that person in this round is the very same."""
    kinds = STANCES if kind in STANCES else (kind,)
    mine = [
        (one.kind, one.text)
        for one in statements
        if one.by_id == by.pk and one.round == round and one.kind in kinds
    ]
    return bool(mine) and mine[-1] == (kind, text.strip())


@transaction.atomic
def amend(*, decision: Decision, text: str, by: User, at: datetime) -> None:
    """Give the proposal new words. They begin a round; what was said of the old ones is kept."""
    decision = held(decision)
    allow_owner(by, decision)
    open_or_refuse(decision)
    if not text.strip() or text.strip() == decision.proposal:
        raise Refused(_("Write the proposal with its new words."))
    write(decision, Kind.AMENDMENT, text, by, at, standing_of(decision).round + 1)
    decision.proposal = text.strip()
    decision.save(update_fields=["proposal"])


@transaction.atomic
def close(
    *,
    decision: Decision,
    outcome: str,
    review_on: date,
    by: User,
    at: datetime,
    on: date,
    replaces: Decision | None = None,
) -> None:
    """Write down what was decided, once all who take part consent to the same words."""
    decision = held(decision)
    allow(by, Permission.LEAD_CIRCLE, decision.circle)
    if decision.step != Step.CONSENTING or not standing_of(decision).is_agreed:
        raise Refused(_("All who take part must consent to the same words first."))
    if not outcome.strip():
        raise Refused(_("Write what was decided."))
    if review_on <= on:
        raise Refused(_("Choose a later day to look at it again."))
    if replaces:
        replace(replaces, decision)
    write(decision, Kind.OUTCOME, outcome, by, at, standing_of(decision).round)
    decision.step, decision.decided_on, decision.review_on = Step.DECIDED, on, review_on
    decision.save(update_fields=["step", "decided_on", "review_on"])


def replace(earlier: Decision, later: Decision) -> None:
    """Let the later decision hold instead of one that holds now."""
    earlier = held(earlier)
    if earlier.circle_id != later.circle_id or earlier.step != Step.DECIDED or earlier.replaced_by:
        raise Refused(_("Only what holds now can be replaced."))
    earlier.replaced_by = later
    earlier.save(update_fields=["replaced_by"])


@transaction.atomic
def withdraw(*, decision: Decision, reason: str, by: User, at: datetime) -> None:
    """Take a proposal off the table. It stays to be read, with the reason."""
    decision = held(decision)
    allow_owner(by, decision)
    open_or_refuse(decision)
    if not reason.strip():
        raise Refused(_("Write why it is withdrawn."))
    write(decision, Kind.OUTCOME, reason, by, at, standing_of(decision).round)
    decision.step = Step.WITHDRAWN
    decision.save(update_fields=["step"])


def standing_of(decision: Decision) -> Standing:
    voters = decision.circle.members.filter(is_voting=True, user__is_active=True)
    return standing(
        [said(one) for one in decision.statements.all()],
        list(voters.values_list("user_id", flat=True)),
    )


def said(statement: Statement) -> Said:
    return Said(statement.kind, statement.by_id, statement.round)


def held(decision: Decision) -> Decision:
    """Return the decision as it is now, with its row locked until the deed is done."""
    return Decision.objects.select_for_update().get(pk=decision.pk)


def write(
    decision: Decision, kind: Statement.Kind, text: str, by: User, at: datetime, round: int
) -> None:
    Statement.objects.create(
        decision=decision, kind=kind, text=text.strip(), by=by, at=at, round=round
    )


def open_or_refuse(decision: Decision) -> None:
    if not decision.is_open:
        raise Refused(_("The decision is closed. Propose something new instead."))


def may_change(user: User, decision: Decision) -> bool:
    """Return whether the words are this person's to change: her own proposal, or she has a role."""
    circle = decision.circle
    is_hers = decision.proposed_by_id == user.pk and may(user, Permission.WORK_IN_CIRCLE, circle)
    return is_hers or may(user, Permission.LEAD_CIRCLE, circle)


def allow_owner(by: User, decision: Decision) -> None:
    if not may_change(by, decision):
        raise PermissionDenied
