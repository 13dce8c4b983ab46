"""The public door to the models of cms: others import from here."""

from cms.models.audience import AgeBand, Platform
from cms.models.guidance import GuidancePage
from cms.models.platforms import PlatformPage, PortalPage

__all__ = ["AgeBand", "GuidancePage", "Platform", "PlatformPage", "PortalPage"]
