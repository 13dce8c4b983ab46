"""What people answer is in no log, no crash report, no letter, no task and no address."""

import base64
import json
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.utils.log import AdminEmailHandler

from feedback import tasks
from portal.celery import app
from questionnaires import demo, publishing
from questionnaires.models import Campaign, Response
from questionnaires.views import capture, quietly
from tests.cast import Town
from tests.questionnaires.made import document, group, question, text
from tests.questionnaires.test_capture import submission

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
ADDRESS = "/s/proeve23/"
CODES = [{"code": "kvikfisk", "text": text("Ja tak")}, {"code": "lakfisk", "text": text("Nej tak")}]
ITEMS = (
    question("line", "string", maxLength=40),
    question("lines", "text", maxLength=200),
    question("open", "open-choice", options=CODES),
    question("code", "choice", options=CODES),
    question("number", "integer"),
    group("rows", question("note", "string", maxLength=40), repeats=True, text=text("Rækker")),
)
ANSWERS = {
    "q1": "Vrimmelord", "q2": "Tusmørkeord\r\nog Anislinje", "q3": ":other", "q3_other": "Egetordet",
    "q4": "kvikfisk", "q5": "7654321", "r1q6": "Rækkeordet", "age": "5-10-aar",
}  # fmt: skip
SENDER = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Mormors tablet"}
SECRETS = (
    "Vrimmelord",
    "Tusmørkeord",
    "Anislinje",
    "Egetordet",
    "kvikfisk",
    "7654321",
    "Rækkeordet",
)
CRASHES = {
    "of its own": lambda answers: RuntimeError("the disk is full"),
    "that repeats a value": lambda answers: ValueError(f"invalid literal: {answers['line']!r}"),
    "of the database": lambda answers: IntegrityError(f"Failing row contains ({answers})"),
}


@pytest.fixture
def parent(town: Town) -> Client:
    version = publishing.publish_version(
        document=document(*ITEMS, age_question=text("Hvor gammelt?")), on=TODAY
    )
    campaign = Campaign.objects.create(
        name="Prøve", platform=town.platform, version=version, opens_on=TODAY
    )
    demo.add_access_point(campaign, "proeve23", "card", None)
    return Client(raise_request_exception=False, **SENDER)


