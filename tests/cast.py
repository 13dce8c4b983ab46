"""The people and places every test knows.

Sofie is a health visitor and sits in the circle of "Tæt og tør": she should see its board.
Mikkel works at the hospital and sits in another circle: he should not.
Hanne is a general practitioner and in no circle.
Ida edits pages and hangs up posters, and is in no circle.
Jonas runs the servers: he may administer everything, and see nobody's answers.
A citizen has no account.
"""

from dataclasses import dataclass

from cms.models import GuidancePage, Platform, PlatformPage
from feedback.circles.models import Circle
from portal.users.demo import People
from questionnaires.models import AccessPoint

CAST = ("sofie", "mikkel", "hanne", "ida", "jonas")


@dataclass(frozen=True)
class Town:
    """One small platform with everything the thread needs."""

    people: People
    platform: Platform
    page: PlatformPage
    guide: GuidancePage
    poster: AccessPoint
    link: AccessPoint
    circle: Circle
