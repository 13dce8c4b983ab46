"""Each part of the advice shows an editor what it is: icon, words and an example."""

import pytest
from django.template.loader import get_template
from wagtail.blocks import StructBlock

from cms.blocks import CareLevel, CareStream, GuidanceStream

PARTS = {**GuidanceStream().child_blocks, **CareStream().child_blocks}
every_part = pytest.mark.parametrize("part", PARTS.values(), ids=list(PARTS))


@every_part
def test_a_part_has_an_icon_and_a_description_of_its_own(part: StructBlock) -> None:
    assert part.meta.icon not in {"", "placeholder"}
    assert str(part.meta.description)
    assert str(part.label)


@every_part
def test_a_part_shows_its_example_in_the_picker(part: StructBlock) -> None:
    assert part.is_previewable


def test_no_two_parts_look_alike_in_the_picker() -> None:
    assert len({part.meta.icon for part in PARTS.values()}) == len(PARTS)
    assert len({str(part.meta.description) for part in PARTS.values()}) == len(PARTS)


@every_part
def test_the_example_of_a_part_fills_every_field_and_renders(part: StructBlock) -> None:
    value = part.normalize(part.meta.preview_value)

    assert all(value.values())
    assert part.get_prep_value(part.clean(value)).keys() == part.meta.preview_value.keys()
    assert get_template(part.meta.template).render({"value": value, "self": value}).strip()


@pytest.mark.parametrize("level", CareLevel.values)
def test_a_level_of_care_is_named_in_words(level: str) -> None:
    care = PARTS["care"]
    value = care.normalize({"level": level, "text": "Det gør ondt."})

    html = care.render(value)

    assert str(CareLevel(level).label) in html
    assert "Det gør ondt." in html
