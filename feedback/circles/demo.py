"""The operations circle of "Tæt og tør", and those who sit in it beside the people one can sign in as."""

from collections.abc import Mapping
from datetime import date

from cms.models import Platform
from feedback.circles import demo_year
from feedback.circles.models import Circle, CircleMember, OwnedMeasure
from portal.users import demo as users_demo
from portal.users.models import Organisation, Place, User


def build_circle(platform: Platform, name: str, aim: str, members: Mapping[User, str]) -> Circle:
    circle = Circle.objects.create(platform=platform, slug=platform.slug, name=name, aim=aim)
    for user, role in members.items():
        CircleMember.objects.create(circle=circle, user=user, role=role)
    OwnedMeasure.objects.bulk_create(
        OwnedMeasure(circle=circle, measure=measure) for measure in platform.measures.all()
    )
    return circle


def build_past(circle: Circle, today: date) -> None:
    """Seat people from all sectors beside those who are there, and give the circle a year behind it."""
    kind = Organisation.Kind
    practice = users_demo.organisation("Lægerne ved Fjorden", kind.GENERAL_PRACTICE)
    daycare = users_demo.organisation("Børnehuset Regnbuen", kind.DAYCARE)
    hospital = users_demo.organisation("Aalborg Universitetshospital", kind.HOSPITAL)
    parents = users_demo.organisation("Forældre for forældre", kind.CIVIL_SOCIETY)
    others = {
        users_demo.person("Peter", "Dam", practice): practice,
        users_demo.person("Karen", "Juhl", daycare): daycare,
        users_demo.person("Lars", "Toft", hospital): hospital,
        users_demo.person("Amalie", "Bech", None): None,
    }
    for member in circle.members.select_related("user"):
        member.organisation = member.user.memberships.first().organisation
        member.save()
    for user, organisation in others.items():
        CircleMember.objects.create(circle=circle, user=user, organisation=organisation)
    guest = users_demo.person("Yusuf", "Ali", parents)
    voting = [member.user for member in circle.members.order_by("pk")]
    CircleMember.objects.create(circle=circle, user=guest, organisation=parents, is_voting=False)
    demo_year.build_year(circle, voting, list(Place.objects.all()[:2]), today)
