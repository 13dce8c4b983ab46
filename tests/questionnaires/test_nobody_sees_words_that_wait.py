"""Words that nobody has read are on no page, in no file and in no letter: a walk through all there is."""

import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from feedback import actions as feedback_actions
from feedback import quarters
from portal.periods import Week
from portal.users.models import User
from questionnaires import actions, demo
from questionnaires.models import AccessPoint, OwnWords, Response
from tests.cast import Town

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
WAITS, REJECTED, APPROVED = "Lakkefisken", "Troldefisken", "Kvikkefisken"
STARTS = {
    "anonymous": ("/", "/taet-og-toer/", "/s/nyttig23/", "/s/nyttig23/tak/", "/privatliv/"),
    "sofie": ("/kreds/", "/kreds/taet-og-toer/"),
    "ida": ("/admin/snippets/questionnaires/campaign/", "/admin/reports/site-history/", "/admin/"),
    "jonas": ("/admin/snippets/questionnaires/accesspoint/", "/django-admin/"),
}
MOST_PAGES = 25
LEAVE = re.compile(r"logout|/static/|/media/|\.(pdf|svg|png|css|js)$|/delete/|/preview/|/qr")


@pytest.fixture
def point(town: Town) -> AccessPoint:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", date(2026, 1, 1), is_synthetic=False, under_pages=True
    )
    point = demo.add_access_point(campaign, "nyttig23", "page", None)
    for words in (WAITS, REJECTED, APPROVED, *[""] * 9):
        actions.submit_response(
            access_point=point,
            submission_id=uuid4(),
            answers={"hjalp-siden": "nej"} | ({"hvad-manglede": words} if words else {}),
            age_band=None,
            week=Week(2026, 46),
            language="da",
        )
    for words, state in ((REJECTED, "rejected"), (APPROVED, "approved")):
        (found,) = [each for each in Response.objects.all() if words in each.answers.values()]
        OwnWords.objects.filter(response=found).update(state=state)
    feedback_actions.refresh_dirty_buckets(this_week=Week(2026, 48))
    quarters.publish_closed_periods(this_week=Week(2026, 48))
    return point


def links(html: str) -> Iterator[str]:
    for address in re.findall(r'href="([^"#]+)', html):
        parts = urlsplit(address.replace("&amp;", "&"))
        is_ours = parts.netloc in ("", "testserver") and parts.path.startswith("/")
        if is_ours and not LEAVE.search(parts.path):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def walk(client: Client, starts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield pages by what links to them; of those that differ in their query only, a few."""
    waiting, seen = list(starts), set(starts)
    count = 0
    while waiting and count < MOST_PAGES:
        address = waiting.pop(0)
        response = client.get(address)
        count += 1
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            body = response.getvalue() if response.streaming else response.content
            yield address, body.decode("utf-8", "replace")
            continue
        html = response.content.decode()
        yield address, html
        found = [*links(html), *filter(None, [response.headers.get("Location")])]
        for link in found:
            if urlsplit(link).path not in {urlsplit(each).path for each in seen}:
                seen.add(link)
                waiting.append(link)


def allow_everything(user: User) -> None:
    user.user_permissions.add(*Permission.objects.filter(content_type__app_label="questionnaires"))


@pytest.mark.parametrize("who", STARTS)
def test_no_page_shows_them(town: Town, point: AccessPoint, who: str) -> None:
    client = Client()
    if who != "anonymous":
        user = getattr(town.people, who)
        allow_everything(user)
        client.force_login(user)

    pages = dict(walk(client, STARTS[who]))

    assert len(pages) >= min(len(STARTS[who]) + 1, 4)
    assert not [address for address, html in pages.items() if WAITS in html or REJECTED in html]


def test_no_file_of_answers_holds_them(town: Town, point: AccessPoint, tmp_path: Path) -> None:
    allow_everything(town.people.ida)
    client = Client()
    client.force_login(town.people.ida)
    address = reverse("questionnaires_export_responses", args=[point.campaign.pk])
    told = [client.post(address, {"format": kind}).getvalue().decode() for kind in ("csv", "json")]

    for ending in ("json", "ndjson"):
        path = tmp_path / f"svar.{ending}"
        call_command(
            *("export_questionnaire", "siden-nyttig", "--responses", "--out", str(path)),
            stderr=StringIO(),
        )
        told.append(path.read_text("utf-8"))

    assert [APPROVED in each for each in told] == [True, True, False, False]
    assert not [each for each in told if WAITS in each or REJECTED in each]
    assert all("nej" in each for each in told)


def test_no_letter_holds_them(town: Town, point: AccessPoint, mailoutbox: list) -> None:
    """Every task that runs by itself has run; whatever they send, the words are not in it."""
    from portal.celery import app

    for entry in app.conf.beat_schedule.values():
        app.tasks[entry["task"]].apply(throw=True)

    assert not [letter for letter in mailoutbox if WAITS in str(letter.message())]
