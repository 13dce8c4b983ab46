"""A page may be kept for the next reader only when it is the same for everybody, and never too long."""

import gzip

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Contact, Scan, Signpost, ZeroHit
from portal import pagecache
from portal.users.demo import place
from tests.cast import CAST, Town
from tests.factories import give_host, make_platform, make_response, translate

pytestmark = pytest.mark.django_db
GUIDE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"
PAGES = ["/", "/taet-og-toer/", "/taet-og-toer/3-4-aar/", "/taet-og-toer/yngre/", GUIDE]
OWN_HOST = "xn--ttogtr-pua2m.dk"


@pytest.fixture(autouse=True)
def _cache_is_on(settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    settings.ALLOWED_HOSTS = ["testserver", OWN_HOST]


@pytest.fixture
def is_kept():
    """Return whether an address is answered without the database, as only a kept page is."""

    def answer(address: str, client: Client | None = None) -> bool:
        with CaptureQueriesContext(connection) as queries:
            response = (client or Client()).get(address)
        return response.status_code == 200 and not len(queries)

    return answer


def kept_pages() -> list[str]:
    """Return the keys of the cache in this process's memory."""
    return [key for key in cache._cache if "pages:" in key and pagecache.GENERATION not in key]


def change(town: Town, text: str = "Vent to timer.") -> None:
    town.guide.quick_answer = text
    town.guide.save_revision().publish()


class TestWhatIsKept:
    @pytest.mark.parametrize("address", PAGES)
    def test_a_page_seen_twice_costs_no_query_the_second_time(
        self, town: Town, client: Client, django_assert_num_queries, address: str
    ) -> None:
        first = client.get(address)

        with django_assert_num_queries(0):
            second = client.get(address)

        assert second.content == first.content
        assert second.headers == first.headers

    def test_a_kept_page_has_the_same_security_headers(self, town: Town, client: Client) -> None:
        client.get(GUIDE)

        kept = client.get(GUIDE)

        assert "default-src 'none'" in kept.headers["Content-Security-Policy"]
        assert kept.headers["X-Content-Type-Options"] == "nosniff"
        assert kept.headers["Content-Language"] == "da"

    def test_it_is_kept_as_compressed_bytes_for_those_who_take_them(
        self, town: Town, client: Client, django_assert_num_queries
    ) -> None:
        plain = client.get(GUIDE).content
        packed = client.get(GUIDE, headers={"accept-encoding": "br, gzip"})

        with django_assert_num_queries(0):
            again = client.get(GUIDE, headers={"accept-encoding": "gzip"})
            unpacked = client.get(GUIDE)

        assert again.content == packed.content
        assert again.headers["Content-Encoding"] == "gzip"
        assert again.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(again.content) == plain == unpacked.content

    def test_a_head_is_answered_from_it_but_fills_nothing(
        self, town: Town, client: Client, django_assert_num_queries
    ) -> None:
        client.head(GUIDE)
        first = client.get(GUIDE)

        with django_assert_num_queries(0):
            head = client.head(GUIDE)

        assert head.content == b""
        assert head.headers["ETag"] == first.headers["ETag"]


class TestWhatIsNeverKept:
    @pytest.mark.parametrize("name", CAST)
    def test_one_who_is_signed_in_neither_fills_it_nor_reads_it(
        self, town: Town, client: Client, name: str, is_kept
    ) -> None:
        signed_in = Client()
        signed_in.force_login(getattr(town.people, name))

        response = signed_in.get(GUIDE)

        assert response.headers["Cache-Control"] == "private, no-cache"
        assert not is_kept(GUIDE)
        assert is_kept(GUIDE)
        assert not is_kept(GUIDE, signed_in)

    @pytest.mark.parametrize(
        "headers",
        [
            pytest.param({"cookie": "sessionid=findes-ikke"}, id="session"),
            pytest.param({"cookie": "csrftoken=1"}, id="form"),
            pytest.param({"cookie": "kommunens-statistik=1"}, id="a parent domain's"),
            pytest.param({"authorization": "Basic YTpi"}, id="a login of another kind"),
        ],
    )
    def test_nor_does_anyone_who_carries_something(
        self, town: Town, client: Client, headers: dict, is_kept
    ) -> None:
        response = client.get(GUIDE, headers=headers)

        assert response.headers["Cache-Control"] == "private, no-cache"
        assert not is_kept(GUIDE)

    def test_an_editors_draft_is_seen_by_the_editor_alone(self, town: Town, client: Client) -> None:
        town.guide.quick_answer = "Et hemmeligt udkast."
        town.guide.save_revision()
        ida = Client()
        ida.force_login(town.people.ida)

        draft = ida.get(reverse("wagtailadmin_pages:view_draft", args=(town.guide.pk,)))

        assert "Et hemmeligt udkast." in draft.content.decode()
        assert "public" not in draft.headers["Cache-Control"]
        assert "Et hemmeligt udkast." not in client.get(GUIDE).content.decode()

    def test_a_preview_without_a_cookie_is_not_kept_either(
        self, town: Town, client: Client, is_kept
    ) -> None:
        draft = town.guide.get_latest_revision_as_object()
        draft.quick_answer = "Et hemmeligt udkast."
        client.get(GUIDE)

        preview = draft.make_preview_request()

        assert "Et hemmeligt udkast." in preview.content.decode()
        assert is_kept(GUIDE)
        assert "Et hemmeligt udkast." not in client.get(GUIDE).content.decode()

    @pytest.mark.parametrize("query", ["?fra=plakat", "?sprog=en", "?q=" + "a" * 8000, "?a=%00"])
    def test_what_comes_after_a_question_mark_is_made_anew(
        self, town: Town, client: Client, query: str
    ) -> None:
        client.get(GUIDE + query)

        assert "public" not in client.get(GUIDE + query).get("Cache-Control", "")
        assert not kept_pages()

    @pytest.mark.parametrize(
        "address", ["/findes-ikke/", "/taet-og-toer/findes-ikke/", "/" + "a" * 5000 + "/"]
    )
    def test_what_is_not_there_is_not_kept(
        self, town: Town, client: Client, address: str, is_kept
    ) -> None:
        assert client.get(address).status_code == 404
        assert not is_kept(address)

    @pytest.mark.parametrize(
        "address", ["/s/plakat23/", "/privatliv/", "/konto/login/", "/-/live", "/robots.txt"]
    )
    def test_nothing_but_pages_is_kept(self, town: Town, client: Client, address: str) -> None:
        client.get(address)

        assert not kept_pages()

    def test_nothing_that_is_sent_is_answered_from_it(self, town: Town, client: Client) -> None:
        client.get(GUIDE)

        assert client.post(GUIDE).status_code == 405

    @pytest.mark.parametrize(
        ("headers", "status", "cookie"),
        [
            pytest.param({}, 200, False, id="not said to be for everybody"),
            pytest.param({"Cache-Control": "private"}, 200, False, id="private"),
            pytest.param({"Cache-Control": "public", "Vary": "Cookie"}, 200, False, id="by cookie"),
            pytest.param(
                {"Cache-Control": "public", "Vary": "Accept-Encoding, Accept-Language"},
                200,
                False,
                id="by language",
            ),
            pytest.param({"Cache-Control": "public"}, 200, True, id="sets a cookie"),
            pytest.param({"Cache-Control": "public"}, 404, False, id="not there"),
            pytest.param({"Cache-Control": "public"}, 500, False, id="broken"),
        ],
    )
    def test_a_view_that_does_not_ask_for_it_in_all_ways_is_not_kept(
        self, rf: RequestFactory, headers: dict, status: int, cookie: bool
    ) -> None:
        answers = []

        def view(request):
            response = HttpResponse(f"answer {len(answers)}", headers=headers, status=status)
            if cookie:
                response.set_cookie("a", "b")
            answers.append(response)
            return response

        middleware = pagecache.PageCache(view)
        middleware(rf.get("/"))
        middleware(rf.get("/"))

        assert len(answers) == 2

    def test_what_streams_is_not_kept(self, rf: RequestFactory) -> None:
        streams = StreamingHttpResponse([b"a"], headers={"Cache-Control": "public"})

        assert not pagecache.is_for_everybody(streams)


class TestWhoGetsWhat:
    def test_two_hosts_do_not_share_a_page(self, town: Town, client: Client) -> None:
        make_platform("soevn", "Søvn")
        give_host(town.page)

        portal = client.get("/").content
        own = client.get("/", headers={"host": OWN_HOST}).content

        assert portal != own
        assert client.get("/").content == portal
        assert client.get("/", headers={"host": OWN_HOST}).content == own

    def test_two_languages_do_not_share_a_page(self, town: Town, client: Client) -> None:
        translate(town.guide, "en", quick_answer="Go at fixed times.")

        for _time in range(2):
            assert "Gå på toilettet" in client.get(GUIDE).content.decode()
            assert "Go at fixed times." in client.get(f"/en{GUIDE}").content.decode()

    def test_an_insecure_reader_does_not_share_with_a_secure_one(
        self, town: Town, client: Client, is_kept
    ) -> None:
        client.get(GUIDE, secure=True)

        assert not is_kept(GUIDE)

    def test_a_host_nobody_allowed_fills_nothing(self, town: Town, client: Client) -> None:
        assert client.get("/", headers={"host": "ond.example"}).status_code == 400
        assert not kept_pages()

    @pytest.mark.parametrize(
        "address", ["/" + "a" * 5000, "/æøå '\"\\ \n;", "/%FF%FE/", "/('http'"]
    )
    def test_a_key_is_short_and_plain_whatever_the_address(
        self, rf: RequestFactory, address: str
    ) -> None:
        key = pagecache.key_of(rf.get(address))

        assert len(key) < 100
        assert key.isascii()
        assert key.isprintable()

    def test_two_addresses_cannot_be_bent_into_one_key(self, rf: RequestFactory) -> None:
        keys = {
            pagecache.key_of(rf.get(address, headers={"host": host}))
            for address in ("/", "/a/", "/A/", "/a//", "/plain")
            for host in ("testserver", OWN_HOST, "testserver:80")
        }

        assert len(keys) == 15


class TestWhenItIsForgotten:
    def test_a_new_text_is_there_at_once(
        self, town: Town, client: Client, django_capture_on_commit_callbacks
    ) -> None:
        client.get(GUIDE)

        with django_capture_on_commit_callbacks(execute=True):
            change(town)

        assert "Vent to timer." in client.get(GUIDE).content.decode()

    def test_lists_on_other_pages_are_renewed_too(
        self, town: Town, client: Client, django_capture_on_commit_callbacks
    ) -> None:
        client.get("/taet-og-toer/3-4-aar/")
        town.guide.title = "Et nyt navn"

        with django_capture_on_commit_callbacks(execute=True):
            town.guide.save_revision().publish()

        assert "Et nyt navn" in client.get("/taet-og-toer/3-4-aar/").content.decode()

    def test_an_unpublished_page_is_gone_at_once(
        self, town: Town, client: Client, django_capture_on_commit_callbacks
    ) -> None:
        client.get(GUIDE)

        with django_capture_on_commit_callbacks(execute=True):
            town.guide.unpublish()

        assert client.get(GUIDE).status_code == 404

    def test_a_deleted_page_is_gone_at_once(
        self, town: Town, client: Client, django_capture_on_commit_callbacks
    ) -> None:
        client.get(GUIDE)

        with django_capture_on_commit_callbacks(execute=True):
            town.guide.delete()

        assert client.get(GUIDE).status_code == 404

    def test_a_moved_page_is_gone_from_where_it_was(
        self, town: Town, client: Client, django_capture_on_commit_callbacks
    ) -> None:
        client.get(GUIDE)
        sleep = make_platform("soevn", "Søvn")

        with django_capture_on_commit_callbacks(execute=True):
            town.guide.move(sleep, pos="last-child")

        assert client.get(GUIDE).status_code == 301

    @pytest.mark.parametrize("what", ["platform", "age", "contact", "campaign", "host"])
    def test_what_pages_show_renews_them_when_it_changes(
        self, town: Town, client: Client, django_capture_on_commit_callbacks, is_kept, what: str
    ) -> None:
        municipality = place("Sundhedsplejen", "Aalborg Kommune").organisation
        client.get(GUIDE)

        with django_capture_on_commit_callbacks(execute=True):
            if what == "platform":
                town.platform.save()
            elif what == "age":
                town.platform.bands.first().save()
            elif what == "contact":
                Contact.objects.create(
                    platform=town.platform, municipality=municipality, name="Sundhedsplejen"
                )
            elif what == "campaign":
                town.poster.campaign.save()
            else:
                give_host(town.page)

        assert not is_kept(GUIDE)

    def test_what_citizens_leave_does_not_empty_it(
        self, town: Town, client: Client, django_capture_on_commit_callbacks, is_kept
    ) -> None:
        signpost = Signpost.objects.create(platform=town.platform, slug="potte", heading="Potte")
        client.get(GUIDE)

        with django_capture_on_commit_callbacks(execute=True):
            make_response(town.poster)
            Scan.objects.create(signpost=signpost, week="2026-W48")
            ZeroHit.objects.create(
                platform=town.platform, language="da", query="noget", on="2026-11-24"
            )

        assert is_kept(GUIDE)

    def test_a_change_that_is_undone_empties_nothing(
        self, town: Town, django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks() as waiting:
            town.platform.save()

        assert pagecache.purge in waiting

    def test_a_page_made_while_another_was_published_is_not_kept(self, rf: RequestFactory) -> None:
        answers = []

        def slow_view(request):
            answers.append(HttpResponse("old", headers={"Cache-Control": "public"}))
            pagecache.purge()  # somebody publishes while this page is being made
            return answers[-1]

        middleware = pagecache.PageCache(slow_view)
        middleware(rf.get("/"))
        middleware(rf.get("/"))

        assert len(answers) == 2

    def test_a_lost_generation_means_an_empty_cache(
        self, town: Town, client: Client, is_kept
    ) -> None:
        client.get(GUIDE)
        cache.delete(pagecache.GENERATION)

        assert not is_kept(GUIDE)
        assert is_kept(GUIDE)

    def test_it_can_be_turned_off(self, town: Town, client: Client, settings) -> None:
        settings.PAGE_CACHE_SECONDS = 0
        client.get(GUIDE)
        change(town)

        assert "Vent to timer." in client.get(GUIDE).content.decode()
