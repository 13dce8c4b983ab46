"""`demo`: fills an empty Kilden with a platform, a campaign and a circle, and says where to look."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cms import demo as cms_demo
from cms.models import Platform, PortalPage
from feedback import demo as feedback_demo
from feedback import demo_themes
from feedback.circles import demo as circles_demo
from feedback.circles.models import Circle
from feedback.themes import publish_all_closed
from portal.periods import Quarter, Week
from portal.users import demo as users_demo
from questionnaires import demo as questionnaires_demo

ADDRESSES = (
    ("Parents choose an age", "/taet-og-toer/"),
    ("Advice for adults", "/type-2-diabetes/"),
    ("The same in English", "/en/type-2-diabetes/"),
    ("And in Arabic, from right to left", "/ar/taet-og-toer/"),
    ("The questionnaire", "/s/tt-plakat/"),
    ("The poster with its QR code", "/s/tt-plakat/plakat.pdf"),
    ("A poster for an age, to print", "/p/potte/plakat.pdf"),
    ("A leaflet for a page, to print", "/p/mave/folder.pdf"),
    ("The operations circle", "/kreds/taet-og-toer/"),
    ("Real people's answers (see README)", "/kreds/aabne-data/"),
    ("A health visitor's campaigns", "/fag/kampagner/"),
    ("What people write, to be read first", "/fag/ord/"),
    ("The questions on paper", "/s/tt-plakat/papir.pdf"),
    ("The editors' desk", "/admin/"),
)
LOGINS = (
    ("sofie@kilden.example", "health visitor, in the operations circle"),
    ("mikkel@kilden.example", "hospital, in the circle of the open data"),
    ("hanne@kilden.example", "general practitioner, in no circle"),
    ("ida@kilden.example", "editor, may fetch the answers as a file"),
    ("jonas@kilden.example", "runs the servers"),
)
MORE_PLACES = ("Sundhedsplejen Nord", "Sundhedsplejen Øst", "Åbent hus for familier")
OPEN_DATA = {
    "name": "Åbne data",
    "slug": "aabne-data",
    "hue": 270,
}
OPEN_DATA_WORDS = {
    "question": "Hvor gammel er du?",
    "intro": "En platform til at prøve systemet af på rigtige svar, som er frit tilgængelige.",
}
OPEN_DATA_BANDS = (
    {"slug": "3-15-aar", "name": "3–15 år", "from_months": 36, "to_months": 192},
    {"slug": "16-24-aar", "name": "16–24 år", "from_months": 192, "to_months": 300},
    {"slug": "25-44-aar", "name": "25–44 år", "from_months": 300, "to_months": 540},
    {"slug": "45-aar-og-aeldre", "name": "45 år og ældre", "from_months": 540},
)


class Command(BaseCommand):
    help = "Loads the demo once. Its answers are made up and say so; its logins exist only in development."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default=settings.PUBLIC_URL)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo has known logins, so it is refused in production.")
        if not PortalPage.objects.exists():
            build()
        self.tell(options["address"])

    def tell(self, address: str) -> None:
        self.stdout.write("Kilden is running.\n\nOpen:")
        for what, path in ADDRESSES:
            self.stdout.write(f"  {what:<36}{address}{path}")
        self.stdout.write(f"\nSign in at {address}/konto/login/ with “{users_demo.PASSWORD}”:")
        for login, who in LOGINS:
            self.stdout.write(f"  {login:<24}{who}")
        self.stdout.write("")


@transaction.atomic
def build() -> None:
    people = users_demo.build()
    build_taet_og_toer(people)
    build_open_data(people)
    questionnaires_demo.publish_all(timezone.localdate())
    questionnaires_demo.add_author(people.ida)
    questionnaires_demo.add_exporter(people.ida)
    cms_demo.translate()
    publish_all_closed(this_week=Week.of(timezone.localdate()))
    fill_circle()


def build_taet_og_toer(people: users_demo.People) -> None:
    platform, today = cms_demo.build(), timezone.localdate()
    people.ida.groups.add(platform.editors)
    cms_demo.give_to(platform, people.ida)
    campaign = questionnaires_demo.build_campaign(
        platform,
        "kontakten_i_dag",
        opens_on=questionnaires_demo.half_a_year_before(today),
        is_synthetic=True,
    )
    places = {
        "tt-plakat": users_demo.place("Sundhedsplejen", "Aalborg Kommune"),
        "tt-kort": users_demo.place("Børneafdelingen", "Aalborg Universitetshospital"),
    }
    points = [
        questionnaires_demo.add_access_point(campaign, "tt-plakat", "poster", places["tt-plakat"]),
        questionnaires_demo.add_access_point(campaign, "tt-kort", "card", places["tt-kort"]),
        questionnaires_demo.add_access_point(campaign, "tt-side", "page", None),
        *(
            questionnaires_demo.add_access_point(
                campaign, f"tt-sted-{number}", "card", users_demo.place(name, "Aalborg Kommune")
            )
            for number, name in enumerate(MORE_PLACES, start=1)
        ),
    ]
    questionnaires_demo.answer(points, Week.of(today))
    for instrument in ("kontakten_i_dag", "sammenhaeng_paa_tvaers"):
        questionnaires_demo.build_template(platform, instrument, campaign.opens_on)
    useful = questionnaires_demo.build_campaign(
        platform,
        "siden_nyttig",
        opens_on=campaign.opens_on,
        is_synthetic=True,
        under_pages=True,
    )
    questionnaires_demo.answer_under_pages(useful, Week.of(today))
    read_and_code(platform, people)
    feedback_demo.build_measures(platform, campaign.version.questionnaire_id)
    feedback_demo.build_referrals(platform, today)
    feedback_demo.mark_referrals(people.ida, timezone.now())
    circles_demo.build_circle(
        platform,
        "Driftscirklen Tæt og tør",
        "Flere børn bliver tørre med hjælp tæt på hverdagen, og familierne hører de samme råd.",
        {people.sofie: "facilitator"},
    )


def fill_circle() -> None:
    """Give the circle its year and what its members are asked; its story is told of published numbers."""
    circle, today = Circle.objects.get(slug="taet-og-toer"), timezone.localdate()
    circles_demo.build_past(circle, today)
    campaign = questionnaires_demo.build_campaign(
        circle.platform, "samarbejdet_mellem_os", opens_on=today, is_synthetic=True
    )
    circle.sense = questionnaires_demo.add_access_point(campaign, "samarbejdet", "link", None)
    circle.save()


def read_and_code(platform: Platform, people: users_demo.People) -> None:
    """Let two people have read and coded the full quarters; what was written since waits for them."""
    today = timezone.localdate()
    for reader in (people.sofie, people.ida):
        questionnaires_demo.add_reader(platform, reader)
    theme_list = demo_themes.build_themes(platform, people.ida, today)
    before = Quarter.of(Week.of(today)).first
    texts = questionnaires_demo.read_words(people.sofie, before, today)
    demo_themes.code_texts(theme_list, texts, (people.sofie, people.ida), today)


def build_open_data(people: users_demo.People) -> None:
    portal = PortalPage.objects.get()
    page = cms_demo.build_platform(portal, OPEN_DATA, OPEN_DATA_BANDS, OPEN_DATA_WORDS)
    campaign = questionnaires_demo.build_campaign(
        page.platform, "bfi_25", opens_on=timezone.localdate(), is_synthetic=False
    )
    questionnaires_demo.add_access_point(campaign, "bfi-data", "card", None)
    circles_demo.build_circle(
        page.platform,
        "Cirklen for åbne data",
        "Prøv systemet af på rigtige menneskers svar.",
        {people.mikkel: "facilitator"},
    )
