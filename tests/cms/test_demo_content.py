"""What every page of "Tæt og tør" owes its reader. Pure: the file is read, nothing is stored."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

import cms
from cms.readability import lix, longest_sentences

FILE = Path(cms.__file__).parent / "demo_content" / "taet_og_toer.json"
CONTENT = json.loads(FILE.read_text(encoding="utf-8"))
WORDS, BANDS, PAGES = CONTENT["words"], CONTENT["bands"], CONTENT["pages"]

LIX_PAGE, LIX_QUICK_ANSWER = 32, 25
SUMMARY_LENGTH, HEADING_LENGTH, PLATFORM_LINE_LENGTH = 110, 80, 200
LEVELS = ["wait", "doctor", "acute"]
FIELDS = {
    "text": {"heading", "text"},
    "steps": {"heading", "steps"},
    "do_dont": {"do", "dont"},
    "fact": {"fact", "source", "url"},
    "checklist": {"heading", "items"},
    "diary": {"heading"},
    "contacts": {"heading", "line"},
}
LIMITS = {"from_months", "to_months", "parts"}
REASONS_TO_SEE_A_DOCTOR = [
    "ondt",
    "feber",
    "blod",
    "tørstig",
    "taber",
    "svag",
    "dryp",
    "6 tørre måneder",
]
NUMBERS = {
    *("4", "5", "15", "100"),  # bowel, day; 15 of 100 dry in a year
    *("1", "1,5", "2", "3", "4", "7"),  # litres, hours between visits, voids, 1 child in 5
    *("30", "8", "240"),  # bladder: 30 x (age + 1), the example of a child of 7
    *("6", "11"),  # months dry, age of alarm, the oldest band
    *("7", "9.30", "12", "14.30", "17", "19.30"),  # a day of visits 2.5 hours apart
    *("112", "1813"),
}
"""A new number on a page fails here until somebody has put it beside the facts."""

every_guide = pytest.mark.parametrize("guide", PAGES, ids=[page["slug"] for page in PAGES])
"""Not called `page`: that fixture belongs to pytest-playwright, which would start a browser."""


def lines_of(value):
    """Every text in a value, each paragraph on a line of its own."""
    if isinstance(value, str):
        return [re.sub(r"<[^>]+>", "", part) for part in value.split("</p>") if part]
    parts = value.values() if isinstance(value, dict) else value
    return [line for part in parts for line in lines_of(part)]


def blocks_of(guide):
    """The parts of a page, those for some ages only too."""
    for block in guide["body"]:
        yield from block["value"]["parts"] if block["type"] == "ages" else [block]


def prose_of(guide):
    values = [block["value"] for block in blocks_of(guide)]
    body = [{name: text for name, text in value.items() if name != "url"} for value in values]
    care = [card["text"] for card in guide["care"]]
    return lines_of([guide["title"], guide["quick_answer"], *body, *care])


def care_of(guide):
    return {card["level"]: card["text"] for card in guide["care"]}


def test_the_ages_follow_each_other_without_gap_or_overlap():
    assert [band["to_months"] for band in BANDS[:-1]] == [b["from_months"] for b in BANDS[1:]]
    assert all(one["from_months"] < next_["from_months"] for one, next_ in pairwise(BANDS))


def test_the_ages_begin_at_a_year_and_a_half_and_have_no_upper_end():
    assert BANDS[0]["from_months"] == 18
    assert BANDS[-1]["to_months"] is None


def test_every_age_has_a_heading_and_says_what_it_needs():
    assert all(0 < len(band["heading"]) <= HEADING_LENGTH for band in BANDS)
    assert all(lix(band["intro"]) <= LIX_PAGE for band in BANDS)


def test_every_age_has_at_least_three_pages():
    served = [slug for page in PAGES for slug in page["bands"]]
    assert all(served.count(band["slug"]) >= 3 for band in BANDS)


@pytest.mark.parametrize("things", [BANDS, PAGES], ids=["bands", "pages"])
def test_slugs_are_unique_and_plain_ascii(things):
    slugs = [thing["slug"] for thing in things]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


def test_the_front_page_lines_fit_and_the_promise_is_one_line():
    assert len(WORDS["intro"]) <= PLATFORM_LINE_LENGTH
    assert len(WORDS["promise"]) <= PLATFORM_LINE_LENGTH
    assert "\n" not in WORDS["promise"]


def test_the_front_page_says_that_a_clinician_has_yet_to_review_the_advice():
    assert "fagperson" in WORDS["promise"]


def test_the_text_for_younger_children_is_easy_paragraphs():
    assert re.fullmatch(r"(<p>[^<]+</p>)+", WORDS["younger"])
    assert lix("\n".join(lines_of(WORDS["younger"]))) <= LIX_PAGE


@every_guide
def test_a_page_names_bands_that_exist(guide):
    assert guide["bands"]
    assert set(guide["bands"]) <= {band["slug"] for band in BANDS}


@every_guide
def test_a_summary_is_one_short_line(guide):
    assert 0 < len(guide["summary"]) <= SUMMARY_LENGTH


@every_guide
def test_the_quick_answer_is_two_to_four_very_easy_sentences(guide):
    assert 2 <= len(longest_sentences(guide["quick_answer"], 9)) <= 4
    assert lix(guide["quick_answer"]) <= LIX_QUICK_ANSWER


@every_guide
def test_a_page_as_a_whole_is_easy_to_read(guide):
    assert lix("\n".join(prose_of(guide))) <= LIX_PAGE


@every_guide
def test_short_headings_and_items_do_not_make_a_hard_page_look_easy(guide):
    running = [line for line in prose_of(guide) if line.endswith((".", "?", "!", "”"))]
    assert lix("\n".join(running)) <= LIX_PAGE


@every_guide
def test_a_page_is_built_of_known_blocks_and_plain_paragraphs(guide):
    for block in blocks_of(guide):
        assert set(block["value"]) == FIELDS[block["type"]]
        assert all(block["value"].values())
        assert len(block["value"].get("heading", "")) <= HEADING_LENGTH
    texts = [block["value"]["text"] for block in blocks_of(guide) if block["type"] == "text"]
    assert all(re.fullmatch(r"(<p>[^<]+</p>)+", text) for text in texts)


@every_guide
def test_a_page_tells_what_can_wait_and_when_to_call_the_doctor(guide):
    levels = [card["level"] for card in guide["care"]]
    assert levels in (LEVELS, LEVELS[:2])
    assert all(care_of(guide).values())


@every_guide
def test_every_page_gives_the_same_reasons_to_see_a_doctor(guide):
    missing = [sign for sign in REASONS_TO_SEE_A_DOCTOR if sign not in care_of(guide)["doctor"]]
    assert not missing


def test_the_acute_level_only_says_where_to_call():
    acute = [card["text"] for page in PAGES for card in page["care"] if card["level"] == "acute"]
    assert all(place in text for text in acute for place in ("112", "1813", "lægevagten"))
    assert not re.search("feber|blod|ondt|tørst", "".join(acute))


@every_guide
def test_a_page_holds_no_number_that_the_clinical_facts_do_not(guide):
    assert set(re.findall(r"\d+(?:[.,]\d+)?½?", "\n".join(prose_of(guide)))) <= NUMBERS


@every_guide
def test_a_page_uses_no_abbreviation(guide):
    words = r"\b(fx|f\.eks|ca|bl\.a|osv|dvs|evt|min|ml|kl|mm|pga)\b"
    assert not re.search(words, "\n".join(prose_of(guide)).lower())


@every_guide
def test_only_the_page_for_young_people_says_du_outside_quotation_marks(guide):
    spoken = re.sub("”[^”]*”", "", "\n".join(prose_of(guide)))
    says_du = bool(re.search(r"\b(du|dig|din|dit)\b", spoken, re.IGNORECASE))
    assert says_du is (guide["slug"] == "din-krop-din-plan")


def test_a_part_for_some_ages_is_seen_by_some_age_of_its_page_and_hidden_from_another():
    limited = [
        (page, block["value"])
        for page in PAGES
        for block in page["body"]
        if block["type"] == "ages"
    ]

    assert limited
    for page, value in limited:
        bands = [band for band in BANDS if band["slug"] in page["bands"]]
        seen = [(band["to_months"] or 9999) > (value["from_months"] or 0) for band in bands]
        assert any(seen)
        assert not all(seen)
        assert set(value) == LIMITS


def test_the_diary_stands_on_the_page_about_writing_it_down():
    [page] = [page for page in PAGES if any(block["type"] == "diary" for block in page["body"])]

    assert page["slug"] == "skriv-drikke-og-tis-ned"
