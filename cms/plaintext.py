"""What a reader reads of a page: its words, one paragraph, heading or list item a line.

Goes by the kinds of blocks and not by their names, so a new block is read without being known here:
words in sentences count; addresses, dates, choices and pictures do not.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import Block, CharBlock, ListBlock, RichTextBlock, StreamValue, TextBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.rich_text import RichText

_END_OF_LINE = re.compile(r"</(?:p|li|h[1-6]|blockquote|tr)>|<br\s*/?>|<hr\s*/?>", re.IGNORECASE)


def lines_of_stream(stream: StreamValue) -> Iterator[str]:
    for part in stream:
        yield from lines_of(part.block, part.value)


def lines_of(block: Block, value: Any) -> Iterator[str]:
    if not value:
        return
    if isinstance(value, StreamValue):
        yield from lines_of_stream(value)
    elif isinstance(block, BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from lines_of(child, value.get(name))
    elif isinstance(block, ListBlock):
        for item in value:
            yield from lines_of(block.child_block, item)
    elif isinstance(block, RichTextBlock):
        yield from lines_of_rich_text(value)
    elif isinstance(block, CharBlock | TextBlock):
        yield from filled(str(value))


def lines_of_rich_text(value: RichText) -> Iterator[str]:
    yield from filled(unescape(strip_tags(_END_OF_LINE.sub("\n", value.source))))


def filled(text: str) -> list[str]:
    """Return the lines that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]
