from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CirclesConfig(AppConfig):
    name = "feedback.circles"
    verbose_name = _("Circles")

    def ready(self) -> None:
        from feedback.circles import receivers  # noqa: F401  connects to what lies below
