"""The front page of the portal."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from cms.models.base import BasePage
from cms.models.platforms import PlatformPage


class PortalPage(BasePage):
    """The door: which platforms are here."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    override_translatable_fields = [SynchronizedField("slug")]
    parent_page_types = ["wagtailcore.Page"]
    template = "cms/portal_page.html"

    class Meta:
        verbose_name = _("portal front page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components:
            return super().route(request, path_components)
        pages = PlatformPage.objects.select_related("platform__logo")
        return self.route_among(pages, request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        pages = PlatformPage.objects.child_of(self).live().filter(alias_of=None)
        pages = pages.select_related("platform")
        return super().get_context(request, *args, **kwargs) | {
            "platforms": [page.door(request) for page in pages],
            "danish_platforms": self.only_in_danish(request, pages),
            "languages": self.languages(request),
        }

    def only_in_danish(
        self, request: HttpRequest, translated: PageQuerySet
    ) -> list[dict[str, Any]]:
        """Return the platforms that nobody has translated into this page's language yet."""
        if request.LANGUAGE_CODE == settings.LANGUAGE_CODE:
            return []
        known = [page.translation_key for page in translated]
        pages = PlatformPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
        pages = pages.exclude(translation_key__in=known).select_related("platform")
        return [page.door(request) for page in pages]
