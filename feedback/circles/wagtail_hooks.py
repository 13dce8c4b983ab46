from wagtail.snippets.models import register_snippet

from feedback.circles.viewsets import CircleViewSet

register_snippet(CircleViewSet)
