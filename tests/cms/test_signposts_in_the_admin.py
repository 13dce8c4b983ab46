"""Ida makes a poster from a page or by hand, and finds every sheet and its scans; others have no desk."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.demo import build_guide, build_signpost
from cms.models import GuidancePage, Scan, Signpost
from portal.periods import Week
from tests.cast import Town
from tests.factories import GUIDE, make_platform, translate

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_cms_signpost:list"
ADD = "wagtailsnippets_cms_signpost:add"
EDIT = "wagtailsnippets_cms_signpost:edit"


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def fields(town: Town, **changes: object) -> dict[str, object]:
    return {
        "platform": town.platform.pk,
        "slug": "potte",
        "heading": "Fra ble til toilet",
        "text": "Gode vaner.",
        "page": town.guide.pk,
        "band": town.guide.ages[0].pk,
    } | changes


def offered(html: str, name: str) -> list[str]:
    """Return the words of each option of a select, as they stand in the page."""
    select = html.partition(f'<select name="{name}"')[2].partition("</select>")[0]
    return [
        part.partition("</option>")[0].rpartition(">")[2] for part in select.split("<option")[1:]
    ]


def test_a_new_poster_opens_with_all_its_sheets(town: Town, ida: Client) -> None:
    response = ida.post(reverse(ADD), fields(town), follow=True)

    made = Signpost.objects.get()
    html = response.content.decode()
    assert response.redirect_chain[-1][0] == reverse(EDIT, args=[made.pk])
    for sheet in ("plakat.pdf?str=a4", "plakat.pdf?str=a3", "plakat.pdf?str=kort",
                  "plakat.pdf?str=kortark", "plakat.svg", "folder.pdf", "qr.svg"):  # fmt: skip
        assert f'href="/p/potte/{sheet}"' in html
        assert Client().get(f"/p/potte/{sheet}").status_code == 200
    assert "testserver/p/potte" in html
    assert 'href="/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"' in html


def test_before_it_is_saved_there_is_nothing_to_print(town: Town, ida: Client) -> None:
    assert "qr.svg" not in ida.get(reverse(ADD)).content.decode()


def test_it_says_when_what_it_should_lead_to_is_not_published(town: Town, ida: Client) -> None:
    made = build_signpost(town.page, "potte", "Hold dig", page=town.guide.slug, band="3-4-aar")
    town.guide.unpublish()

    html = ida.get(reverse(EDIT, args=[made.pk])).content.decode()

    assert "er ikke udgivet til denne alder" in html
    assert 'href="/taet-og-toer/3-4-aar/#fra-plakat"' in html


def test_editors_see_the_scans_of_this_week_and_the_weeks_before(town: Town, ida: Client) -> None:
    made = build_signpost(town.page, "potte", "Hold dig")
    for week in (Week(2026, 48), Week(2026, 48), Week(2026, 46)):
        Scan.objects.add_one(made, week)

    html = "".join(ida.get(reverse(EDIT, args=[made.pk])).content.decode().split())
    listed = ida.get(reverse(LIST))

    for week, count in (("2026-W48", 2), ("2026-W47", 0), ("2026-W46", 1)):
        assert f"<td>{week}</td><td>{count}</td>" in html
    assert [row.followed for row in listed.context["object_list"]] == [2]
    assert "/p/potte/" in listed.content.decode()


def test_more_posters_do_not_cost_more_queries(
    town: Town, ida: Client, django_assert_num_queries
) -> None:
    build_signpost(town.page, "en", "En", band="3-4-aar")
    ida.get(reverse(LIST))
    with CaptureQueriesContext(connection) as one:
        ida.get(reverse(LIST))
    for number in range(5):
        build_signpost(town.page, f"plakat-{number}", "Flere", band="3-4-aar")

    with django_assert_num_queries(len(one)):
        ida.get(reverse(LIST))


def test_what_hangs_keeps_its_address_and_its_platform_and_may_lead_elsewhere(
    town: Town, ida: Client
) -> None:
    made = build_signpost(town.page, "potte", "Hold dig", page=town.guide.slug)
    other = make_platform("andet", "Noget andet").platform

    changes = {"slug": "ny", "platform": other.pk, "page": "", "band": ""}
    ida.post(reverse(EDIT, args=[made.pk]), fields(town, **changes))

    made.refresh_from_db()
    assert (made.slug, made.platform, made.page) == ("potte", town.platform, None)


def test_a_poster_is_made_from_a_page_with_its_words_filled_in(town: Town, ida: Client) -> None:
    html = ida.get(reverse(ADD), {"page": town.guide.pk}).content.decode()

    assert 'value="Når barnet holder sig"' in html
    assert 'value="naar-barnet-holder-sig"' in html
    assert offered(html, "page") == ["---------", "Når barnet holder sig"]


def test_the_editor_of_advice_has_a_button_for_it(town: Town, ida: Client) -> None:
    link = f"{reverse(ADD)}?page={town.guide.pk}"
    translated = translate(town.guide, "en", title="Holding it")

    assert (
        link in ida.get(reverse("wagtailadmin_pages:edit", args=[town.guide.pk])).content.decode()
    )
    for page in (translated, town.page):
        html = ida.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert f"{reverse(ADD)}?page=" not in html


@pytest.mark.parametrize("page", ["", "x", "-1", "999999", "9" * 400, "1 OR 1=1"])
def test_a_page_that_is_none_gives_an_empty_form(town: Town, ida: Client, page: str) -> None:
    response = ida.get(reverse(ADD), {"page": page})

    assert response.status_code == 200
    assert response.context["form"].instance.heading == ""


def test_a_poster_offers_its_own_platforms_danish_pages_and_ages(town: Town, ida: Client) -> None:
    other = make_platform("andet", "Noget andet")
    build_guide(other, GUIDE | {"title": "Et andet råd"})
    town.people.ida.groups.add(other.platform.editors)
    translate(town.guide, "en", title="Holding it")
    made = build_signpost(town.page, "potte", "Hold dig")

    known = ida.get(reverse(EDIT, args=[made.pk])).content.decode()
    unknown = ida.get(reverse(ADD)).content.decode()

    assert offered(known, "page") == ["---------", "Når barnet holder sig"]
    assert len(offered(known, "band")) == 1 + 4
    assert offered(unknown, "page") == ["---------", "Et andet råd", "Når barnet holder sig"]
    assert '<optgroup label="Noget andet">' in unknown


def test_a_poster_offers_nothing_of_a_platform_one_does_not_edit(town: Town, ida: Client) -> None:
    build_guide(make_platform("andet", "Noget andet"), GUIDE | {"title": "Et andet råd"})

    html = ida.get(reverse(ADD)).content.decode()

    assert offered(html, "page") == ["---------", "Når barnet holder sig"]


def test_a_page_or_an_age_of_another_platform_is_refused(town: Town, ida: Client) -> None:
    other = make_platform("andet", "Noget andet")
    build_guide(other, GUIDE)
    page, band = GuidancePage.objects.child_of(other).get(), other.platform.bands.first()

    response = ida.post(reverse(ADD), fields(town, page=page.pk, band=band.pk))

    assert not Signpost.objects.exists()
    errors = response.context["form"].errors
    assert set(errors) == {"page", "band"}


def test_an_age_the_page_is_not_for_is_refused(town: Town, ida: Client) -> None:
    band = town.platform.bands.get(slug="1-2-aar")

    response = ida.post(reverse(ADD), fields(town, band=band.pk))

    assert response.context["form"].errors["band"] == ["Siden er ikke skrevet til denne alder."]


def test_a_short_address_is_kept_in_small_letters_and_only_once(town: Town, ida: Client) -> None:
    ida.post(reverse(ADD), fields(town, slug="POTTE"))
    again = ida.post(reverse(ADD), fields(town, slug="Potte"))

    assert [made.slug for made in Signpost.objects.all()] == ["potte"]
    assert "slug" in again.context["form"].errors


@pytest.mark.parametrize("slug", ["", "to ord", "børn", "a/b", "x" * 31])
def test_a_short_address_that_cannot_be_typed_is_refused(
    town: Town, ida: Client, slug: str
) -> None:
    response = ida.post(reverse(ADD), fields(town, slug=slug))

    assert "slug" in response.context["form"].errors


@pytest.mark.parametrize(
    ("name", "status"),
    [("ida", 200), ("jonas", 200), ("sofie", 302), ("mikkel", 302), ("hanne", 302), (None, 302)],
)
def test_only_editors_have_posters_on_their_desk(
    town: Town, client: Client, name: str | None, status: int
) -> None:
    made = build_signpost(town.page, "potte", "Hold dig")
    if name:
        client.force_login(getattr(town.people, name))

    for address in (reverse(LIST), reverse(ADD), reverse(EDIT, args=[made.pk])):
        assert client.get(address).status_code == status


@pytest.mark.parametrize("name", ["sofie", "mikkel", "hanne", None])
def test_nobody_else_makes_a_poster(town: Town, client: Client, name: str | None) -> None:
    if name:
        client.force_login(getattr(town.people, name))

    client.post(reverse(ADD), fields(town))

    assert not Signpost.objects.exists()
