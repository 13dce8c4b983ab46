"""How measures look in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from cms.scoped import OwnSnippetViewSet
from feedback.marks_desk import DeleteMeasure, EditMeasure
from feedback.models import Measure


class MeasureViewSet(OwnSnippetViewSet):
    model = Measure
    edit_view_class = EditMeasure
    delete_view_class = DeleteMeasure
    icon = "order"
    menu_label = _("Measures")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ("title", "platform", "kind")
    list_filter = ("platform",)
