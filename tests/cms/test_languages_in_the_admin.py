"""Editors translate from Danish, whole pages, and see in one report what is missing or old."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.demo import build_guide
from cms.models import PortalPage
from cms.translations import WordsMissing, publish_translation
from tests.cast import Town
from tests.cms.test_languages_of_a_page import words_of
from tests.conftest import TUESDAY
from tests.factories import GUIDE, make_platform

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/languages/"
ADVICE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"


@pytest.fixture
def english(town: Town) -> Page:
    """The guide and what stands above it, translated as an editor does it."""
    pages = (PortalPage.objects.get(), town.page, town.guide)
    locale, words = Locale.objects.create(language_code="en"), words_of(*pages)
    return [publish_translation(page, locale, words) for page in pages][-1]


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    """Ida may translate, as editors do."""
    permission = Permission.objects.get(codename="submit_translation")
    town.people.ida.user_permissions.add(permission)
    client.force_login(town.people.ida)
    return client


def table(client: Client) -> dict[str, list[str]]:
    """The report as its CSV says it: page, then the state in each language."""
    response = client.get(REPORT, {"export": "csv"})
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[0] == ["Dansk side", "English", "العربية"]
    return {title: states for title, *states in rows[1:]}


@pytest.mark.parametrize("name", ["sofie", "mikkel", "hanne", "anonymous"])
@pytest.mark.parametrize("address", [REPORT, f"{REPORT}results/", f"{REPORT}?export=csv"])
def test_the_report_is_for_editors(town: Town, name: str, address: str) -> None:
    client = Client()
    if name != "anonymous":
        client.force_login(getattr(town.people, name))

    assert client.get(address).status_code in (302, 403)


def test_the_report_says_for_each_page_and_language_how_far_it_is(
    town: Town, english: Page, ida: Client
) -> None:
    build_guide(town.page, GUIDE | {"slug": "kladde", "title": "En kladde"})
    draft = town.page.get_children().get(slug="kladde").specific
    draft.copy_for_translation(english.locale)
    with time_machine.travel(TUESDAY + timedelta(days=1), tick=False):
        town.page.save_revision().publish()

    assert table(ida) == {
        "Tæt og tør": ["ældre end den danske", "mangler"],
        "Når barnet holder sig": ["ajour", "mangler"],
        "En kladde": ["kladde", "mangler"],
    }


def test_the_report_leads_to_each_translation_and_to_where_one_is_begun(
    town: Town, english: Page, ida: Client
) -> None:
    html = ida.get(REPORT).content.decode()

    begun = reverse("wagtail_localize:submit_page_translation", args=[town.guide.pk])
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[english.pk])}"' in html
    assert f'href="{begun}?select_locale=ar"' in html
    assert "ajour" in html


def test_a_copy_that_waits_to_be_translated_is_missing(town: Town, ida: Client) -> None:
    locale = Locale.objects.create(language_code="en")
    town.guide.copy_for_translation(locale, copy_parents=True, alias=True)

    assert {states[0] for states in table(ida).values()} == {"mangler"}


def test_the_report_shows_the_pages_one_may_edit_and_no_others(town: Town, ida: Client) -> None:
    other = make_platform("soevn", "Søvn")
    group = town.people.ida.groups.get()
    GroupPagePermission.objects.filter(group=group).update(page=other.page_ptr)

    assert list(table(ida)) == ["Søvn"]


def test_more_pages_cost_the_report_no_more_queries(
    town: Town, english: Page, ida: Client, django_assert_max_num_queries
) -> None:
    for number in range(12):
        build_guide(town.page, GUIDE | {"slug": f"raad-{number}", "title": f"Råd {number}"})
    ida.get(REPORT)

    with django_assert_max_num_queries(17):
        assert ida.get(REPORT).content.decode().count("Råd ") >= 12


def test_editors_find_the_report_in_the_menu(town: Town, ida: Client) -> None:
    assert REPORT in ida.get(reverse("wagtailadmin_home")).content.decode()


def told(client: Client, address: str, **data: str) -> str:
    """Post what the library's own button posts, and return what the editor is told."""
    response = client.post(address, data)
    assert response.status_code == 302
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_a_translation_is_begun_from_the_danish_page(town: Town, ida: Client) -> None:
    locale = Locale.objects.create(language_code="en")
    address = reverse("wagtail_localize:submit_page_translation", args=[town.guide.pk])
    assert ida.get(address).status_code == 200

    told(ida, address, locales=str(locale.pk))

    assert Translation.objects.get(source__object_id=town.guide.translation_key).enabled


