from wagtail.snippets.models import register_snippet

from feedback.viewsets import MeasureViewSet

register_snippet(MeasureViewSet)
