"""How lists of themes look in Wagtail's admin: a draft is edited, a list in use is shown and succeeded."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from cms.scoped import DeleteView, EditView, OwnSnippetViewSet
from feedback import coding
from feedback.models import ThemeList
from questionnaires.views.rows import of_own, screen


class Draft:
    """Only a draft is edited or deleted; what is in use is shown."""

    object: ThemeList

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_in_use:
            return redirect("themes_show", self.object.pk)
        return super().dispatch(request, *args, **kwargs)


class EditDraft(Draft, EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        show = Button(
            gettext_lazy("Look at it and take it into use"),
            url=reverse("themes_show", args=[self.object.pk]),
            icon_name="check",
        )
        return [*super().header_more_buttons, show]


class DeleteDraft(Draft, DeleteView):
    pass


class ThemeListViewSet(OwnSnippetViewSet):
    model = ThemeList
    icon = "tag"
    menu_label = gettext_lazy("Themes")
    menu_order = 215
    add_to_admin_menu = True
    edit_view_class = EditDraft
    delete_view_class = DeleteDraft
    inspect_view_enabled = False
    list_display = (
        "platform",
        Column("number", label=gettext_lazy("Version")),
        Column("in_use_on", label=gettext_lazy("In use from")),
    )
    list_filter = ("platform",)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own(ThemeList)
def show(request: HttpRequest, theme_list: ThemeList) -> HttpResponse:
    deed = DEEDS.get(request.POST.get("deed", ""))
    if request.method == "POST" and deed:
        return deed(request, theme_list)
    newest = ThemeList.objects.current(theme_list.platform_id)
    return screen(
        request,
        "themes",
        _("Themes of people's words"),
        theme_list,
        reverse("wagtailsnippets_feedback_themelist:list"),
        room="feedback",
        list=theme_list,
        themes=list(theme_list.themes.all()),
        is_current=newest == theme_list,
    )


def use(request: HttpRequest, theme_list: ThemeList) -> HttpResponse:
    if theme_list.is_in_use:
        messages.error(request, _("It is in use already."))
        return redirect("themes_show", theme_list.pk)
    try:
        coding.take_into_use(theme_list=theme_list, by=request.user, on=timezone.localdate())
    except coding.NothingToUse:
        messages.error(request, _("Write a theme first."))
        return redirect("wagtailsnippets_feedback_themelist:edit", theme_list.pk)
    messages.success(request, _("The texts are coded by this list from now on."))
    return redirect("themes_show", theme_list.pk)


def succeed(request: HttpRequest, theme_list: ThemeList) -> HttpResponse:
    draft = coding.succeed(theme_list=theme_list)
    messages.success(request, _("A new version is ready to be changed."))
    return redirect("wagtailsnippets_feedback_themelist:edit", draft.pk)


DEEDS: dict[str, Callable[[HttpRequest, ThemeList], HttpResponse]] = {
    "use": use,
    "succeed": succeed,
}
urls = [path("temaer/<int:pk>/", show, name="themes_show")]
