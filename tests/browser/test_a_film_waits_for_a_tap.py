"""A film of our own in Chromium, under the citizens' policy: not a byte of it before it is played."""

import base64
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from cms.blocks import VideoBlock
from tests.browser.conftest import sign_in
from tests.cms.files import VTT

pytestmark = pytest.mark.stored

RECORD = """async () => {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm" });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const done = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start();
  for (let frame = 0; frame < 20; frame++) {
    pen.fillStyle = `hsl(${frame * 18} 60% 60%)`;
    pen.fillRect(0, 0, 300, 150);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  recorder.stop();
  await done;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}"""

PLAY = """(video) => new Promise((resolve) => {
  const [track] = video.textTracks;
  track.mode = "showing";
  setInterval(() => { if (video.currentTime > .1 && track.cues && track.cues.length) resolve(); }, 50);
  video.play();
})"""


def upload(tab: Page, site: str, name: str, data: bytes) -> str:
    """Let Ida upload a file, and return the address it got."""
    tab.goto(f"{site}/admin/documents/add/")
    tab.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    tab.locator("input[name=title]").fill(name)
    tab.locator("form[action*='documents/add'] button[type=submit]").first.click()
    tab.wait_for_url("**/admin/documents/")
    return tab.locator(f"a[href*='/dokumenter/'][href$='{name}']").first.get_attribute("href")


@pytest.fixture
def film(desktop: Page, site: str) -> tuple[str, str]:
    sign_in(desktop, site, "ida")
    desktop.goto(f"{site}/kreds/")
    recorded = base64.b64decode(desktop.evaluate(RECORD))
    return (
        upload(desktop, site, "proeve.webm", recorded),
        upload(desktop, site, "proeve.vtt", VTT),
    )


def test_nothing_is_fetched_before_a_tap_and_then_the_film_plays_with_captions(
    film: tuple[str, str], phone: Page, site: str
) -> None:
    address, captions = film
    html = VideoBlock().render(
        {
            "title": "Sådan sidder barnet godt",
            "film": SimpleNamespace(url=address, content_type="video/webm", file_size=1000),
            "captions": SimpleNamespace(url=captions),
            "transcript": "En skammel.",
            "picture": None,
        }
    )
    fetched: list[str] = []
    phone.goto(f"{site}/taet-og-toer/", wait_until="networkidle")
    phone.on("request", lambda request: fetched.append(request.url))

    phone.evaluate("html => document.querySelector('main').innerHTML = html", html)
    phone.locator("video").scroll_into_view_if_needed()
    phone.wait_for_load_state("networkidle")
    assert fetched == []

    phone.locator("video").evaluate(PLAY)

    assert set(fetched) == {site + address, site + captions}
    assert phone.locator("video").evaluate("video => video.textTracks[0].cues[0].text") == (
        "Så hviler fødderne."
    )


def test_a_player_may_jump_in_a_film(film: tuple[str, str], phone: Page, site: str) -> None:
    whole = phone.request.get(site + film[0])
    part = phone.request.get(site + film[0], headers={"Range": "bytes=100-199"})

    assert part.status == 206
    assert part.body() == whole.body()[100:200]
