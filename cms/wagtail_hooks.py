from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.caching import serve_for_everybody
from cms.viewsets import PlatformViewSet

register_snippet(PlatformViewSet)
hooks.register("on_serve_page", serve_for_everybody)
