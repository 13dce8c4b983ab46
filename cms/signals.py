"""What others may hear and add. Received in rooms to the right, which cms does not know."""

from typing import Any, NamedTuple

from django.dispatch import Signal

page_reviewed = Signal()
"""A live page was marked as reviewed (`page`). Its text is the same, the foot of the page is not."""

helpfulness_wanted = Signal()
"""Asks what readers say of pages (`page_ids`); a receiver returns `{page_id: text}`, such as "84 %".

A page with too few answers is left out: how few is nobody's business.
"""


class Below(NamedTuple):
    """What a room to the right shows below a platform's front page: at which path, with which template."""

    path: str
    template: str
    context: dict[str, Any]


asked_below = Signal()
"""Asks for an address below a platform's front page that is no page (`page`, `path`: list of str).

A receiver returns a `Below`, or None when the address is not its own.
"""
