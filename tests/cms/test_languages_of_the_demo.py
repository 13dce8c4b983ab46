"""The demo is whole in English, begins in Arabic, and says that nobody has read the Arabic yet."""

import json
import re
import shutil
from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

import cms
from cms import demo
from cms.models import PlatformPage

pytestmark = pytest.mark.thorough

FOLDER = Path(cms.__file__).parent / "demo_content"
PLATFORMS = ("taet_og_toer", "type_2_diabetes")
LANGUAGES = ("en", "ar")
NOT_WORDS = {"slug", "bands", "type", "level", "from_months", "to_months", "pictogram", "url"}
DRAFT = "النص العربي مسودة لم يراجعها مترجم بعد"


def document(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def sentences(value: object) -> set[str]:
    """Every text as it is given to a translator: a paragraph at a time."""
    if isinstance(value, str):
        return set(re.findall("<p>(.+?)</p>", value)) or {value}
    if isinstance(value, dict):
        value = [part for name, part in value.items() if name not in NOT_WORDS]
    return {text for part in value for text in sentences(part)}


def danish_of(name: str) -> set[str]:
    whole = document(name)
    parts = [whole["words"], whole["bands"], whole["pages"]]
    return sentences(parts) | {whole["platform"]["name"]}


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:[.,]\d+)?½?", text.replace("1,5", "1.5")))


@pytest.mark.parametrize("name", PLATFORMS)
def test_no_sentence_of_a_platform_lacks_english_and_none_is_left_over(name: str) -> None:
    assert set(document(f"en/{name}")) == danish_of(name)


def test_no_translation_is_empty_or_forgotten_in_danish() -> None:
    words = demo.catalogue("en")

    assert all(words.values())
    same = {danish for danish, english in words.items() if danish == english}
    assert same == {"Kilden", "Tæt og tør"}
    assert not re.search(
        "[æøå]", " ".join(words[one] for one in words if one != "Tæt og tør"), re.I
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_is_of_a_sentence_that_is_there(code: str) -> None:
    danish = set(document("en/portal")).union(*map(danish_of, PLATFORMS))

    assert set(demo.catalogue(code)) <= danish


def test_english_keeps_every_number_of_the_danish() -> None:
    changed = {
        danish: english
        for danish, english in demo.catalogue("en").items()
        if numbers(danish) != numbers(english)
    }

    assert not changed


def test_every_arabic_sentence_is_arabic() -> None:
    names = {"Kilden", "Tæt og tør"}
    arabic = {words for danish, words in demo.catalogue("ar").items() if danish not in names}

    assert all(re.search("[\u0600-\u06ff]", words) for words in arabic)
    assert all(number in " ".join(arabic) for number in ("112", "1813"))


def test_a_translation_fits_its_field() -> None:
    longest = {name: PlatformPage._meta.get_field(name).max_length for name in ("intro", "promise")}
    for code in LANGUAGES:
        words = demo.catalogue(code)
        for name in PLATFORMS:
            texts = document(name)["words"]
            assert all(len(words.get(texts[one], "")) <= most for one, most in longest.items())


@pytest.fixture
def shortened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo with one page on each platform: the files are held up against each other above."""
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    for name, slug in zip(PLATFORMS, ("sid-godt-paa-toilettet", "hvem-goer-hvad"), strict=True):
        whole = document(name)
        whole["pages"] = [page for page in whole["pages"] if page["slug"] == slug]
        whole["signposts"] = []  # they lead to pages that are left out here
        (tmp_path / f"{name}.json").write_text(json.dumps(whole), encoding="utf-8")
    monkeypatch.setattr(demo, "CONTENT", tmp_path)


@pytest.mark.django_db
def test_the_demo_is_published_whole_in_english_and_begun_in_arabic(
    shortened: None, client: Client
) -> None:
    demo.build()
    demo.translate()

    danish = Page.objects.filter(depth__gt=1, locale__language_code="da")
    english = Page.objects.filter(locale__language_code="en", live=True, alias_of=None)
    assert english.count() == danish.count() == 5
    assert not untranslated("en")
    for address in ("/", "/taet-og-toer/", "/taet-og-toer/3-4-aar/sid-godt-paa-toilettet/"):
        html = client.get(f"/ar{address}").content.decode()
        assert '<html lang="ar" dir="rtl"' in html
        assert DRAFT in html
    kinds = StringTranslation.objects.filter(locale__language_code="ar")
    assert set(kinds.values_list("translation_type", flat=True)) == {"machine"}


def untranslated(code: str) -> list[str]:
    segments = StringSegment.objects.exclude(string__translations__locale__language_code=code)
    return list(segments.values_list("string__data", flat=True))
