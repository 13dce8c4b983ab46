"""Which answers may leave in a file: those of closed weeks, and a place's own where five answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from portal.users.models import Place
from questionnaires.local import Together, own_answers
from questionnaires.models import Campaign, QuestionnaireVersion, Response
from questionnaires.outgoing import FEWEST

# Campaign, place, access point where there is no place, and version: whose answers belong together.
Corner = tuple[int, int | None, int | None, int]


def closed_responses(
    *, version: QuestionnaireVersion, campaign: Campaign | None = None
) -> Iterator[Response]:
    """Yield the answers of weeks that take no more, in the order of their random keys.

    An open week grows: two exports of it would show by their difference what the last one answered.
    """
    closed = _closed(version, campaign).select_related("access_point__campaign")
    return closed.order_by("pk").iterator()


def closed_count(*, campaign: Campaign) -> int:
    return _closed(campaign.version, campaign).count()


def _closed(version: QuestionnaireVersion, campaign: Campaign | None) -> QuerySet[Response]:
    of_campaign = {"access_point__campaign": campaign} if campaign else {}
    closed = Response.objects.filter(
        version=version, week__lte=version.closed_through, **of_campaign
    )
    return closed.counted()


@dataclass(frozen=True)
class OwnQuestions:
    """What places asked besides, and how many at each answered any of it.

    A row with such an answer tells where it is from. So the rule of the whole file holds for each place too.
    """

    met: dict[int, Together]
    counts: dict[Corner, int]

    def of(self, response: Response) -> Together | None:
        """Return what may be told of what was asked besides; nothing where too few answered it."""
        if response.local_version_id is None or self.counts.get(corner(response), 0) < FEWEST:
            return None
        return self.met[response.local_version_id]

    @cached_property
    def kept_back(self) -> list[str]:
        """Return the places where too few answered, by name."""
        few = {place for (_, place, _, _), count in self.counts.items() if count < FEWEST}
        places = Place.objects.filter(pk__in=few).select_related("organisation")
        return sorted(map(str, places))

    @property
    def has_kept_back(self) -> bool:
        return any(count < FEWEST for count in self.counts.values())


def corner(response: Response) -> Corner:
    point = response.access_point
    alone = None if point.place_id else point.pk
    return point.campaign_id, point.place_id, alone, response.local_version_id


def own_questions(
    *, version: QuestionnaireVersion, campaign: Campaign | None = None
) -> OwnQuestions:
    """Look through the closed weeks for what places asked besides."""
    asked = _closed(version, campaign).exclude(local_version=None).select_related("access_point")
    counts: Counter[Corner] = Counter()
    for response in asked.order_by().iterator():
        counts[corner(response)] += bool(own_answers(response.answers))
    return OwnQuestions(met=_met(version, {key[-1] for key in counts}), counts=dict(counts))


def _met(version: QuestionnaireVersion, pks: Any) -> dict[int, Together]:
    found = QuestionnaireVersion.objects.filter(pk__in=pks).order_by("pk")
    return {local.pk: Together(version.parsed, local.parsed) for local in found}
