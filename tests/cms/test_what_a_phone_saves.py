"""The list a phone saves an age by: which pages, how much, and a version that moves with the advice."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.utils import translation

from cms.demo import build_guide
from cms.models import GuidancePage
from cms.models.packs import note, size_in_words, size_of
from tests.cast import CAST, Town
from tests.conftest import TUESDAY
from tests.factories import GUIDE, make_platform, translate

pytestmark = pytest.mark.django_db
BAND = "/taet-og-toer/3-4-aar/"
LIST = f"{BAND}offline.json"
ADVICE = f"{BAND}naar-barnet-holder-sig/"


def fetch(client: Client, address: str = LIST) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    return response.json()


@pytest.fixture
def with_picture(town: Town, monkeypatch: pytest.MonkeyPatch, settings, tmp_path):
    """Let the guide show a picture of so many bytes."""

    def show(size: int | None) -> str:
        settings.MEDIA_ROOT = tmp_path
        if size is not None:
            (tmp_path / "barn.png").write_bytes(b"x" * size)
        monkeypatch.setattr(
            "cms.models.packs.html_of", lambda response: "<img src='/media/barn.png'>"
        )
        return "/media/barn.png"

    return show


def everybody(town: Town) -> Iterator[Client]:
    """Return a browser for each of the cast, and a stranger's last."""
    for name in CAST:
        client = Client()
        client.force_login(getattr(town.people, name))
        yield client
    yield Client()


def test_everybody_gets_the_same_list_and_no_cookie(town: Town) -> None:
    for client in everybody(town):
        response = client.get(LIST)

        assert response.json() == fetch(Client())
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_the_list_is_asked_for_anew_and_found_by_no_search_engine(
    town: Town, client: Client
) -> None:
    response = client.get(LIST)

    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "address",
    [
        "/offline.json",
        "/taet-og-toer/offline.json",
        "/findes-ikke/3-4-aar/offline.json",
        "/taet-og-toer/findes-ikke/offline.json",
        "/taet-og-toer/yngre/offline.json",
        f"{ADVICE}offline.json",
        f"{LIST}/",
        "/taet-og-toer/uden-net/mere/",
        "/taet-og-toer/3-4-aar/uden-net/",
    ],
)
def test_only_an_age_has_a_list(town: Town, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_unpublished_platform_has_no_list(town: Town, client: Client) -> None:
    town.page.unpublish()

    assert client.get(LIST).status_code == 404
    assert client.get("/taet-og-toer/uden-net/").status_code == 404


def test_the_list_holds_the_age_and_its_advice_and_no_other(town: Town, client: Client) -> None:
    build_guide(town.page, GUIDE | {"slug": "til-de-store", "bands": ["5-10-aar"]})
    build_guide(make_platform("soevn", "Søvn"), GUIDE | {"slug": "rolige-naetter"})

    assert fetch(client)["pages"] == [BAND, ADVICE]
    assert fetch(client, "/taet-og-toer/1-2-aar/offline.json")["pages"] == [
        "/taet-og-toer/1-2-aar/"
    ]
    assert "soevn" not in client.get(LIST).content.decode()


def test_an_unpublished_page_is_not_listed(town: Town, client: Client) -> None:
    town.guide.unpublish()

    assert fetch(client)["pages"] == [BAND]


def test_all_that_is_listed_is_there_for_anyone_and_may_be_kept(town: Town, client: Client) -> None:
    pack = fetch(client)
    addresses = [*pack["pages"], *(page for _, page in pack["elsewhere"])]

    for response in [client.get(address) for address in addresses]:
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "private" not in response.headers.get("Cache-Control", "")


def test_the_promised_size_is_what_the_pages_and_files_weigh(town: Town, client: Client) -> None:
    pack = fetch(client)
    addresses = [*pack["pages"], *(page for _, page in pack["elsewhere"]), *pack["files"]]
    bodies = [client.get(address) for address in addresses]

    weights = [
        len(b"".join(body.streaming_content) if body.streaming else body.content) for body in bodies
    ]
    assert pack["bytes"] == sum(weights)
    assert pack["label"] == f"Gem 2 sider på telefonen ({size_in_words(pack['bytes'])})"


def test_the_files_are_those_that_the_pages_ask_for(town: Town, client: Client) -> None:
    files = fetch(client)["files"]

    assert "/static/portal/css/components.css" in files
    assert "/static/cms/aloud.js" in files
    assert "/static/cms/saved.js" in files
    for address in files:
        response = client.get(address)
        response.close()
        assert response.status_code == 200


@pytest.mark.parametrize("size", [0, 500_000])
def test_pictures_come_along_up_to_a_megabyte(with_picture, client: Client, size: int) -> None:
    picture = with_picture(size)

    pack = fetch(client)

    assert picture in pack["files"]
    assert pack["note"] == ""


def test_more_than_a_megabyte_stays_without_pictures_and_says_so(
    with_picture, client: Client
) -> None:
    picture = with_picture(1024 * 1024)

    pack = fetch(client)

    assert picture not in pack["files"]
    assert pack["bytes"] < 100_000
    assert pack["note"] == note(with_pictures=False) != ""


def test_a_picture_that_is_gone_does_not_stop_the_saving(with_picture, client: Client) -> None:
    picture = with_picture(None)

    assert picture not in fetch(client)["files"]


def test_in_production_a_file_is_weighed_where_it_was_collected(
    monkeypatch: pytest.MonkeyPatch,
    settings,
    tmp_path: Path,
) -> None:
    (tmp_path / "a.0a1b2c.css").write_bytes(b"12345")
    settings.STATIC_ROOT = str(tmp_path)
    monkeypatch.setattr("cms.models.packs.staticfiles_storage", FileSystemStorage(tmp_path))

    assert size_of("/static/a.0a1b2c.css") == 5
    assert size_of("/static/gone.css") is None
    assert size_of("/s/plakat23/qr.svg") is None


def test_the_version_stays_while_nothing_changes(town: Town, client: Client) -> None:
    assert fetch(client)["version"] == fetch(Client())["version"]


def publish_again(town: Town) -> None:
    town.guide.save_revision().publish()


def review(town: Town) -> None:
    GuidancePage.objects.filter(pk=town.guide.pk).update(reviewed_on=date(2026, 11, 24))


def rename_the_age(town: Town) -> None:
    town.page.band_texts.filter(band__slug="3-4-aar").update(name="3 og 4 år")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(publish_again, id="published again"),
        pytest.param(review, id="reviewed"),
        pytest.param(rename_the_age, id="age renamed"),
        pytest.param(lambda town: town.guide.unpublish(), id="unpublished"),
        pytest.param(lambda town: town.page.save_revision().publish(), id="front page"),
        pytest.param(
            lambda town: build_guide(town.page, GUIDE | {"slug": "ny", "title": "Ny"}),
            id="new page",
        ),
    ],
)
def test_the_version_moves_with_the_advice(town: Town, client: Client, change) -> None:
    before = fetch(client)["version"]

    with time_machine.travel(TUESDAY + timedelta(minutes=1), tick=False):
        change(town)

    assert fetch(client)["version"] != before


