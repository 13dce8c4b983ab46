"""A circle with enough people to decide: Sofie leads, Mikkel votes, Hanne sees and speaks."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from feedback.circles import deciding
from feedback.circles.models import CircleMember, Decision
from portal.users.models import User
from tests.cast import Town
from tests.conftest import TUESDAY

HOME = "/kreds/taet-og-toer/"
TODAY = TUESDAY.date()
LATER = TODAY + timedelta(90)


def fill_circle(town: Town) -> None:
    for user, is_voting in ((town.people.mikkel, True), (town.people.hanne, False)):
        CircleMember.objects.create(circle=town.circle, user=user, is_voting=is_voting)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def proposed(town: Town, title: str = "Et nummer på kortet") -> Decision:
    return deciding.propose(
        circle=town.circle,
        title=title,
        proposal="Vi skriver et nummer på kortet.",
        by=town.people.sofie,
        at=timezone.now(),
        on=TODAY,
    )


def consenting(town: Town, title: str = "Et nummer på kortet") -> Decision:
    decision = proposed(town, title)
    for step in ("proposed", "clarifying", "reacting"):
        deciding.move_on(decision=decision, seen=step, by=town.people.sofie)
    decision.refresh_from_db()
    return decision


def consent(decision: Decision, by: User, round: int = 1) -> None:
    deciding.say(decision=decision, kind="consent", text="", by=by, at=timezone.now(), round=round)


def decided(town: Town, title: str = "Et nummer på kortet", **more: object) -> Decision:
    decision = consenting(town, title)
    consent(decision, town.people.sofie)
    deciding.close(
        decision=decision, outcome="Vi gør det.", review_on=LATER, by=town.people.sofie,
        at=timezone.now(), on=TODAY, **more,
    )  # fmt: skip
    decision.refresh_from_db()
    return decision
