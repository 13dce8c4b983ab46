"""A circle's decisions: what is open, what holds, and the rounds of one of them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from feedback import news
from feedback.circles import deciding
from feedback.circles.decision_forms import (
    AmendForm,
    CloseForm,
    ProposalForm,
    SayForm,
    WithdrawForm,
)
from feedback.circles.models import Circle, Decision, Statement
from feedback.circles.rounds import Standing
from feedback.circles.views.access import allowed_circle, seen_circle
from feedback.models import Signal
from portal.users.roles import Permission, may

Step = Decision.Step
ROUNDS = (Step.PROPOSED, Step.CLARIFYING, Step.REACTING, Step.CONSENTING, Step.DECIDED)


@never_cache
@require_safe
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    circle, today = seen_circle(request, slug), timezone.localdate()
    found = list(circle.decisions.select_related("replaced_by"))
    holds = [one for one in found if one.step == Step.DECIDED and one.replaced_by is None]
    context = {
        "circle": circle,
        "platform": circle.platform,
        "open": [one for one in found if one.is_open],
        "due": [one for one in holds if one.review_on <= today],
        "holds": [one for one in holds if one.review_on > today],
        "replaced": [one for one in found if one.replaced_by],
        "withdrawn": [one for one in found if one.step == Step.WITHDRAWN],
    }
    return render(request, "circles/decisions.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a proposal, perhaps because of a signal."""
    circle = allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
    signal = signal_of(circle, request.GET.get("signal", ""))
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        decision = deciding.propose(
            circle=circle, signal=signal, by=request.user, **moment(), **form.cleaned_data
        )
        return redirect("circles:decision", circle.slug, decision.pk)
    context = {
        "circle": circle,
        "platform": circle.platform,
        "form": form,
        "signal": signal,
        "told": news.news_of(signal) if signal else None,
    }
    return render(request, "circles/propose.html", context)


def signal_of(circle: Circle, pk: str) -> Signal | None:
    """Return a signal of the circle's own platform; without one a proposal stands alone."""
    if not pk:
        return None
    signals = Signal.objects.filter(measure__platform=circle.platform).select_related("measure")
    return get_object_or_404(signals, pk=int(pk) if pk.isdecimal() and len(pk) < 10 else 0)


def moment() -> dict[str, Any]:
    return {"at": timezone.now(), "on": timezone.localdate()}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a decision with all that was said of it, and take part in its round."""
    circle = seen_circle(request, slug)
    linked = ("proposed_by", "replaced_by", "signal__measure")
    found = get_object_or_404(circle.decisions.select_related(*linked), pk=pk)
    found.circle = circle
    name = request.POST.get("deed", "")
    forms = {
        "word": SayForm(request.POST if name in SAYING else None, kind=name),
        "amend": AmendForm(request.POST if name == "amend" else None, words=found.proposal),
        "close": CloseForm(request.POST if name == "close" else None, decision=found),
        "withdraw": WithdrawForm(request.POST if name == "withdraw" else None),
    }
    if request.method == "POST" and done(request, found, name, forms):
        return redirect(found)
    return render(request, "circles/decision.html", context_of(request, found, forms))


SAYING = {str(kind) for kind in deciding.SAID_IN}


def done(request: HttpRequest, found: Decision, name: str, forms: dict[str, Any]) -> bool:
    """Do what was asked; where it is refused, the form says why."""
    if name == "next":
        deciding.move_on(decision=found, seen=request.POST.get("step", ""), by=request.user)
        return True
    form = forms["word"] if name in SAYING else forms.get(name)
    if form is None:
        raise PermissionDenied
    if not form.is_valid():
        return False
    try:
        DEEDS["say" if name in SAYING else name](request, found, form.cleaned_data)
    except deciding.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def say(request: HttpRequest, found: Decision, given: dict[str, Any]) -> None:
    kind, at = request.POST["deed"], timezone.now()
    deciding.say(decision=found, kind=kind, by=request.user, at=at, **given)


def amend(request: HttpRequest, found: Decision, given: dict[str, Any]) -> None:
    deciding.amend(decision=found, by=request.user, at=timezone.now(), **given)


def close(request: HttpRequest, found: Decision, given: dict[str, Any]) -> None:
    deciding.close(decision=found, by=request.user, **moment(), **given)


def withdraw(request: HttpRequest, found: Decision, given: dict[str, Any]) -> None:
    deciding.withdraw(decision=found, by=request.user, at=timezone.now(), **given)


DEEDS: dict[str, Callable[[HttpRequest, Decision, dict[str, Any]], None]] = {
    "say": say,
    "amend": amend,
    "close": close,
    "withdraw": withdraw,
}


def context_of(request: HttpRequest, found: Decision, forms: dict[str, Any]) -> dict[str, Any]:
    circle, user = found.circle, request.user
    statements = list(found.statements.select_related("by"))
    members = list(circle.members.select_related("user"))
    voters = {one.user_id: str(one.user) for one in members if one.is_voting and one.user.is_active}
    standing = deciding.standing([deciding.said(one) for one in statements], voters)
    return {
        "circle": circle,
        "platform": circle.platform,
        "decision": found,
        "told": news.news_of(found.signal) if found.signal else None,
        "rounds": rounds_of(found),
        "statements": [{"said": one, "kind": kind_of(one, found)} for one in statements],
        "standing": standing,
        "names": {name: named(getattr(standing, name), voters) for name in STANCES},
        "took_part": sorted({str(one.by) for one in statements if one.by}),
        "forms": forms,
        "may_speak": may(user, Permission.WORK_IN_CIRCLE, circle),
        "may_consent": user.pk in voters,
        "my_stance": stance_of(user.pk, standing),
        "may_lead": may(user, Permission.LEAD_CIRCLE, circle),
        "may_change": deciding.may_change(user, found),
        "replaces": found.replaces.all(),
    }


STANCES = ("consenting", "objecting", "waited_for", "silent")


def named(users: frozenset[int], names: dict[int, str]) -> list[str]:
    return sorted(names[pk] for pk in users)


def stance_of(pk: int, standing: Standing) -> str:
    return next((name for name in STANCES[:2] if pk in getattr(standing, name)), "")


def rounds_of(found: Decision) -> list[dict[str, Any]]:
    """Return the rounds in order, with the one it is in; one that was withdrawn is in none."""
    return [{"label": step.label, "is_now": step == found.step} for step in ROUNDS]


def kind_of(statement: Statement, found: Decision) -> str:
    """Return what a statement is called: the first words are the proposal itself."""
    kinds = Statement.Kind
    if statement.kind == kinds.AMENDMENT and statement.round == 1:
        return str(Step.PROPOSED.label)
    if statement.kind == kinds.OUTCOME and found.step == Step.WITHDRAWN:
        return str(Step.WITHDRAWN.label)
    return statement.get_kind_display()
