"""What every deed of a circle asks before it is done: may this person, and can it be done now?"""

from django.core.exceptions import PermissionDenied

from feedback.circles.models import Circle
from portal.users.models import User
from portal.users.roles import Permission, may


class Refused(ValueError):
    """It cannot be done now; the sentence says why, to the person who tried."""


def allow(by: User, permission: Permission, circle: Circle) -> None:
    if not may(by, permission, circle):
        raise PermissionDenied
