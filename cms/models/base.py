"""What all pages share."""

from django.http import HttpRequest
from wagtail.models import Page

from cms.models.audience import AgeBand


class BandedRequest(HttpRequest):
    """A request whose address may have told the age; without one the attribute is not there."""

    band: AgeBand


class BasePage(Page):
    """No tags, no feeds, no likes: a page is its text. Children of this class add theirs."""

    class Meta:
        abstract = True
