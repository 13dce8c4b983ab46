"""Parts that only some ages see: "from 5 years …" on a page that 3-year-olds' parents read too."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.ages import spoken_span
from cms.blocks import TEXT_FEATURES, AgesBlock, shown_parts
from cms.models import GuidancePage
from cms.targeting import contains
from tests.cast import Town
from tests.cms.test_an_editor_writes_advice import advice, editing
from tests.cms.test_targeting import Band, any_band

GUIDE = "naar-barnet-holder-sig"
PART = {"type": "text", "value": {"heading": "", "text": "<p>Kun for nogle.</p>"}}


def limits(lower: int | None, upper: int | None, *parts: dict):
    value = {"from_months": lower, "to_months": upper, "parts": list(parts or [PART])}
    return AgesBlock().to_python(value)


def show(town: Town, lower: int | None, upper: int | None, *parts: dict) -> None:
    town.guide.body = [("ages", limits(lower, upper, *parts))]
    town.guide.save_revision().publish()


def read(age: str) -> str:
    return Client().get(f"/taet-og-toer/{age}/{GUIDE}/").content.decode()


@given(any_band(), any_band())
def test_a_part_is_shown_exactly_where_some_month_is_in_both(part: Band, age: Band) -> None:
    shared = [month for month in range(500) if contains(part, month) and contains(age, month)]

    assert limits(part.from_months, part.to_months).is_for(age) == bool(shared)


@given(st.integers(1, 300))
def test_an_empty_lower_limit_is_birth(upper: int) -> None:
    assert limits(None, upper).is_for(Band(0, 1))


@pytest.mark.parametrize(
    ("lower", "upper", "name"),
    [
        pytest.param(60, 60, "to_months", id="no month at all"),
        pytest.param(60, 36, "to_months", id="upside down"),
        pytest.param(None, None, "from_months", id="no limit"),
        pytest.param(0, None, "from_months", id="from birth on is no limit"),
        pytest.param(-1, 36, "from_months", id="before birth"),
        pytest.param(36, 1201, "to_months", id="above a hundred years"),
    ],
)
def test_limits_that_make_no_sense_are_refused_where_they_stand(
    lower: int | None, upper: int | None, name: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        AgesBlock().clean(limits(lower, upper))

    assert list(refused.value.block_errors) == [name]


def test_limits_without_parts_are_refused() -> None:
    value = AgesBlock().to_python({"from_months": 60, "to_months": None, "parts": []})

    with pytest.raises(ValidationError):
        AgesBlock().clean(value)


@pytest.mark.parametrize("pair", [(60, None), (None, 60), (36, 60), (59, 60)])
def test_one_limit_is_enough(pair: tuple[int | None, int | None]) -> None:
    cleaned = AgesBlock().clean(limits(*pair))

    assert (cleaned.from_months, cleaned.to_months) == (pair[0] or 0, pair[1])


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (60, None, "Fra 5 år"),
        (0, 60, "Under 5 år"),
        (18, 36, "Fra 1½ år, under 3 år"),
        (10, 12, "Fra 10 måneder, under 1 år"),
    ],
)
def test_limits_are_told_spoken_age_them(lower: int, upper: int | None, words: str) -> None:
    with override("da"):
        assert spoken_span(lower, upper) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lower", "upper", "younger", "older"),
    [
        pytest.param(60, None, False, True, id="from 5 years"),
        pytest.param(None, 60, True, False, id="below 5 years"),
        pytest.param(59, 61, True, True, id="around 5 years"),
    ],
)
def test_the_age_in_the_address_decides_what_is_seen(
    town: Town, lower: int | None, upper: int | None, younger: bool, older: bool
) -> None:
    show(town, lower, upper)

    assert ("Kun for nogle." in read("3-4-aar")) is younger
    assert ("Kun for nogle." in read("5-10-aar")) is older
    assert 'class="only-for"' not in read("3-4-aar") + read("5-10-aar")


@pytest.mark.django_db
def test_a_script_comes_only_with_the_part_that_asks_for_it(town: Town) -> None:
    show(town, 60, None, {"type": "diary", "value": {"heading": "Skema"}})

    assert "cms/diary.js" in read("5-10-aar")
    assert "cms/diary.js" not in read("3-4-aar")
    assert [part.block_type for part in shown_parts(GuidancePage.objects.get().body, None)] == [
        "diary"
    ]


def written(lower: int | None, upper: int | None) -> dict:
    text = {"heading": "", "text": rich_text("<p>Kun for nogle.</p>", features=TEXT_FEATURES)}
    parts = streamfield([("text", text)])
    as_typed = {"from_months": lower, "to_months": upper, "parts": parts}
    filled = {name: "" if value is None else value for name, value in as_typed.items()}
    return streamfield([("ages", filled)])


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
def test_a_part_that_no_age_of_the_page_would_see_is_refused(
    town: Town, ida: Client, action: dict
) -> None:
    html = ida.post(
        editing(town.guide), advice(town, body=written(132, None)) | action
    ).content.decode()

    assert "Ingen af sidens aldre ville nogensinde se de her dele." in html
    assert GuidancePage.objects.get().latest_revision_id == town.guide.latest_revision_id


@pytest.mark.django_db
def test_a_part_that_one_age_of_the_page_sees_is_kept(town: Town, ida: Client) -> None:
    response = ida.post(
        editing(town.guide), advice(town, body=written(60, None)) | {"action-publish": "1"}
    )

    assert response.status_code == 302
    assert "Kun for nogle." in read("5-10-aar")
    assert "Kun for nogle." not in read("3-4-aar")


@pytest.mark.django_db
def test_the_preview_shows_every_part_with_its_ages_on_a_label(town: Town, ida: Client) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[town.guide.pk])
    ida.post(address, advice(town, body=written(60, None)))

    html = ida.get(address).content.decode()

    assert "Kun for nogle." in html
    assert '<span class="tag">Fra 5 år</span>' in html
