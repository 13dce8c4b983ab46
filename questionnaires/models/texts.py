"""Which own words a person has read and said yes to. The words themselves stand in the answers alone."""

import uuid
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from questionnaires.models.responses import Response


class OwnWordsQuerySet(models.QuerySet["OwnWords"]):
    def wait(self, response: Response, link_ids: Iterable[str]) -> None:
        """Let the words of a new answer wait for a moderator; without words nothing is asked of anybody."""
        self.bulk_create(OwnWords(response=response, link_id=link_id) for link_id in link_ids)

    def approved(self) -> dict[uuid.UUID, set[str]]:
        """Return the questions whose words may be shown, by the answer they belong to."""
        found: dict[uuid.UUID, set[str]] = {}
        rows = self.filter(state=OwnWords.State.APPROVED).values_list("response", "link_id")
        for response, link_id in rows.iterator():
            found.setdefault(response, set()).add(link_id)
        return found


class OwnWords(models.Model):
    """What one person wrote to one question. Nobody is shown it before a moderator has approved it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")

    # Random, and no time: a queue in the order of arrival would tell who wrote when.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="own_words")
    link_id = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)

    objects = OwnWordsQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("response", "link_id"), name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "approved", "rejected"]),
                name="%(app_label)s_%(class)s_known_state",
            ),
        )
        verbose_name = _("own words")
        verbose_name_plural = _("own words")

    def __str__(self) -> str:
        return f"{self.link_id}: {self.state}"