def test_a_release_with_other_files_is_a_new_version(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fetch(client)["version"]
    monkeypatch.setattr(
        "cms.models.packs.staticfiles_storage.manifest_hash", "0a1b2c", raising=False
    )

    assert fetch(client)["version"] != before


def test_each_language_has_its_own_list_in_its_own_words(town: Town, client: Client) -> None:
    translate(town.guide, "en", title="When your child holds it")

    english = fetch(client, f"/en{LIST}")

    assert english["language"] == "en"
    assert english["pages"] == [f"/en{BAND}", f"/en{ADVICE}"]
    assert english["label"].startswith("Save 2 pages on the phone (")
    assert "Saved copy from {day}" in english["copy"]
    assert ["/en/", "/en/taet-og-toer/uden-net/"] in fetch(client)["elsewhere"]
    assert ["/", "/taet-og-toer/uden-net/"] in english["elsewhere"]


def test_the_list_asks_the_database_a_known_number_of_times(
    town: Town, client: Client, django_assert_num_queries
) -> None:
    fetch(client)

    with django_assert_num_queries(7):
        fetch(client)


def test_weighing_anew_costs_a_few_queries_for_each_page(
    town: Town, client: Client, django_assert_max_num_queries
) -> None:
    client.get("/")  # Wagtail remembers the addresses of its sites

    with django_assert_max_num_queries(7 + 4 + 6):
        fetch(client)


@pytest.mark.parametrize(
    ("size", "danish", "english"),
    [
        (1, "1 KB", "1 KB"),
        (1024, "1 KB", "1 KB"),
        (1025, "2 KB", "2 KB"),
        (48 * 1024, "48 KB", "48 KB"),
        (1024 * 1024, "1,0 MB", "1.0 MB"),
        (1024 * 1024 + 1, "1,1 MB", "1.1 MB"),
    ],
)
def test_a_size_is_rounded_up_and_written_as_the_reader_writes(
    size: int, danish: str, english: str
) -> None:
    assert size_in_words(size) == danish
    with translation.override("en"):
        assert size_in_words(size) == english


def test_everybody_may_read_the_page_for_what_is_not_saved(town: Town) -> None:
    for client in everybody(town):
        response = client.get("/taet-og-toer/uden-net/")

        assert "Siden er ikke gemt" in response.content.decode()
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert not response.cookies
