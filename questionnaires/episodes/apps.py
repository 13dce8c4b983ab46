from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EpisodesConfig(AppConfig):
    name = "questionnaires.episodes"
    label = "episodes"
    verbose_name = _("Answers over time")

    def ready(self) -> None:
        from questionnaires.episodes import receivers  # noqa: F401  connects to what lies below
