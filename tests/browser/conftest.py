"""The product as a user starts it: `kilden run`, with its own worker, broker and database, and Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.database import kept_copy
from tests.locks import only_one

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # of what passes, no list is made
}
AXE = Axe().axe_script
SESSIONS: dict[tuple[str, str], Any] = {}
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
ROOT = Path(__file__).resolve().parents[2]

expect.set_options(timeout=15_000)  # two browsers, two servers and two workers share two processors


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not str(item.path).startswith(str(Path(__file__).parent)):
            continue
        item.add_marker(pytest.mark.browser)
        if not os.path.exists(CHROMIUM):
            item.add_marker(pytest.mark.skip(reason=f"no browser: {CHROMIUM} is not there"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment in which Kilden and its commands run, with a demo of this process's own."""
    demo, folder = built_demo(tmp_path_factory), tmp_path_factory.mktemp("kilden") / "data"
    shutil.copytree(demo, folder)
    database = served_database(f"kilden_run_{os.getpid()}", like=name_of(demo))
    return environment_in(folder, database)


def built_demo(factory: pytest.TempPathFactory) -> Path:
    """Build the demo once in a run, while the other processes wait for it."""
    # To begin from nothing is another test's promise (tests/portal/test_running.py).
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    demo, half = shared / "demo", shared / "half"
    with only_one(shared / "demo.lock"):
        if not demo.exists():
            half.mkdir()
            if kept_copy().exists():
                shutil.copy(kept_copy(), half / "kilden.sqlite3")
            environment = environment_in(half, served_database(name_of(demo)))
            for command in ("migrate", "demo"):
                call = [sys.executable, "-m", "portal", command]
                subprocess.run(call, cwd=ROOT, env=environment, check=True, capture_output=True)
            half.rename(demo)
    return demo


def name_of(demo: Path) -> str:
    return f"kilden_{demo.parent.name.replace('-', '_')}"


def environment_in(folder: Path, database: str | None) -> dict[str, str]:
    environment = os.environ | {
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "CAPTURE_LEAST_SECONDS": "0",  # a browser that is driven fills in a form at once
    }
    if database:
        environment["DATABASE_URL"] = database
    if broker := os.environ.get("TEST_BROKER_URL"):
        environment |= {"BROKER_URL": broker, "CACHE_URL": broker.replace("/0", "/1")}
    return environment


@pytest.fixture(scope="session")
def site(surroundings: dict[str, str]) -> Iterator[str]:
    """Start Kilden on a free port with the demo loaded, and return its address."""
    folder, port = Path(surroundings["DATA_DIR"]), free_port()
    command = [sys.executable, "-m", "portal", "run", "--port", str(port)]
    log = (folder / "log").open("w+")
    running = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=log, stderr=log)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/-/ready", running, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=30)
        log.close()
        sys.stdout.write((folder / "log").read_text()[-6000:])  # shown where a test has failed
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def asking(site: str, surroundings: dict[str, str]) -> str:
    """Return the address of Kilden where the questionnaires of `asked` are open too."""
    command = [sys.executable, "-m", "tests.browser.asked"]
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True, capture_output=True)
    return site


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def served_database(name: str, like: str = "template1") -> str | None:
    """Return the address of a new database beside the one that the other tests use; SQLite needs none."""
    if not (address := os.environ.get("TEST_DATABASE_URL")):
        return None
    import psycopg

    with psycopg.connect(address.replace("/kilden?", "/postgres?"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    return address.replace("/kilden?", f"/{name}?")


def wait_until_ready(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(480):
        if running.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"Kilden did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from opened(browser.new_context(viewport=PHONE, has_touch=True, locale="da-DK"))


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    yield from opened(browser.new_context(viewport=DESKTOP, locale="da-DK"))


@pytest.fixture
def phone_without_script(browser: Browser) -> Iterator[Page]:
    yield from opened(browser.new_context(viewport=PHONE, java_script_enabled=False))


@pytest.fixture
def phone_on_the_road(browser: Browser) -> Iterator[Page]:
    """A phone that loses its connection, and whose browser says so in its console."""
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="da-DK")
    yield from opened(
        context, expected=("404", "403", "500", "503", "ERR_FAILED", "ERR_INTERNET_DISCONNECTED")
    )


def opened(context: BrowserContext, expected: tuple[str, ...] = ("404", "403")) -> Iterator[Page]:
    """Return a page that fails the test on a script error or a breach of the security policy."""
    tab = context.new_page()
    errors: list[str] = []
    tab.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    context.close()
    unexpected = [error for error in errors if not any(code in error for code in expected)]
    assert not unexpected, unexpected


def assert_good(tab: Page) -> None:
    """No axe violation, nothing sticks out sideways, and every request stayed at home."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE)
    found = tab.evaluate("async (rules) => (await axe.run(document, rules)).violations", WCAG)
    assert not found, [f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in found]
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), tab.url
    hosts = tab.evaluate(
        "[...new Set(performance.getEntriesByType('resource').map(one => new URL(one.name).host))]"
    )
    assert set(hosts) <= {tab.evaluate("location.host")}


def assert_good_on_phone_and_desktop(tab: Page) -> None:
    """Judge a page as it is and then made wider, without fetching it twice.

    No style asks for a finger and no script reads the width, so this is what a desktop shows.
    """
    assert_good(tab)
    tab.set_viewport_size(DESKTOP)
    assert_good(tab)


def sign_in(tab: Page, site: str, name: str) -> None:
    """Sign in by hand the first time; later tabs are given the same session."""
    if (site, name) in SESSIONS:
        tab.context.add_cookies(SESSIONS[site, name])
        return
    tab.goto(f"{site}/konto/login/")
    tab.locator("input[name=login]").fill(f"{name}@kilden.example")
    tab.locator("input[name=password]").fill("kilden-demo-login")
    tab.locator("main button[type=submit]").click()
    tab.wait_for_url("**/kreds/")
    SESSIONS[site, name] = tab.context.cookies()
