from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.permissions import PlatformPolicy
from feedback.circles.models import Circle
from feedback.circles.viewsets import CircleViewSet

register_permission_policy(Circle, PlatformPolicy(Circle))
register_snippet(CircleViewSet)