def test_a_translation_is_not_begun_from_another_language(english: Page, ida: Client) -> None:
    arabic = Locale.objects.create(language_code="ar")
    address = reverse("wagtail_localize:submit_page_translation", args=[english.pk])

    assert "Oversæt fra den danske side" in told(ida, address, locales=str(arabic.pk))
    assert not Page.objects.filter(locale=arabic).exists()


def test_advice_is_never_cut_off_from_its_danish_page(english: Page, ida: Client) -> None:
    translation = Translation.objects.get(source__object_id=english.translation_key)
    stop = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    copy = reverse("wagtail_localize:convert_to_alias", args=[english.pk])

    assert "altid oversat fra den danske side" in told(ida, stop)
    assert "kan ikke blive til en dansk kopi" in told(ida, copy)
    translation.refresh_from_db()
    english.refresh_from_db()
    assert translation.enabled
    assert english.alias_of is None


@pytest.mark.parametrize("view", ["submit_page_translation", "convert_to_alias"])
def test_only_those_who_may_edit_hear_why_they_are_refused(
    town: Town, english: Page, client: Client, view: str
) -> None:
    client.force_login(town.people.sofie)

    response = client.post(reverse(f"wagtail_localize:{view}", args=[english.pk]))

    said = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert response.status_code in (302, 403)
    assert "dansk" not in said


def test_half_a_translation_is_not_published(english: Page, ida: Client) -> None:
    StringTranslation.objects.filter(data="SIG TIL.").delete()
    published = english.last_published_at
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])

    with time_machine.travel(TUESDAY + timedelta(hours=1), tick=False):
        assert "1 sætning" in told(ida, address, action="publish")

    english.refresh_from_db()
    assert english.last_published_at == published


def test_a_whole_translation_is_published(
    english: Page, ida: Client, django_capture_on_commit_callbacks
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])

    with (
        time_machine.travel(TUESDAY + timedelta(hours=1), tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        told(ida, address, action="publish")

    english.refresh_from_db()
    assert english.last_published_at == TUESDAY + timedelta(hours=1)


def test_an_editor_sees_the_translation_as_the_page_will_look(english: Page, ida: Client) -> None:
    translation = Translation.objects.get(source__object_id=english.translation_key)

    response = ida.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))

    assert response.status_code == 200
    assert "NÅR BARNET HOLDER SIG" in response.content.decode()


def test_fetching_new_danish_sentences_publishes_nothing(
    town: Town, english: Page, ida: Client, django_capture_on_commit_callbacks
) -> None:
    town.guide.quick_answer = "Noget helt nyt."
    town.guide.save_revision().publish()
    source = TranslationSource.objects.get_for_instance(town.guide)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])

    with django_capture_on_commit_callbacks(execute=True):
        told(ida, address, publish_translations="on")

    assert "Noget helt nyt." not in Client().get(f"/en{ADVICE}").content.decode()
    assert source.stringsegment_set.filter(string__data="Noget helt nyt.").exists()


def test_no_machine_translates() -> None:
    assert get_machine_translator() is None


def test_a_page_whose_words_are_not_all_there_is_refused_by_name(town: Town) -> None:
    locale = Locale.objects.create(language_code="en")

    with pytest.raises(WordsMissing, match="Når barnet holder sig.*Sig til"):
        publish_translation(town.guide, locale, {"Gå med.": "Go along."})
