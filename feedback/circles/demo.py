"""The operations circle of "Tæt og tør"."""

from collections.abc import Mapping

from cms.models import Platform
from feedback.circles.models import Circle, CircleMember, OwnedMeasure
from portal.users.models import User


def build_circle(platform: Platform, name: str, aim: str, members: Mapping[User, str]) -> Circle:
    circle = Circle.objects.create(platform=platform, slug=platform.slug, name=name, aim=aim)
    for user, role in members.items():
        CircleMember.objects.create(circle=circle, user=user, role=role)
    OwnedMeasure.objects.bulk_create(
        OwnedMeasure(circle=circle, measure=measure) for measure in platform.measures.all()
    )
    return circle
