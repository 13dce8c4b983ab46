"""What is done with people who have a link of their own."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from portal.privacy.tokens import keyed_uuid
from questionnaires.actions import note_erasure
from questionnaires.episodes.models import Occasion, Participant
from questionnaires.models import Erasure, Response
from questionnaires.signals import answers_changed


def hash_of(key: str) -> UUID:
    """Return what is stored of a key (HMAC-SHA-256, cut to 128 bits); it cannot be turned back."""
    return keyed_uuid(settings.SECRET_KEY, "own link", key)


def find(key: str) -> Participant | None:
    around = Participant.objects.select_related("campaign__platform", "campaign__version")
    return around.filter(key_hash=hash_of(key)).first()


def add_occasion(*, response: Response, key: str) -> None:
    """Let a response belong to whoever holds the key. Runs in the transaction that stores it."""
    campaign = response.access_point.campaign
    participant, is_new = Participant.objects.select_for_update().get_or_create(
        key_hash=hash_of(key), defaults={"campaign": campaign, "notice": campaign.notice}
    )
    last = None if is_new else participant.occasions.aggregate(last=Max("number"))["last"]
    Occasion.objects.create(participant=participant, response=response, number=(last or 0) + 1)


@transaction.atomic
def withdraw(*, participant: Participant, on: date) -> int:
    """Erase a participant and all she answered; return how many answers there were."""
    responses = Response.objects.filter(pk__in=participant.occasions.values("response"))
    buckets = {
        (version_id, week)
        for general, local, week in responses.values_list("version", "local_version", "week")
        for version_id in (general, local)
        if version_id
    }
    count = responses.count()
    responses.delete()
    participant.delete()
    note_erasure(participant.campaign, Erasure.Reason.WITHDRAWN, count, on)
    for version_id, week in buckets:
        answers_changed.send(Response, version_id=version_id, week=week)
    return count
