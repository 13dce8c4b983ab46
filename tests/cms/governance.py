"""What the tests of reviews share: a page with a clinician behind it, and drafts of it."""

import json
from typing import Any

from wagtail.models import Revision

from cms.actions import mark_reviewed
from cms.models import GuidancePage
from tests.cast import Town

HARD = (
    "Såfremt vandladningsproblematikken persisterer efter gennemført udredningsforløb,"
    " videresendes henvisningen til specialafdelingen med henblik på yderligere vurdering,"
    " hvorefter forældremyndighedsindehaverne modtager indkaldelse til forundersøgelse."
)


def fresh(town: Town) -> GuidancePage:
    return GuidancePage.objects.get(pk=town.guide.pk)


def draft(town: Town, **changes: Any) -> Revision:
    """Save a draft of the town's page, as the editor does: what is missing may be missing."""
    page = fresh(town).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    return page.save_revision(clean=False)


def hard_body() -> str:
    return json.dumps([{"type": "text", "value": {"heading": "", "text": f"<p>{HARD}</p>" * 3}}])


def review(town: Town, **changes: Any) -> None:
    """Let Ida note that Lise Holm has reviewed the page."""
    fields = {
        "page": fresh(town),
        "by": town.people.ida,
        "reviewer": "Lise Holm",
        "reviewer_role": "børnelæge",
    }
    mark_reviewed(**(fields | changes))
