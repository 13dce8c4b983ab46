"""The same strictness for every test: a stopped clock, no network, no undefined template variable."""

import logging
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from pytest_django import DjangoDbBlocker

from tests.cast import Town
from tests.database import Rows, kept_migrations
from tests.factories import find_town, make_town

ORACLES = Path(__file__).resolve().parents[2] / "shared"
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))  # 2026-W48
OUR_TEMPLATES = (
    "403", "404", "500", "base.html", "account/", "components/", "portal/", "cms/", "questionnaires/",
    "feedback/", "circles/", "episodes/",
)  # fmt: skip

# allauth gives these to its templates only when they are true.
LEFT_OUT_BY_ALLAUTH = ("token_fail", "username")


@pytest.fixture(autouse=True)
def _stopped_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    if "browser" in request.keywords:
        yield
        return
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


class UndefinedVariables(logging.Handler):
    """Collects what Django's template engine only whispers at debug level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.args or record.args[0] in LEFT_OUT_BY_ALLAUTH:
            return
        if str(record.args[-1]).startswith(OUR_TEMPLATES):
            self.found.append(record.getMessage())


@pytest.fixture(autouse=True)
def _no_undefined_template_variables() -> Iterator[None]:
    logger, handler = logging.getLogger("django.template"), UndefinedVariables()
    level = logger.level
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    logger.setLevel(level)
    assert not handler.found, "\n".join(sorted(set(handler.found)))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    with kept_migrations():
        yield


@pytest.fixture(scope="session")
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rows]:
    with django_db_blocker.unblock():
        rows = Rows({"town": make_town})
    yield rows
    with django_db_blocker.unblock():
        rows.forget()


@pytest.fixture
def _rows_of_the_test(
    request: pytest.FixtureRequest, rows: Rows, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), time_machine.travel(TUESDAY, tick=False):
        rows.begin_with("town" if "town" in request.fixturenames else "bare")
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        rows.are_spoilt()


@pytest.fixture
def _django_db_helper(_rows_of_the_test: None, _django_db_helper: None) -> None:
    """Have the rows in place before pytest-django begins the transaction that the test rolls back."""


@pytest.fixture
def town(db: None) -> Town:
    return find_town()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "town" in fixtures:
            item.add_marker(pytest.mark.town)
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker(pytest.mark.stored)
    if ORACLES.is_dir():
        return
    for item in items:
        if "oracle" in item.keywords:
            item.add_marker(
                pytest.mark.skip(reason="the reference values are not beside the project")
            )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is installed, a skipped test is a failure: it would hide a missing part."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:  # one of several processes; the one that gathers their reports judges
        return
    skipped = [
        report for report in reporter.stats.get("skipped", []) if "oracle" not in report.keywords
    ]
    if skipped and os.environ.get("CI") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"{len(skipped)} tests were skipped in CI.", red=True)
