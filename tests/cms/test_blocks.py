"""Each part of the advice shows an editor what it is: icon, words and an example."""

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StructBlock

from cms.blocks import CareLevel, CareStream, EvidenceStream, GuidanceStream
from tests.cast import CAST, Town

PARTS = {
    **GuidanceStream().child_blocks,
    **CareStream().child_blocks,
    **EvidenceStream().child_blocks,
}
NEED_FILES = {"picture", "video"}
every_part = pytest.mark.parametrize("part", PARTS.values(), ids=list(PARTS))


@every_part
def test_a_part_has_an_icon_and_a_description_of_its_own(part: StructBlock) -> None:
    assert part.meta.icon not in {"", "placeholder"}
    assert str(part.meta.description)
    assert str(part.label)


@every_part
def test_a_part_shows_its_example_in_the_picker(part: StructBlock) -> None:
    assert part.is_previewable


@pytest.mark.django_db
def test_no_two_parts_look_alike_in_the_picker_and_every_icon_is_there(
    admin_client: Client,
) -> None:
    sprite = admin_client.get(reverse("wagtailadmin_sprite")).content.decode()
    icons = {part.meta.icon for part in PARTS.values()}

    assert len(icons) == len(PARTS)
    assert len({str(part.meta.description) for part in PARTS.values()}) == len(PARTS)
    assert not [icon for icon in icons if f'id="icon-{icon}"' not in sprite]


@pytest.mark.parametrize(
    "part", [part for name, part in PARTS.items() if name not in NEED_FILES], ids=lambda p: p.name
)
def test_the_example_of_a_part_fills_every_field_and_renders(part: StructBlock) -> None:
    value = part.get_preview_value()

    assert all(value.values())
    assert part.get_prep_value(part.clean(value)).keys() == part.meta.preview_value.keys()
    assert part.render(value).strip()


@pytest.mark.parametrize("name", sorted(NEED_FILES))
def test_a_part_that_needs_a_file_shows_a_drawing_in_the_picker(name: str) -> None:
    part = PARTS[name]
    value = part.get_preview_value()
    context = {"bound_block": part.bind(value), "block_def": part, "page_title": "Eksempel"}

    html = get_template(part.meta.preview_template).render(context)

    assert "example.svg" in html
    assert str(value["alt" if name == "picture" else "title"]) in html


@pytest.mark.thorough
@pytest.mark.django_db
@every_part
def test_an_editor_opens_the_example_of_every_part(admin_client: Client, part: StructBlock) -> None:
    response = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": part.definition_prefix}
    )

    assert response.status_code == 200
    assert "portal/css/components" in response.content.decode()


@pytest.mark.parametrize("name", [*CAST, None])
def test_the_examples_are_for_editors_only(town: Town, client: Client, name: str | None) -> None:
    if name:
        client.force_login(getattr(town.people, name))

    response = client.get(
        reverse("wagtailadmin_block_preview"), {"id": PARTS["text"].definition_prefix}
    )

    assert response.status_code == (200 if name in {"ida", "jonas"} else 302)


@pytest.mark.parametrize("level", CareLevel.values)
def test_a_level_of_care_is_named_in_words(level: str) -> None:
    care = PARTS["care"]
    value = care.normalize({"level": level, "text": "Det gør ondt."})

    html = care.render(value)

    assert str(CareLevel(level).label) in html
    assert "Det gør ondt." in html
