"""Lists of themes are edited as drafts, taken into use, and succeeded by a new version."""

import re

import pytest
from django.test import Client

from feedback import coding
from feedback.models import Theme, ThemeList
from tests.cast import CAST, Town
from tests.factories import make_platform
from tests.feedback.coded import CODES, TODAY, make_themes

pytestmark = pytest.mark.django_db
LISTS = "/admin/snippets/feedback/themelist/"


def client_of(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(town.people, name))
    return client


@pytest.fixture
def ida(town: Town) -> Client:
    return client_of(town, "ida")


@pytest.fixture
def draft(town: Town) -> ThemeList:
    return make_themes(town, is_used=False)


@pytest.fixture
def used(town: Town) -> ThemeList:
    return make_themes(town)


def show(themes: ThemeList) -> str:
    return f"/admin/temaer/{themes.pk}/"


def form(town: Town, *codes: str) -> dict:
    rows = {
        f"themes-{number}-{name}": value
        for number, code in enumerate(codes)
        for name, value in {
            "code": code,
            "name_da": code.title(),
            "name_en": code,
            "belongs_da": "Om det.",
            "belongs_en": "About it.",
            "ORDER": str(number + 1),
        }.items()
    }
    management = {"themes-TOTAL_FORMS": str(len(codes)), "themes-INITIAL_FORMS": "0"}
    return {"platform": str(town.platform.pk), "note": "Kladde"} | management | rows


def test_an_editor_writes_a_list_for_her_platform(ida: Client, town: Town) -> None:
    response = ida.post(f"{LISTS}add/", form(town, "hverdag", "skyld"))

    assert response.status_code == 302
    made = ThemeList.objects.get()
    assert (made.number, made.is_in_use) == (1, False)
    assert [theme.code for theme in made.themes.all()] == ["hverdag", "skyld"]


@pytest.mark.parametrize("codes", [(), ("hverdag", "hverdag"), ("hver dag",)])
def test_a_list_with_a_fault_is_not_saved(ida: Client, town: Town, codes: tuple) -> None:
    assert ida.post(f"{LISTS}add/", form(town, *codes)).status_code == 200
    assert not ThemeList.objects.exists()


def test_a_draft_is_edited_and_taken_into_use(ida: Client, draft: ThemeList, town: Town) -> None:
    edit = f"{LISTS}edit/{draft.pk}/"
    assert show(draft) in ida.get(edit).content.decode()

    response = ida.post(show(draft), {"deed": "use"})

    assert response.headers["Location"] == show(draft)
    draft.refresh_from_db()
    assert (draft.in_use_on, draft.in_use_by) == (TODAY, town.people.ida)
    assert ida.get(edit).headers["Location"] == show(draft)
    assert ida.post(edit, form(town, "andet")).headers["Location"] == show(draft)
    assert [theme.code for theme in draft.themes.all()] == list(CODES)


def test_what_is_in_use_is_shown_and_not_deleted(ida: Client, used: ThemeList) -> None:
    html = ida.get(show(used)).content.decode()
    assert "En liste i brug kan ikke ændres." in html
    assert "Om skyld." in html

    ida.post(f"{LISTS}delete/{used.pk}/")
    again = ida.post(show(used), {"deed": "use"}, follow=True)

    assert ThemeList.objects.filter(pk=used.pk).exists()
    assert "Den er allerede i brug." in again.content.decode()


def test_a_new_version_is_a_draft_to_edit(ida: Client, used: ThemeList) -> None:
    response = ida.post(show(used), {"deed": "succeed"})

    new = ThemeList.objects.exclude(pk=used.pk).get()
    assert response.headers["Location"] == f"{LISTS}edit/{new.pk}/"
    assert not new.is_in_use
    html = ida.get(f"{LISTS}edit/{new.pk}/").content.decode()
    assert len(re.findall(r'name="themes-\d-code"', html)) == len(CODES)


def test_an_older_list_says_that_it_is_taken_over(ida: Client, used, town: Town) -> None:
    coding.take_into_use(theme_list=coding.succeed(theme_list=used), by=town.people.ida, on=TODAY)

    assert "En nyere version har taget over." in ida.get(show(used)).content.decode()


def test_an_empty_draft_is_not_taken_into_use(ida: Client, draft: ThemeList) -> None:
    Theme.objects.all().delete()

    response = ida.post(show(draft), {"deed": "use"}, follow=True)

    assert "Skriv et tema først." in response.content.decode()
    assert not ThemeList.objects.get().is_in_use


@pytest.mark.parametrize("name", [*CAST, None])
def test_only_who_edits_the_platform_comes_in(
    draft: ThemeList, town: Town, name: str | None
) -> None:
    client = client_of(town, name) if name else Client()
    may = name in ("ida", "jonas")

    for address in (show(draft), f"{LISTS}edit/{draft.pk}/", LISTS):
        assert (client.get(address).status_code == 200) is may
    client.post(show(draft), {"deed": "use"})
    assert ThemeList.objects.get().is_in_use is may


def test_a_list_of_another_platform_is_not_there(ida: Client) -> None:
    other = ThemeList.objects.create(platform=make_platform("type-2", "Type 2").platform)

    assert ida.get(show(other)).status_code == 404
    assert str(other) not in ida.get(LISTS).content.decode()
