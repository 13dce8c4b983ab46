"""Whom to call: the platform's contacts, one municipality after another."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cms.blocks import ContactsBlock
from cms.models import Contact, Platform
from portal.users.models import Organisation
from tests.cast import Town
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
ADVICE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"


def make_contact(platform: Platform, town: str, name: str, **fields: str) -> Contact:
    municipality, _ = Organisation.objects.get_or_create(
        name=f"{town} Kommune", kind=Organisation.Kind.MUNICIPALITY
    )
    return Contact.objects.create(platform=platform, municipality=municipality, name=name, **fields)


@pytest.fixture
def page(town: Town) -> Town:
    value = ContactsBlock().to_python(
        {"heading": "Hvem kan I ringe til?", "line": "Find jer selv."}
    )
    town.guide.body = [("contacts", value)]
    town.guide.save_revision().publish()
    return town


def read() -> str:
    return Client().get(ADVICE).content.decode()


def test_without_contacts_the_page_says_whom_else_to_ask(page: Town) -> None:
    html = read()

    assert "Der står ingen kontakter her endnu." in html
    assert "<details" not in html


def test_each_municipality_is_opened_by_its_name(page: Town) -> None:
    make_contact(page.platform, "Prøvestrup", "Sundhedsplejen", phone="00 00 00 00")
    make_contact(page.platform, "Eksempelby", "Skolen", hours="Hverdage 8–9")
    make_contact(page.platform, "Eksempelby", "Lægehuset", url="https://example.org/")

    html = read()

    assert html.count("<details") == 2
    places = ["<summary>Eksempelby Kommune", "Lægehuset", "Skolen", "<summary>Prøvestrup Kommune"]
    assert sorted(places, key=html.index) == places
    assert '<a class="tap" href="tel:00000000">Ring 00 00 00 00</a>' in html
    assert html.count("tel:") == 1
    assert "Hverdage 8–9" in html
    assert 'href="https://example.org/" rel="noreferrer"' in html


def test_the_contacts_of_another_platform_stay_there(page: Town) -> None:
    make_contact(make_platform("soevn", "Søvn").platform, "Eksempelby", "Søvnklinikken")

    assert "Søvnklinikken" not in read()


def test_any_number_of_contacts_is_one_query(page: Town, django_assert_num_queries) -> None:
    for number in range(12):
        make_contact(page.platform, f"By {number}", "Sundhedsplejen")
    read()

    with django_assert_num_queries(11):  # 10 for the page without them
        read()


@pytest.mark.parametrize("phone", ["ring bare", "12;34", "javascript:1", "+", "12 34 ab", "1"])
def test_a_number_that_no_telephone_dials_is_refused(town: Town, phone: str) -> None:
    contact = Contact(
        platform=town.platform, municipality=Organisation.objects.first(), name="A", phone=phone
    )

    with pytest.raises(ValidationError) as refused:
        contact.full_clean()
    assert "phone" in refused.value.message_dict


@pytest.mark.parametrize(
    ("phone", "tel"),
    [("00 00 00 00", "00000000"), ("+45 00 00 00 00", "+4500000000"), ("112", "112")],
)
def test_a_number_is_dialled_without_its_spaces(phone: str, tel: str) -> None:
    assert Contact(phone=phone).tel == tel


@pytest.mark.parametrize(
    ("name", "status"),
    [("ida", 200), ("jonas", 200), ("sofie", 302), ("mikkel", 302), ("hanne", 302), (None, 302)],
)
@pytest.mark.parametrize("what", ["list", "add", "edit"])
def test_only_editors_keep_the_contacts(
    town: Town, client: Client, name: str | None, status: int, what: str
) -> None:
    contact = make_contact(town.platform, "Eksempelby", "Sundhedsplejen")
    if name:
        client.force_login(getattr(town.people, name))
    given = [contact.pk] if what == "edit" else []

    response = client.get(reverse(f"wagtailsnippets_cms_contact:{what}", args=given))

    assert response.status_code == status


def test_the_list_can_be_narrowed_to_one_platform(town: Town, client: Client) -> None:
    other = make_platform("soevn", "Søvn").platform
    make_contact(town.platform, "Eksempelby", "Sundhedsplejen")
    make_contact(other, "Prøvestrup", "Søvnklinikken")
    client.force_login(town.people.ida)

    html = client.get(
        reverse("wagtailsnippets_cms_contact:list"), {"platform": town.platform.pk}
    ).content.decode()

    assert "Sundhedsplejen" in html
    assert "Søvnklinikken" not in html


def test_an_editor_adds_a_contact(town: Town, client: Client) -> None:
    client.force_login(town.people.ida)
    municipality = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY).first()
    fields = {
        "platform": town.platform.pk,
        "municipality": municipality.pk,
        "name": "Sundhedsplejen",
        "phone": "00 00 00 00",
        "hours": "",
        "url": "",
    }

    response = client.post(reverse("wagtailsnippets_cms_contact:add"), fields)

    assert response.status_code == 302
    assert Contact.objects.get().municipality == municipality
