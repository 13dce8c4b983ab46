"""Which own words a person has read and said yes to. The words themselves stand in the answers alone."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.forms import OwnPlatformsForm
from cms.models import Platform
from portal.users.models import User
from portal.users.roles import Permission
from questionnaires.definition import Definition, Item
from questionnaires.local import OWN, compose
from questionnaires.models.responses import Response
from questionnaires.ownwords import words_of


class Moderator(models.Model):
    """That a person reads what people write to the questionnaires of one platform."""

    platform = models.ForeignKey(
        Platform, models.CASCADE, related_name="moderators", verbose_name=_("platform")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )

    base_form_class = OwnPlatformsForm
    panels = [FieldPanel("platform"), FieldPanel("user")]

    class Meta:
        ordering = ("platform__name", "user__email")
        verbose_name = _("reader of people's words")
        verbose_name_plural = _("readers of people's words")
        constraints = (
            models.UniqueConstraint(
                fields=("platform", "user"), name="%(app_label)s_%(class)s_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.platform}"


class OwnWordsQuerySet(models.QuerySet["OwnWords"]):
    def wait(self, response: Response, link_ids: Iterable[str]) -> None:
        """Let the words of a new answer wait for a moderator; without words nothing is asked of anybody."""
        self.bulk_create(OwnWords(response=response, link_id=link_id) for link_id in link_ids)

    def read_by(self, user: User) -> "OwnWordsQuerySet":
        """Return the words to the platforms the person reads for."""
        mine = Platform.objects.filter(moderators__user=user)
        return self.filter(response__access_point__campaign__platform__in=mine)

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

    def permits(self, user: User, permission: Permission) -> bool:
        platform = self.response.access_point.campaign.platform
        return (
            permission == Permission.MODERATE_WORDS
            and platform.moderators.filter(user=user).exists()
        )

    @property
    def is_local(self) -> bool:
        """Say whether it answers one of a place's own questions."""
        return self.link_id.startswith(OWN)

    @property
    def asked(self) -> Definition:
        """What was asked of this person; the access point may ask something else by now."""
        general, local = self.response.version, self.response.local_version
        return compose(general.parsed, local.parsed) if local else general.parsed

    @property
    def question(self) -> Item:
        return self.asked.item(self.link_id)

    @property
    def texts(self) -> list[str]:
        """The words as they are stored; several where the question stands in rows."""
        return list(words_of(self.asked, self.response.answers, self.link_id))


class WordsDecision(models.Model):
    """What a moderator decided: who, on what day and what. Never the words, and never why in words."""

    class Kind(models.TextChoices):
        APPROVED = "approved", _("Approved")
        SHORTENED = "shortened", _("Shortened and approved")
        REJECTED = "rejected", _("Erased")

    words = models.ForeignKey(OwnWords, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    decided_on = models.DateField()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("decision about own words")
        verbose_name_plural = _("decisions about own words")

    def __str__(self) -> str:
        return f"{self.words}: {self.kind}"
