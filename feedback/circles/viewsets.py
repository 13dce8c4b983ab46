"""How circles look in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from cms.scoped import OwnSnippetViewSet
from feedback.circles.models import Circle


class CircleViewSet(OwnSnippetViewSet):
    model = Circle
    icon = "group"
    menu_label = _("Circles")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ("name", "platform")
