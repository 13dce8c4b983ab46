"""The fluid and void diary in Chromium: filled in, kept, summed, handed over, deleted – and never sent."""

import re
from pathlib import Path

from playwright.sync_api import Dialog, Page, Request, expect

from tests.browser.conftest import assert_good

DIARY = "/taet-og-toer/5-10-aar/skriv-drikke-og-tis-ned/"


def write(tab: Page, day: int, what: str, time: str, ml: int | None = None) -> None:
    form = tab.locator(".diary-form")
    form.get_by_text(f"Døgn {day}", exact=True).click()
    form.get_by_text(what, exact=True).click()
    form.get_by_label("Hvad var klokken?").fill(time)
    if ml:
        form.get_by_label("Hvor meget (ml)?").fill(str(ml))
    form.get_by_role("button", name="Skriv i skemaet").click()


def rows(tab: Page, day: int) -> list[str]:
    return [
        " ".join(row.locator("td:not(.no-print)").all_inner_texts()).strip()
        for row in tab.locator(f"[data-day='{day}'] tbody tr").all()
    ]


def sums(tab: Page, day: int) -> list[str]:
    return tab.locator(f"[data-day='{day}'] .diary-sum b").all_inner_texts()


def fill_in(tab: Page, site: str) -> None:
    tab.goto(site + DIARY)
    write(tab, 1, "Drak", "07:30", 200)
    write(tab, 1, "Tissede", "07:00", 240)
    write(tab, 1, "Tissede", "11:15", 180)
    write(tab, 1, "Uheld", "12:00")
    write(tab, 2, "Drak", "08:00", 150)
    write(tab, 2, "Våd seng", "06:50")


def test_what_is_written_is_kept_and_summed_and_never_leaves_the_phone(
    phone: Page, site: str
) -> None:
    phone.goto(site + DIARY, wait_until="networkidle")
    sent: list[Request] = []
    phone.on("request", lambda request: sent.append(request))

    for day, what, time, ml in (
        (1, "Drak", "07:30", 200),
        (1, "Tissede", "11:15", 180),
        (1, "Tissede", "07:00", 240),
        (2, "Tør seng", "06:50", None),
    ):
        write(phone, day, what, time, ml)
    phone.get_by_label("Hvor gammelt er barnet?").select_option("7")

    assert rows(phone, 1) == ["07:00 Tissede 240", "07:30 Drak 200", "11:15 Tissede 180"]
    assert sums(phone, 1) == ["200", "2", "240"]
    assert sums(phone, 2) == ["0", "0", "0"]
    expect(phone.get_by_text(re.compile("cirka 240 ml: 30 × \\(7 \\+ 1\\)"))).to_be_visible()
    expect(phone.get_by_text(re.compile("et tal til at tale ud fra"))).to_be_visible()
    assert_good(phone)
    assert not [request.url for request in sent]
    assert not phone.context.cookies()


def test_it_is_there_again_when_the_page_is_opened_again(phone: Page, site: str) -> None:
    fill_in(phone, site)
    phone.get_by_label("Hvor gammelt er barnet?").select_option("9")

    phone.reload()

    assert rows(phone, 2) == ["06:50 Våd seng", "08:00 Drak 150"]
    assert sums(phone, 1) == ["200", "2", "240"]
    expect(phone.get_by_text(re.compile("cirka 300 ml"))).to_be_visible()


def test_one_line_and_then_all_of_it_can_be_deleted(phone: Page, site: str) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    phone.on("dialog", answer)
    fill_in(phone, site)

    phone.get_by_role("button", name="Slet 11:15 Tissede 180 ml").click()
    assert sums(phone, 1) == ["200", "1", "240"]
    phone.get_by_role("button", name="Slet alt").click()
    assert len(rows(phone, 1)) == 3
    phone.get_by_role("button", name="Slet alt").click()

    assert asked == ["Vil I slette alt, hvad I har skrevet?"] * 2
    assert rows(phone, 1) == rows(phone, 2) == []
    assert phone.evaluate("localStorage.length") == 0


