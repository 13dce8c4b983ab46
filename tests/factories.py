"""Makes what a test needs, through the product's own doors."""

from dataclasses import fields
from datetime import date
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from cms import demo as cms_demo
from cms.models import AgeBand, GuidancePage, Platform, PlatformPage
from feedback.circles import demo as circles_demo
from feedback.circles.models import Circle
from portal.periods import Week
from portal.users import demo as users_demo
from portal.users.models import User
from questionnaires import demo as questionnaires_demo
from questionnaires.actions import submit_response
from questionnaires.models import AccessPoint, Response
from tests.cast import Town

BANDS = (
    {"slug": "1-2-aar", "name": "1½–2 år", "from_months": 18, "to_months": 36},
    {"slug": "3-4-aar", "name": "3–4 år", "from_months": 36, "to_months": 60},
    {"slug": "5-10-aar", "name": "5–10 år", "from_months": 60, "to_months": 132},
    {"slug": "11-aar-og-aeldre", "name": "11 år eller ældre", "from_months": 132},
)
GUIDE = {
    "title": "Når barnet holder sig",
    "slug": "naar-barnet-holder-sig",
    "summary": "Hvad I kan gøre, når jeres barn venter for længe.",
    "quick_answer": "Gå på toilettet på faste tider. Giv ro.",
    "body": [
        {"type": "text", "value": {"heading": "Hvorfor", "text": "<p>Legen er for sjov.</p>"}},
        {"type": "steps", "value": {"heading": "Sådan gør I", "steps": ["Sig til.", "Gå med."]}},
        {"type": "do_dont", "value": {"do": ["Ros."], "dont": ["Skæld ikke ud."]}},
    ],
    "care": [
        {"level": "wait", "text": "Uheld en gang imellem."},
        {"level": "doctor", "text": "Det gør ondt at tisse."},
    ],
    "bands": ["3-4-aar", "5-10-aar"],
}

# What the form of a campaign sends besides what a test is about.
CAMPAIGN_FORM = {
    "mode": "anonymous",
    "keep_months": "24",
    "afterwords-TOTAL_FORMS": "0",
    "afterwords-INITIAL_FORMS": "0",
}


def make_platform(slug: str = "taet-og-toer", name: str = "Tæt og tør") -> PlatformPage:
    """Return the front page of a platform with four ages; the portal is made with the first one."""
    portal = cms_demo.PortalPage.objects.first() or cms_demo.build_portal()
    words = {
        "question": "Mit barn er …",
        "intro": "Vælg en alder.",
        "promise": "Ingen login.",
        "younger": "<p>I skal ikke gøre noget endnu.</p>",
    }
    return cms_demo.build_platform(portal, {"name": name, "slug": slug}, BANDS, words)


def translate(page: Page, language: str, **changes: str) -> Page:
    """Publish a page in another language, with its parents; what is not in `changes` stays Danish."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    translation = page.specific.copy_for_translation(locale, copy_parents=True)
    for ancestor in translation.get_ancestors().specific().filter(depth__gt=1, live=False):
        ancestor.save_revision().publish()
    for name, value in changes.items():
        setattr(translation, name, value)
    translation.save_revision().publish()
    return translation


def make_town() -> Town:
    people = users_demo.build()
    page = make_platform()
    platform = page.platform
    people.ida.groups.add(platform.editors)
    cms_demo.build_guide(page, GUIDE)
    campaign = questionnaires_demo.build_campaign(
        platform,
        "kontakten_i_dag",
        opens_on=date(2026, 1, 1),
        is_synthetic=False,
        asks_reporter=False,
    )
    place = users_demo.place("Sundhedsplejen", "Aalborg Kommune")
    return Town(
        people=people,
        platform=platform,
        page=page,
        guide=page.get_children().specific().get(),
        poster=questionnaires_demo.add_access_point(campaign, "plakat23", "poster", place),
        link=questionnaires_demo.add_access_point(campaign, "sidelink", "page", None),
        circle=circles_demo.build_circle(
            platform, "Driftscirklen", "Flere tørre børn.", {people.sofie: "facilitator"}
        ),
    )


def find_town() -> Town:
    """Return the town whose rows are there already."""
    page = PlatformPage.objects.select_related("platform").get()
    around = ("campaign__version__questionnaire", "campaign__platform", "place")
    names = [field.name for field in fields(users_demo.People)]
    points = {point.code: point for point in AccessPoint.objects.select_related(*around)}
    return Town(
        people=users_demo.People(
            **{name: User.objects.get(email=f"{name}@kilden.example") for name in names}
        ),
        platform=page.platform,
        page=page,
        guide=GuidancePage.objects.get(),
        poster=points["plakat23"],
        link=points["sidelink"],
        circle=Circle.objects.get(),
    )


def make_response(
    access_point: AccessPoint,
    answers: dict[str, str] | None = None,
    band: str | None = "3-4-aar",
    week: Week | None = None,
) -> Response:
    """Store one citizen's answers; without others, all five questions get "to a great extent"."""
    # Fresh, as a request has it: a week may have been published since the test began.
    access_point = AccessPoint.objects.select_related("campaign__version").get(pk=access_point.pk)
    definition = access_point.campaign.version.parsed
    platform: Platform = access_point.campaign.platform
    response, _ = submit_response(
        access_point=access_point,
        submission_id=uuid4(),
        answers=answers or {item.link_id: item.codes[3] for item in definition.items},
        age_band=AgeBand.objects.get(platform=platform, slug=band) if band else None,
        week=week or Week.of(timezone.localdate()),
        language="da",
    )
    return response


def give_host(page: PlatformPage, host: str = "tætogtør.dk") -> Site:
    """Let a platform be read on a host of its own, as an administrator does under Settings → Sites."""
    return Site.objects.create(hostname=host, port=443, root_page=page, site_name=page.title)
