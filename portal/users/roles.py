"""Who may do what: one list of permissions and one question."""

from enum import StrEnum
from typing import Protocol

from django.contrib.auth.models import AnonymousUser

from portal.users.models import User


class Permission(StrEnum):
    VIEW_CIRCLE = "view_circle"
    WORK_IN_CIRCLE = "work_in_circle"
    CONSENT = "consent"
    LEAD_CIRCLE = "lead_circle"
    KEEP_KEYS = "keep_keys"
    RUN_CAMPAIGNS = "run_campaigns"
    STOP_CAMPAIGN = "stop_campaign"
    MODERATE_WORDS = "moderate_words"


class Guarded(Protocol):
    """What can be asked about: the object knows its own people."""

    def permits(self, user: User, permission: Permission) -> bool: ...


def may(user: User | AnonymousUser, permission: Permission, on: Guarded) -> bool:
    """Return whether `user` has `permission` on this object.

    Being superuser gives no right here: whoever runs the servers need not see what citizens answer.
    """
    return isinstance(user, User) and user.is_active and on.permits(user, permission)
