"""What rows show in Wagtail's admin besides their fields."""

from typing import Any

from django.conf import settings
from wagtail.admin.panels import Panel

from questionnaires import findings, signs
from questionnaires.translating import lines


class AccessPointLinksPanel(Panel):
    """The address, the QR code and the poster, as soon as the access point is saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "questionnaires/admin/access_point_links.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {
                "access_point": self.instance,
                "sheets": signs.sheets(self.instance),
            }


class StatusPanel(Panel):
    """What is left to do before a draft can be put in use, and the ways to do it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "questionnaires/admin/status.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            names = [pair for pair in settings.LANGUAGES if pair[0] != "da"]
            return super().get_context_data(parent_context) | {
                "version": self.instance,
                "found": findings.of(self.instance.definition),
                "languages": [
                    (code, name, missing(self.instance.definition, code)) for code, name in names
                ],
                "may_publish": self.request.user.has_perm(
                    "questionnaires.publish_questionnaireversion"
                ),
            }


def missing(document: dict[str, Any], language: str) -> int:
    return sum(line.is_missing for line in lines(document, language))
