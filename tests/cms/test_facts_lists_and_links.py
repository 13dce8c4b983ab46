"""The small parts: a fact with its source, a list to tick, a link to a questionnaire, a film elsewhere."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from cms.blocks import ChecklistBlock, FactBlock, FilmLinkBlock, QuestionnaireLinkBlock

FACT = {"fact": "1 ud af 5 børn.", "source": "En kilde", "url": "https://example.org/kilde"}
LINK = {"heading": "Hvordan gik det?", "line": "Fem spørgsmål.", "code": "tt-side"}
FILM = {"title": "Se filmen", "url": "https://film.example.org/maven?a=1"}


def rendered(block, value, **context: object) -> str:
    return block.render(block.normalize(value), context)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://example.org/", id="not secure"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("ftp://example.org/", id="another way"),
        pytest.param("https://", id="no host"),
        pytest.param("kilde", id="no address"),
    ],
)
@pytest.mark.parametrize(("block", "value"), [(FactBlock(), FACT), (FilmLinkBlock(), FILM)])
def test_an_address_elsewhere_is_secure_or_refused(block, value, address: str) -> None:
    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize(value | {"url": address}))

    assert list(refused.value.block_errors) == ["url"]


@pytest.mark.parametrize("missing", ["fact", "source"])
def test_a_fact_is_refused_without_its_source(missing: str) -> None:
    block = FactBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize(FACT | {missing: ""}))

    assert list(refused.value.block_errors) == [missing]


def test_a_fact_stands_out_and_leads_to_its_source() -> None:
    html = rendered(FactBlock(), FACT)

    assert '<figure class="fact">' in html
    assert '<a href="https://example.org/kilde" rel="noreferrer">En kilde</a>' in html


def test_a_source_without_an_address_is_named_without_a_link() -> None:
    html = rendered(FactBlock(), FACT | {"url": ""})

    assert "En kilde" in html
    assert "<a " not in html


def test_what_an_editor_writes_is_text_and_never_markup() -> None:
    html = rendered(FactBlock(), FACT | {"fact": "<script>alert(1)</script>"})

    assert "<script>" not in html


def test_a_checklist_has_a_native_box_for_every_item_and_sends_nothing() -> None:
    html = rendered(ChecklistBlock(), {"heading": "Pak", "items": ["Tøj", "Pose", "Skammel"]})

    assert html.count('<input type="checkbox"') == 3
    assert "name=" not in html
    assert "<form" not in html


def test_an_empty_checklist_is_refused() -> None:
    block = ChecklistBlock()
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"heading": "Pak", "items": []}))


def test_a_film_elsewhere_says_where_it_leads_and_fetches_nothing() -> None:
    with override("da"):
        html = rendered(FilmLinkBlock(), FILM)

    assert "åbner hos film.example.org" in html
    assert "src=" not in html
    assert "<iframe" not in html


@pytest.mark.parametrize(
    ("language", "age", "address"),
    [
        ("da", None, "/s/tt-side/"),
        ("da", "3-4-aar", "/s/tt-side/?alder=3-4-aar"),
        ("en", "3-4-aar", "/s/tt-side/?alder=3-4-aar&amp;sprog=en"),
        ("en", None, "/s/tt-side/?sprog=en"),
    ],
)
def test_a_link_to_a_questionnaire_carries_age_and_language(
    language: str, age: str | None, address: str
) -> None:
    band = SimpleNamespace(slug=age) if age else None
    with override(language):
        html = rendered(QuestionnaireLinkBlock(), LINK, age=band)

    assert f'href="{address}"' in html


@pytest.mark.parametrize(
    "code",
    ["", "TT-side", "tt side", "tt/side", "-tt", "tt-", "tt--side", "æble", "a" * 17],
)
def test_a_code_that_no_access_point_can_have_is_refused(code: str) -> None:
    block = QuestionnaireLinkBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize(LINK | {"code": code}))

    assert list(refused.value.block_errors) == ["code"]


@pytest.mark.parametrize("code", ["tt-side", "plakat23", "a", "1"])
def test_a_code_like_those_we_give_is_taken(code: str) -> None:
    block = QuestionnaireLinkBlock()

    assert block.clean(block.normalize(LINK | {"code": code}))["code"] == code
