"""An editor of one platform finds nothing of another one: no page, no row, no choice, no picture."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page

from cms.actions import permissions
from cms.demo import build_guide
from cms.models import Contact, PlatformPage, Signpost, SynonymSet
from feedback.circles import demo as circles_demo
from feedback.models import Measure
from portal.users.models import Organisation
from questionnaires import demo as questionnaires_demo
from tests.cast import Town
from tests.factories import GUIDE, make_platform, translate

pytestmark = pytest.mark.django_db
SECRET = "Sommerfuglesøvn"
"""Stands in every name of the other platform, and nowhere else."""


@pytest.fixture
def other(town: Town) -> PlatformPage:
    """Another platform with one of everything, each called by the secret."""
    page = make_platform("soevn", SECRET)
    platform = page.platform
    build_guide(page, GUIDE | {"title": f"{SECRET} om natten", "slug": "om-natten"})
    campaign = questionnaires_demo.build_campaign(
        platform, "kontakten_i_dag", opens_on=date(2026, 1, 1), is_synthetic=False
    )
    questionnaires_demo.add_access_point(campaign, "soevn234", "poster", None)
    circles_demo.build_circle(platform, f"Cirklen {SECRET}", "Mere søvn.", {})
    town_hall = Organisation.objects.get(name="Aalborg Kommune")
    Contact.objects.create(platform=platform, municipality=town_hall, name=SECRET)
    Signpost.objects.create(platform=platform, slug="godnat", heading=SECRET)
    SynonymSet.objects.create(platform=platform, words=f"{SECRET}, lur")
    Measure.objects.create(
        platform=platform, slug="soevn", title=SECRET, kind="outcome", source="series"
    )
    return page


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def seen(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    return response.content.decode()


LISTS = (
    "wagtailsnippets_cms_platform:list",
    "wagtailsnippets_cms_signpost:list",
    "wagtailsnippets_questionnaires_campaign:list",
    "wagtailsnippets_questionnaires_accesspoint:list",
    "wagtailsnippets_feedback_measure:list",
    "wagtailsnippets_circles_circle:list",
)
FORMS = (
    "wagtailsnippets_cms_signpost:add",
    "wagtailsnippets_questionnaires_campaign:add",
    "wagtailsnippets_questionnaires_accesspoint:add",
    "wagtailsnippets_feedback_measure:add",
    "wagtailsnippets_circles_circle:add",
)
CHOOSERS = (
    "wagtailadmin_choose_page",
    "wagtailsnippetchoosers_cms_platform:choose",
    "wagtailsnippetchoosers_cms_platform:choose_results",
    "wagtailsnippetchoosers_questionnaires_campaign:choose_results",
    "wagtailimages_chooser:choose_results",
)


def test_no_list_form_or_chooser_tells_of_the_other_platform(
    other: PlatformPage, ida: Client, town: Town
) -> None:
    addresses = [reverse(name) for name in (*LISTS, *FORMS, *CHOOSERS)]
    addresses += [
        reverse("wagtailadmin_explore", args=[other.get_parent().pk]),
        reverse("wagtailadmin_choose_page_child", args=[other.get_parent().pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=natten",
        reverse("wagtailadmin_pages:search") + "?q=natten",
        reverse("wagtailadmin_pages:edit", args=[town.page.pk]),
        reverse("wagtailadmin_pages:edit", args=[town.guide.pk]),
        reverse("wagtailadmin_home"),
    ]
    for address in addresses:
        assert SECRET not in seen(ida, address), address


def test_whoever_may_administer_everything_sees_both(other: PlatformPage, town: Town) -> None:
    client = Client()
    client.force_login(town.people.jonas)

    for name in LISTS:
        assert SECRET in seen(client, reverse(name)), name


def rows_of(page: PlatformPage) -> list[tuple[str, int]]:
    platform = page.platform
    circle = circles_demo.Circle.objects.get(platform=platform)
    campaign = questionnaires_demo.Campaign.objects.get(platform=platform)
    return [
        ("cms_platform", platform.pk),
        ("cms_signpost", Signpost.objects.get(platform=platform).pk),
        ("questionnaires_campaign", campaign.pk),
        ("questionnaires_accesspoint", campaign.access_points.get().pk),
        ("feedback_measure", Measure.objects.get(platform=platform).pk),
        ("circles_circle", circle.pk),
    ]


def test_no_row_of_the_other_platform_is_opened_deleted_or_looked_into(
    other: PlatformPage, ida: Client
) -> None:
    for model, pk in rows_of(other):
        for deed in ("edit", "delete", "usage", "history"):
            address = reverse(f"wagtailsnippets_{model}:{deed}", args=[pk])
            status = ida.get(address).status_code
            assert status in (302, 404), (address, status)
            assert ida.post(address).status_code in (302, 404), address
    assert rows_of(other)  # all of them are still there


def test_a_row_cannot_be_chosen_by_guessing_its_number(other: PlatformPage, ida: Client) -> None:
    address = reverse("wagtailsnippetchoosers_cms_platform:chosen", args=[other.platform.pk])
    several = reverse("wagtailsnippetchoosers_cms_platform:chosen_multiple")

    assert ida.get(address).status_code == 404
    assert SECRET not in ida.get(f"{several}?id={other.platform.pk}").content.decode()


def test_rows_of_another_platform_are_not_deleted_in_a_heap(
    other: PlatformPage, ida: Client
) -> None:
    address = reverse("wagtail_bulk_action", args=["questionnaires", "campaign", "delete"])
    campaign = questionnaires_demo.Campaign.objects.get(platform=other.platform)

    ida.post(f"{address}?id={campaign.pk}")

    assert questionnaires_demo.Campaign.objects.filter(pk=campaign.pk).exists()


def test_a_campaign_cannot_be_given_to_another_platform(
    other: PlatformPage, ida: Client, town: Town
) -> None:
    version = town.poster.campaign.version
    data = {
        "name": "Snedig",
        "platform": other.platform.pk,
        "version": version.pk,
        "opens_on": "2026-01-01",
        "closes_on": "",
    }
    response = ida.post(reverse("wagtailsnippets_questionnaires_campaign:add"), data)

    assert response.status_code == 200
    assert not questionnaires_demo.Campaign.objects.filter(name="Snedig").exists()


@pytest.mark.parametrize("deed", ["edit", "delete", "unpublish", "move", "copy", "history"])
def test_no_page_of_the_other_platform_is_touched(
    other: PlatformPage, ida: Client, deed: str
) -> None:
    page = other.get_children().get()

    for one in (page, other):
        address = reverse(f"wagtailadmin_pages:{deed}", args=[one.pk])
        assert ida.get(address).status_code in (302, 404), address
        ida.post(address, {"action-publish": "1"})

    assert Page.objects.get(pk=page.pk).live
    assert Page.objects.get(pk=other.pk).live


def test_no_page_is_added_or_moved_into_the_other_platform(
    other: PlatformPage, ida: Client, town: Town
) -> None:
    adding = reverse("wagtailadmin_pages:add", args=["cms", "guidancepage", other.pk])
    moving = reverse("wagtailadmin_pages:move_confirm", args=[town.guide.pk, other.pk])

    assert ida.get(adding).status_code == 302
    ida.post(moving)

    assert Page.objects.get(pk=town.guide.pk).get_parent().pk == town.page.pk


def test_a_front_page_cannot_be_turned_into_that_of_another_platform(
    other: PlatformPage, ida: Client, town: Town
) -> None:
    form = ida.get(reverse("wagtailadmin_pages:edit", args=[town.page.pk])).context["form"]

    assert list(form.fields["platform"].queryset) == [town.platform]


def test_a_picture_is_chosen_from_ones_own_collection(other: PlatformPage, ida: Client) -> None:
    collection = Collection.objects.get(name=SECRET)
    picture = Image.objects.create(title=SECRET, file=get_test_image_file(), collection=collection)
    chosen = reverse("wagtailimages_chooser:chosen", args=[picture.pk])

    assert SECRET not in seen(ida, reverse("wagtailimages_chooser:choose_results"))
    assert SECRET not in ida.get(chosen).content.decode()


def test_editors_follow_their_platform_into_another_language(town: Town, ida: Client) -> None:
    english = translate(town.page, "en", title="Tight and dry")

    assert ida.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).status_code == 200
    assert town.platform.editors.page_permissions.filter(page=english.pk).count() == 5


def test_a_platform_has_one_group_of_editors_however_many_languages(town: Town) -> None:
    translate(town.page, "en")
    platform = PlatformPage.objects.get(pk=town.page.pk).platform

    assert list(town.people.ida.groups.all()) == [platform.editors]
    assert Collection.objects.filter(name=platform.name).count() == 1


@pytest.mark.parametrize("name", ["sofie", "mikkel", "hanne"])
def test_nobody_else_of_the_cast_has_a_desk(town: Town, client: Client, name: str) -> None:
    client.force_login(getattr(town.people, name))

    for address in LISTS:
        assert client.get(reverse(address)).status_code == 302


def test_a_right_that_does_not_exist_is_said_aloud(db: None) -> None:
    with pytest.raises(LookupError, match="fly_kite"):
        permissions(["cms.fly_kite"])


def test_the_rights_of_an_editor_are_permissions_that_exist(db: None, settings) -> None:
    found = permissions(settings.EDITORS_MAY)

    assert len(found) == len(settings.EDITORS_MAY)
    assert Permission.objects.get(codename="access_admin") in found
