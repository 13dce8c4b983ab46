"""What counts as the words of a page, block by block. No database."""

from wagtail import blocks

from cms.blocks import CareStream, GuidanceStream
from cms.plaintext import filled, lines_of, lines_of_stream


class NewBlock(blocks.StructBlock):
    """A kind of block that the reading of pages has never heard of."""

    kind = blocks.ChoiceBlock(choices=[("a", "Valget tæller ikke")])
    address = blocks.URLBlock()
    day = blocks.DateBlock()
    caption = blocks.CharBlock()
    parts = blocks.ListBlock(blocks.StructBlock([("text", blocks.TextBlock())]))


class NewStream(blocks.StreamBlock):
    new = NewBlock()
    inner = blocks.StreamBlock([("word", blocks.CharBlock())])


def read(stream: blocks.StreamBlock, raw: list) -> list[str]:
    return list(lines_of_stream(stream.to_python(raw)))


def test_nothing_has_no_lines() -> None:
    assert read(GuidanceStream(), []) == []
    assert list(lines_of(blocks.CharBlock(), None)) == []
    assert list(lines_of(blocks.CharBlock(), "")) == []
    assert filled(" \n\n") == []


def test_every_part_of_our_own_blocks_is_read_in_order() -> None:
    body = [
        {"type": "text", "value": {"heading": "Hvorfor", "text": "<p>Et.</p><p>To.</p>"}},
        {"type": "steps", "value": {"heading": "Sådan", "steps": ["Sig til.", "Gå med."]}},
        {"type": "do_dont", "value": {"do": ["Ros."], "dont": ["Skæld ikke ud."]}},
    ]

    assert read(GuidanceStream(), body) == [
        *("Hvorfor", "Et.", "To."),
        *("Sådan", "Sig til.", "Gå med."),
        *("Ros.", "Skæld ikke ud."),
    ]


def test_the_name_of_a_level_is_not_the_editors_text() -> None:
    care = [{"type": "care", "value": {"level": "doctor", "text": "Det gør ondt.\nDet brænder."}}]

    assert read(CareStream(), care) == ["Det gør ondt.", "Det brænder."]


def test_a_list_item_and_a_line_break_end_a_line_and_bold_does_not() -> None:
    text = "<ul><li>Drik <b>vand</b></li><li>Gå &amp; tis</li></ul><p>Vent<br/>lidt</p>"
    body = [{"type": "text", "value": {"heading": "", "text": text}}]

    assert read(GuidanceStream(), body) == ["Drik vand", "Gå & tis", "Vent", "lidt"]


def test_a_new_kind_of_block_is_read_without_being_known() -> None:
    value = {
        "kind": "a",
        "address": "https://example.org/lang-adresse",
        "day": "2026-01-15",
        "caption": "En tekst.",
        "parts": [{"text": "En del."}],
    }
    raw = [
        {"type": "new", "value": value},
        {"type": "inner", "value": [{"type": "word", "value": "Inderst."}]},
    ]

    assert read(NewStream(), raw) == ["En tekst.", "En del.", "Inderst."]
