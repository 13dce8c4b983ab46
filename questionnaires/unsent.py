"""How long a half-filled form stays on a citizen's own device, and which form it fits. Pure.

The draft never leaves the device before it is sent: here is only what the page tells its script.
"""

import hashlib
import json
from datetime import date, timedelta

from questionnaires.definition import Definition

LONGEST = timedelta(days=7)  # a phone may be sold or shared: a week is enough to find a net


def keep_until(today: date, closes_on: date | None) -> date:
    """Return the last day of a draft: a week on, or the last day on which answers are taken."""
    a_week_on = today + LONGEST
    return a_week_on if closes_on is None else min(a_week_on, closes_on)


def fit_of(definition: Definition) -> str:
    """Return a name for what can be answered: a draft of anything else is not put into this form.

    The words may differ, as they do between languages; the questions, their order and codes may not.
    """
    asked = [[item.link_id, item.type, *item.codes] for item in definition.questions]
    spelling = json.dumps([definition.key, definition.version, asked])
    return hashlib.sha256(spelling.encode()).hexdigest()[:16]
