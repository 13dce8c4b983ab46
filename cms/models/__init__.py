"""The public door to the models of cms: others import from here."""

from cms.models.audience import AgeBand, Platform
from cms.models.contacts import Contact
from cms.models.governance import Change
from cms.models.guidance import GuidancePage
from cms.models.languages import IN_DANISH
from cms.models.platforms import PlatformPage
from cms.models.portal import PortalPage
from cms.models.search import SynonymSet, ZeroHit
from cms.models.signposts import Scan, Signpost
from cms.models.wording import BandText

__all__ = [
    "IN_DANISH",
    "AgeBand",
    "BandText",
    "Change",
    "Contact",
    "GuidancePage",
    "Platform",
    "PlatformPage",
    "PortalPage",
    "Scan",
    "Signpost",
    "SynonymSet",
    "ZeroHit",
]
