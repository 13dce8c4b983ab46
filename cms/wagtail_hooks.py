from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.addresses import lead_to_the_pages_own_language
from cms.viewsets import PlatformViewSet

register_snippet(PlatformViewSet)
hooks.register("before_serve_page", lead_to_the_pages_own_language)
