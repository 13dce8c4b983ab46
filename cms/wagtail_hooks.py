from wagtail.snippets.models import register_snippet

from cms.viewsets import PlatformViewSet

register_snippet(PlatformViewSet)