def test_it_is_handed_over_as_a_file_made_on_the_device(desktop: Page, site: str) -> None:
    desktop.add_init_script("delete Navigator.prototype.share")
    fill_in(desktop, site)

    with desktop.expect_download() as fetched:
        desktop.get_by_role("button", name="Del eller gem som fil").click()

    text = Path(fetched.value.path()).read_text(encoding="utf-8-sig")
    assert fetched.value.suggested_filename == "skema.txt"
    assert text.splitlines()[:6] == [
        "Skema over drikke og tis",
        "",
        "Døgn 1",
        "07:00 Tissede 240 ml",
        "07:30 Drak 200 ml",
        "11:15 Tissede 180 ml",
    ]
    assert "Drak i alt: 150 ml." in text


def test_a_phone_that_can_share_is_asked_to(phone: Page, site: str) -> None:
    phone.add_init_script(
        "Navigator.prototype.share = async (what) => { window.shared = what.text; }"
    )
    fill_in(phone, site)

    phone.get_by_role("button", name="Del eller gem som fil").click()

    assert "06:50 Våd seng" in phone.evaluate("window.shared")


def test_a_line_without_its_time_or_amount_is_not_taken(phone: Page, site: str) -> None:
    phone.goto(site + DIARY)

    write(phone, 1, "Drak", "07:30")
    write(phone, 1, "Tissede", "")
    write(phone, 1, "Uheld", "08:00")

    assert rows(phone, 1) == ["08:00 Uheld"]


def test_a_device_that_keeps_nothing_says_so_and_still_works(phone: Page, site: str) -> None:
    phone.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    phone.goto(site + DIARY)

    write(phone, 1, "Drak", "07:30", 200)

    expect(phone.get_by_text("Jeres browser lader ikke siden gemme noget.")).to_be_visible()
    assert sums(phone, 1) == ["200", "0", "0"]


def test_nonsense_on_the_device_is_left_out_and_does_no_harm(phone: Page, site: str) -> None:
    phone.goto(site + DIARY)
    for nonsense in (
        "{",
        "7",
        '{"rows": 3}',
        '{"rows": [null, {"day": "9"}, {"day": "1", "time": "07:30", "kind": "x", "ml": 1}]}',
        '{"rows": [{"day": "1", "time": "<img src=x>", "kind": "drink", "ml": "<b>"}]}',
    ):
        phone.evaluate("text => localStorage.setItem('kilden-diary', text)", nonsense)
        phone.reload()
        assert rows(phone, 1) == []

    write(phone, 1, "Drak", "07:30", 200)
    assert sums(phone, 1) == ["200", "0", "0"]


def test_without_a_script_there_is_an_empty_table_to_print(
    phone_without_script: Page, site: str
) -> None:
    tab = phone_without_script
    tab.goto(site + DIARY)

    expect(tab.get_by_text("Print siden: Så følger der et tomt skema")).to_be_visible()
    expect(tab.locator(".diary-form")).to_be_hidden()
    expect(tab.locator(".diary-paper")).to_be_hidden()
    tab.emulate_media(media="print")
    expect(tab.locator(".diary-paper")).to_be_visible()
    assert tab.locator(".diary-paper tbody tr").count() == 24


def test_the_script_is_small_and_comes_only_with_the_diary(phone: Page, site: str) -> None:
    phone.goto(site + DIARY)
    scripts = "[...document.scripts].map(script => new URL(script.src).pathname).sort()"
    assert phone.evaluate(scripts) == ["/static/cms/aloud.js", "/static/cms/diary.js"]
    assert len(phone.request.get(f"{site}/static/cms/diary.js").body()) <= 5 * 1024

    phone.goto(f"{site}/taet-og-toer/5-10-aar/haard-mave-foerst/")
    assert phone.evaluate(scripts) == ["/static/cms/aloud.js"]
