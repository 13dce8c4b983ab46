from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.permissions import PlatformPolicy
from feedback.models import Measure
from feedback.viewsets import MeasureViewSet

register_permission_policy(Measure, PlatformPolicy(Measure))
register_snippet(MeasureViewSet)
