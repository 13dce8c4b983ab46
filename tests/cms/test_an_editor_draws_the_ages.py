"""Ida draws the ages of a platform; every month belongs to one age at most."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.models import AgeBand, Platform
from tests.cast import Town
from tests.factories import make_response

pytestmark = pytest.mark.django_db
NEW_BAND = {"name": "Ny", "slug": "ny", "pictogram": "adult"}
Send = Callable[..., str]


def written(platform: Platform, stored: list[dict], new: list[dict] = ()) -> dict[str, str]:
    fields = ("name", "slug", "hue", "lix_limit", "accessibility_statement")
    data = {name: getattr(platform, name) for name in fields}
    data["bands"] = inline_formset([*stored, *new], initial=len(stored))
    return nested_form_data(data)


def as_stored(platform: Platform) -> list[dict]:
    names = ("id", "name", "slug", "from_months", "to_months", "pictogram")
    bands = [{name: getattr(band, name) for name in names} for band in platform.bands.all()]
    return [{name: "" if value is None else value for name, value in b.items()} for b in bands]


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


@pytest.fixture
def save(town: Town, ida: Client) -> Send:
    def save(stored: list[dict], new: list[dict] = ()) -> str:
        address = reverse("wagtailsnippets_cms_platform:edit", args=[town.platform.pk])
        response = ida.post(address, written(town.platform, stored, new))
        return "" if response.status_code == 302 else response.content.decode()

    return save


def limits(town: Town) -> list[tuple[int, int | None]]:
    return list(
        AgeBand.objects.filter(platform=town.platform).values_list("from_months", "to_months")
    )


def refusal(name: str) -> str:
    with override("da"):
        return gettext("These months are already in “%s”.") % name


def test_the_platform_is_opened_and_saved_as_it_stands(town: Town, ida: Client, save: Send) -> None:
    address = reverse("wagtailsnippets_cms_platform:edit", args=[town.platform.pk])
    before = limits(town)

    assert ida.get(address).status_code == 200
    assert save(as_stored(town.platform)) == ""
    assert limits(town) == before


def test_a_month_moves_from_one_age_to_the_next_in_one_go(town: Town, save: Send) -> None:
    bands = as_stored(town.platform)
    bands[0]["to_months"] = bands[1]["from_months"] = 40

    assert save(bands) == ""
    assert limits(town)[:2] == [(18, 40), (40, 60)]


@pytest.mark.parametrize(
    ("position", "change", "holder"),
    [
        pytest.param(1, {"from_months": 35}, "1½–2 år", id="one month too low"),
        pytest.param(0, {"to_months": 37}, "1½–2 år", id="one month too high"),
        pytest.param(2, {"to_months": ""}, "5–10 år", id="no upper end below another age"),
        pytest.param(3, {"from_months": 0, "to_months": ""}, "11 år eller ældre", id="all ages"),
    ],
)
def test_an_age_that_reaches_into_another_is_refused_with_a_sentence(
    town: Town, save: Send, position: int, change: dict, holder: str
) -> None:
    bands, before = as_stored(town.platform), limits(town)
    bands[position] |= change

    html = save(bands)

    assert refusal(holder) in html
    assert limits(town) == before


def test_a_new_age_is_held_up_against_those_that_are_there(town: Town, save: Send) -> None:
    html = save(as_stored(town.platform), [NEW_BAND | {"from_months": 20, "to_months": 24}])

    assert refusal("1½–2 år") in html
    assert AgeBand.objects.filter(platform=town.platform).count() == 4


def test_a_new_age_below_the_others_is_added(town: Town, save: Send) -> None:
    assert save(as_stored(town.platform), [NEW_BAND | {"from_months": 0, "to_months": 18}]) == ""

    assert limits(town)[0] == (0, 18)


def test_a_new_platform_cannot_begin_with_ages_that_overlap(town: Town) -> None:
    jonas = Client()  # who runs the servers opens platforms; editors keep to theirs
    jonas.force_login(town.people.jonas)
    fresh = Platform(name="Søvn", slug="soevn", hue=270)
    bands = [
        NEW_BAND | {"from_months": 0, "to_months": 24},
        NEW_BAND | {"name": "Stor", "slug": "stor", "from_months": 23, "to_months": ""},
    ]

    response = jonas.post(reverse("wagtailsnippets_cms_platform:add"), written(fresh, [], bands))

    assert refusal("Ny") in response.content.decode()
    assert not Platform.objects.filter(slug="soevn").exists()


def test_months_that_no_age_holds_are_named_and_refused(town: Town, save: Send) -> None:
    bands, before = as_stored(town.platform), limits(town)
    bands[1]["to_months"] = 48

    html = save(bands)

    assert "Ingen alder rummer måned 48 til 59." in html
    assert limits(town) == before


def test_an_age_in_the_middle_cannot_be_removed_and_leave_a_hole(town: Town, save: Send) -> None:
    bands, before = as_stored(town.platform), limits(town)
    bands[2]["DELETE"] = "on"

    assert "Ingen alder rummer måned 60 til 131." in save(bands)
    assert limits(town) == before


def test_nobody_is_too_old_so_the_highest_age_has_no_upper_limit(town: Town, save: Send) -> None:
    bands, before = as_stored(town.platform), limits(town)
    bands[3]["to_months"] = 216

    assert "ingen er for gammel til at finde råd" in save(bands)
    assert limits(town) == before


def test_a_platform_may_be_saved_before_it_has_any_age(town: Town) -> None:
    jonas = Client()
    jonas.force_login(town.people.jonas)
    fresh = Platform(name="Søvn", slug="soevn", hue=270)

    jonas.post(reverse("wagtailsnippets_cms_platform:add"), written(fresh, []))

    assert not Platform.objects.get(slug="soevn").bands.exists()


def test_the_database_itself_refuses_two_ages_that_share_a_month(town: Town, save: Send) -> None:
    """PostgreSQL keeps the rule against every writer; on SQLite the form is the only keeper."""
    shared = {"name": "Ny", "slug": "ny", "from_months": 20, "to_months": 24}
    if connection.vendor == "postgresql":
        AgeBand.objects.create(platform=town.platform, **shared)
        with pytest.raises(IntegrityError, match="never_overlap"), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    else:
        assert connection.vendor == "sqlite"
        assert refusal("1½–2 år") in save(as_stored(town.platform), [NEW_BAND | shared])


def test_two_ages_cannot_have_the_same_name_in_the_address(town: Town, save: Send) -> None:
    bands, before = as_stored(town.platform), as_stored(town.platform)
    bands[0]["slug"] = bands[1]["slug"]

    assert save(bands) != ""
    assert as_stored(Platform.objects.get(pk=town.platform.pk)) == before


def test_an_age_nobody_has_answered_for_can_be_removed(town: Town, save: Send) -> None:
    bands = as_stored(town.platform)
    bands[0]["DELETE"] = "on"

    assert save(bands) == ""
    assert limits(town)[0] == (36, 60)


def test_an_age_with_answers_cannot_be_removed(town: Town, save: Send) -> None:
    make_response(town.poster, band="1-2-aar")
    bands = as_stored(town.platform)
    bands[0]["DELETE"] = "on"

    html = save(bands)

    with override("da"):
        sentence = gettext("“%s” has been answered for, so it cannot be removed.")
    assert sentence % "1½–2 år" in html
    assert limits(town)[0] == (18, 36)


@pytest.mark.parametrize("upper", [24, 23], ids=["empty", "upside down"])
def test_the_database_refuses_an_age_without_months(town: Town, upper: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AgeBand.objects.create(
            platform=town.platform, name="Tom", slug="tom", from_months=24, to_months=upper
        )


def test_an_editor_is_told_when_an_age_has_no_months(town: Town, save: Send) -> None:
    bands = as_stored(town.platform)
    bands[0]["to_months"] = 18

    with override("da"):
        assert gettext("The upper limit must be above the lower one.") in save(bands)
    assert limits(town)[0] == (18, 36)


@pytest.mark.parametrize(
    ("months", "sentence"),
    [(18, "1½ år"), (6, "½ år"), (36, "3 år"), (12, "1 år"), (10, "10 måneder")],
)
def test_a_lower_limit_is_told_spoken_age_it(months: int, sentence: str) -> None:
    with override("da"):
        assert AgeBand(from_months=months).lower_limit == sentence
