"""What a poster shows in Wagtail's admin besides its fields."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from portal.periods import Week

WEEKS_SHOWN = 8


class SignpostLinksPanel(Panel):
    """The address, the code, every sheet, and how often it was followed; as soon as it is saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/signpost_links.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            this_week = Week.of(timezone.localdate())
            scans = self.instance.weekly_scans(this_week, WEEKS_SHOWN)
            return super().get_context_data(parent_context) | {
                "signpost": self.instance,
                "target": self.instance.target(),
                "scans": scans,
            }