@pytest.fixture(params=CRASHES)
def crash(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Something breaks in the middle, with the answers in its hands."""

    def breaks(**given: object) -> None:
        words = str(given["answers"])  # noqa: F841  a variable that the report could show
        try:
            {}["the first error"]
        except KeyError as error:
            raise CRASHES[request.param](given["answers"]) from error

    monkeypatch.setattr(capture, "submit_response", breaks)
    return request.param


def send(client: Client, **changes: str):
    page = client.get(ADDRESS).content.decode()
    return client.post(ADDRESS, {"submission": submission(page), **ANSWERS, **changes})


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """Return all that an installation at LOG_LEVEL=DEBUG would write, with tracebacks."""
    quiet = settings.LOGGING["loggers"]
    written = [
        record
        for record in caplog.records
        if not any(
            record.name.startswith(name) and record.levelno < logging.getLevelName(each["level"])
            for name, each in quiet.items()
        )
    ]
    formatter = logging.Formatter("%(name)s %(message)s")
    return "\n".join(formatter.format(record) for record in written)


def leaked(told: str) -> list[str]:
    return [secret for secret in (*SECRETS, *SENDER.values()) if secret in told]


def test_what_is_sent_can_be_recognised(parent: Client) -> None:
    """Were it not stored, no test here could fail."""
    send(parent)

    stored = json.dumps(Response.objects.get().answers, ensure_ascii=False)
    assert not [secret for secret in SECRETS if secret not in stored]


def test_an_answer_that_is_stored_leaves_no_trace_in_the_log(
    parent: Client, caplog: pytest.LogCaptureFixture, settings
) -> None:
    settings.DEBUG = True  # now Django's database writes each statement with its values
    caplog.set_level(logging.DEBUG, logger="django.db.backends")
    with caplog.at_level(logging.DEBUG):
        assert send(parent).status_code == 302

    assert "Vrimmelord" in caplog.text  # so it did, and the settings keep it quiet
    assert not leaked(logged(caplog))


def test_answers_that_come_back_leave_no_trace_in_the_log(
    parent: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert send(parent, q5="mange").status_code == 200

    assert not leaked(logged(caplog))


def test_a_crash_is_logged_without_them(
    parent: Client, crash: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert send(parent).status_code == 500

    told = logged(caplog)
    assert "django.request Internal Server Error: /s/proeve23/" in told
    assert "in breaks" in told
    assert not leaked(told)
    assert not Response.objects.exists()


def test_the_page_of_a_crash_does_not_repeat_them(parent: Client, crash: str, settings) -> None:
    plain = send(parent).content.decode()
    settings.DEBUG = True
    told = send(parent).content.decode()

    assert "Traceback" in told
    assert "breaks" in told
    assert not leaked(told)
    assert not leaked(plain)


@pytest.mark.parametrize("with_html", [False, True], ids=["text", "HTML"])
def test_the_letter_to_the_operators_does_not_repeat_them(
    parent: Client, crash: str, caplog, settings, mailoutbox: list, with_html: bool
) -> None:
    settings.ADMINS = [("Drift", "drift@kilden.example")]
    send(parent)
    record = next(each for each in caplog.records if each.name == "django.request")

    AdminEmailHandler(include_html=with_html).emit(record)

    for letter in mailoutbox:
        html = [each.content for each in letter.alternatives]
        told = " ".join([letter.subject, letter.body, *html])
        assert "breaks" in told
        assert not leaked(told)
    assert any(letter.alternatives for letter in mailoutbox) == with_html


def test_an_error_that_says_nothing_of_them_is_told_as_it_is(
    parent: Client, crash: str, caplog: pytest.LogCaptureFixture
) -> None:
    send(parent)

    says = {
        "of its own": "RuntimeError: the disk is full",
        "that repeats a value": "Unsaid: builtins.ValueError",
        "of the database": "Unsaid: django.db.utils.IntegrityError",
    }
    assert says[crash] in caplog.text


def test_errors_that_came_from_one_another_are_all_looked_at() -> None:
    first, second = ValueError("first"), KeyError("second")
    second.__context__ = first
    first.__context__ = second

    assert list(quietly.messages(second)) == ["'second'", "first"]


def test_a_form_that_is_no_form_is_answered(parent: Client) -> None:
    response = parent.post(ADDRESS, {"file": SimpleUploadedFile("a.txt", b"Vrimmelord")})

    assert response.status_code == 200
    assert "Vrimmelord" not in response.content.decode()


# --- Tasks ------------------------------------------------------------------------------------------


@pytest.fixture
def broker(settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], list[str]]:
    """Queue as the embedded installation does, in files; return what stands in them."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    folders = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path)}
    connection = app.connection_for_write(
        url="filesystem://localhost",
        transport_options=folders | {"control_folder": str(tmp_path / "control")},
    )
    queue = tasks.refresh_feedback.apply_async
    monkeypatch.setattr(
        tasks.refresh_feedback,
        "apply_async",
        lambda **options: queue(**options, connection=connection),
    )

    def messages() -> list[str]:
        found = [json.loads(path.read_text("utf-8")) for path in tmp_path.glob("*.msg")]
        return [json.dumps(each) + base64.b64decode(each["body"]).decode("utf-8") for each in found]

    return messages


def test_no_answer_travels_in_a_message(
    parent: Client, broker: Callable[[], list[str]], django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(parent)

    (message,) = broker()
    assert "feedback.tasks.refresh_feedback" in message
    assert not leaked(message)
    assert str(Response.objects.get().pk) not in message
    assert '[[], {}, {"callbacks"' in message  # nothing is handed over at all


# --- Addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [ADDRESS, f"{ADDRESS}?sprog=en", f"{ADDRESS}tak/", "/s/findes-ikke/", "/s/proeve23/x/"],
)
def test_no_page_tells_the_next_one_where_it_was(parent: Client, address: str) -> None:
    assert parent.get(address).headers["Referrer-Policy"] == "no-referrer"


def test_nor_does_a_form_that_came_back_or_crashed_or_was_stored(
    parent: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    responses = [send(parent, q5="mange"), send(parent)]
    monkeypatch.setattr(capture, "submit_response", None)
    responses.append(send(parent))

    assert [response.status_code for response in responses] == [200, 302, 500]
    assert {response.headers["Referrer-Policy"] for response in responses} == {"no-referrer"}


def test_the_address_after_an_answer_holds_none(parent: Client) -> None:
    """The age stands in it, as it does in the address of every page of advice: it is where one reads on."""
    address = urlsplit(send(parent).headers["Location"])

    assert address.path == f"{ADDRESS}tak/"
    assert parse_qs(address.query) == {"alder": ["5-10-aar"]}


def test_no_address_on_a_form_that_came_back_holds_an_answer(parent: Client) -> None:
    html = send(parent, q5="mange").content.decode()

    addresses = [part.split('"')[0] for part in html.split('="')[1:]]
    asked = [each for each in addresses if each.startswith(("/", "?", "http"))]
    assert asked
    assert not [each for each in asked if leaked(each) or "q1" in urlsplit(each).query]
