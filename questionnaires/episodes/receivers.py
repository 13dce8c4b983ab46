"""Hears of answers given under a link of one's own, and of answers whose time is over."""

from typing import Any

from django.dispatch import receiver

from questionnaires.episodes import actions
from questionnaires.episodes.models import Participant
from questionnaires.models import Response
from questionnaires.signals import answers_erased, own_link_given


@receiver(own_link_given)
def join(sender: type, response: Response, key: str, **kwargs: Any) -> None:
    actions.add_occasion(response=response, key=key)


@receiver(answers_erased)
def forget_those_without_answers(sender: type, **kwargs: Any) -> None:
    Participant.objects.filter(occasions=None).delete()
