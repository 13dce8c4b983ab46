"""The page about privacy says what is really stored: its notes are held against the models."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils.html import escape
from django.utils.translation import override

from portal.privacy.notes import Note
from portal.users.models import User
from portal.views import privacy_notes
from tests.cast import Town

TELLING_NAMES = re.compile(
    r"mail|phone|first_name|last_name|reviewer|person|contact|birth|cpr|(^|_)ip($|_)|agent|query|"
    r"answers|token|comment|session|password|free_text|author"
)
# Fields with a telling name that hold nothing about a person, and why.
NOT_ABOUT_PEOPLE = {
    "wagtailembeds.Embed.author_name": "whoever made a public video",
    "questionnaires.Device.token_hash": "opens a tablet in a waiting room, and tells of nobody",
    "wagtailcore.CollectionViewRestriction.password": "a word for a collection, not a person's",
    "wagtailcore.PageViewRestriction.password": "citizens' pages have no restriction",
}


def may_hold_personal_data(field: models.Field) -> bool:
    return (
        field.related_model is User
        or isinstance(field, models.EmailField | models.GenericIPAddressField)
        or TELLING_NAMES.search(field.name) is not None
    )


def suspects() -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if may_hold_personal_data(field)
    ]


def told() -> dict[str, str]:
    return {name: words for note in privacy_notes() for name, words in note.stored.items()}


@pytest.mark.parametrize("name", suspects())
def test_what_may_be_about_a_person_is_told(name: str) -> None:
    whole_model = name.rpartition(".")[0] + ".*"

    assert name in NOT_ABOUT_PEOPLE or name in told() or whole_model in told()


@pytest.mark.parametrize("name", sorted(told()))
def test_what_is_told_is_stored(name: str) -> None:
    label, _, field = name.rpartition(".")
    names = {field.name for field in apps.get_model(label)._meta.get_fields()}

    assert field == "*" or field in names


@pytest.mark.parametrize(
    "label",
    ["cms.ZeroHit", "cms.Scan", "questionnaires.Response", "users.User", "circles.CircleMember"],
)
def test_everything_in_what_citizens_and_members_leave_is_told(label: str) -> None:
    fields = {field.name for field in apps.get_model(label)._meta.local_fields} - {"id"}

    assert fields == {
        name.rpartition(".")[2] for name in told() if name.startswith(f"{label}.")
    } - {"*"}


def test_a_thing_told_twice_stands_once() -> None:
    note = Note("", {"a.B.c": "your name", "a.B.d": "your name", "a.B.e": "the week"}, "", "")

    assert note.words == ["your name", "the week"]
    assert list(note.now()) == []


@pytest.mark.django_db
class TestThePage:
    def test_it_tells_every_note_in_danish(self, town: Town, client: Client) -> None:
        html = client.get("/privatliv/").content.decode()

        assert 'lang="da"' in html
        assert "Når du svarer på et spørgeskema" in html
        assert "dine svar" in html
        with override("da"):
            for note in privacy_notes():
                assert escape(str(note.kept)) in html

    def test_it_is_told_in_english_too(self, town: Town, client: Client) -> None:
        html = client.get("/privatliv/?sprog=en").content.decode()

        assert 'lang="en"' in html
        assert "When you answer a questionnaire" in html

    def test_it_tells_which_questionnaires_are_open_today(self, town: Town, client: Client) -> None:
        closed = town.poster.campaign
        assert "for Tæt og tør: 5" in client.get("/privatliv/").content.decode()

        closed.closes_on = closed.opens_on
        closed.save()

        assert "for Tæt og tør: 5" not in client.get("/privatliv/").content.decode()

    def test_it_names_the_cookies_that_are_set(self, town: Town, client: Client, settings) -> None:
        settings.SESSION_COOKIE_NAME = "kage"
        settings.SESSION_COOKIE_AGE = 3 * 3600

        html = client.get("/privatliv/").content.decode()

        assert "<code>kage</code>" in html
        assert "3 timer" in html

    def test_signing_in_sets_those_cookies_and_no_other(self, town: Town, settings) -> None:
        client = Client()
        client.get("/konto/login/")
        client.post("/konto/login/", {"login": "sofie@kilden.example", "password": "wrong"})
        client.force_login(town.people.sofie)
        client.get("/kreds/taet-og-toer/")

        assert set(client.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}

    def test_it_says_whom_to_write_to(self, town: Town, client: Client, settings) -> None:
        settings.PRIVACY_CONTACT = "Region Nordjylland, dpo@rn.example"

        assert "Region Nordjylland, dpo@rn.example" in client.get("/privatliv/").content.decode()

    def test_it_is_linked_from_every_page_and_sets_no_cookie(
        self, town: Town, client: Client
    ) -> None:
        for address in ("/", "/taet-og-toer/3-4-aar/", "/s/plakat23/", "/findes-ikke/"):
            assert 'href="/privatliv/"' in client.get(address).content.decode()
        assert not client.get("/privatliv/").cookies
