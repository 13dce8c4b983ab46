"""What an access point shows in Wagtail's admin besides its fields."""

from typing import Any

from wagtail.admin.panels import Panel


class AccessPointLinksPanel(Panel):
    """The address, the QR code and the poster, as soon as the access point is saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "questionnaires/admin/access_point_links.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"access_point": self.instance}
