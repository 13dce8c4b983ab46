from wagtail.snippets.models import register_snippet

from cms.viewsets import PlatformViewSet, SynonymSetViewSet

register_snippet(PlatformViewSet)
register_snippet(SynonymSetViewSet)
