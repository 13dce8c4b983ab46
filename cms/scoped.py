"""Admin views of what belongs to a platform: an editor finds her own, and the rest is not there."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import WagtailFilterSet
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser, snippets

from cms.permissions import PlatformPolicy, limit_choices


def own(request: HttpRequest, model: type) -> QuerySet[Any]:
    policy: PlatformPolicy = policy_registry.get_by_type(model)
    return policy.choices(request.user)


class FindsOwn:
    """For views of one row: a row of another platform is not found."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(pk__in=own(self.request, self.model).values("pk"))


class ListsOfOwn:
    """For views that list something about one row."""

    def get_base_object_queryset(self) -> QuerySet[Any]:
        return own(self.request, self.model)


class ChoosesOwn:
    def get_object_list(self) -> QuerySet[Any]:
        return (
            super()
            .get_object_list()
            .filter(pk__in=own(self.request, self.model_class).values("pk"))
        )


class ChosenIsOwn:
    def get_object(self, pk: str) -> Any:
        return own(self.request, self.model_class).get(pk=pk)

    def get_objects(self, pks: list[str]) -> QuerySet[Any]:
        return own(self.request, self.model_class).filter(pk__in=pks)


class OwnPlatformsFilterSet(WagtailFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self.form.fields.values(), self.request.user)


class IndexView(FindsOwn, snippets.IndexView):
    base_filterset_class = OwnPlatformsFilterSet


class EditView(FindsOwn, snippets.EditView):
    pass


class DeleteView(FindsOwn, snippets.DeleteView):
    pass


class UsageView(ListsOfOwn, snippets.UsageView):
    pass


class HistoryView(ListsOfOwn, snippets.HistoryView):
    pass


class ChooseView(ChoosesOwn, chooser.ChooseView):
    pass


class ChooseResultsView(ChoosesOwn, chooser.ChooseResultsView):
    pass


class ChosenView(ChosenIsOwn, chooser.SnippetChosenView):
    pass


class ChosenMultipleView(ChosenIsOwn, chooser.SnippetChosenMultipleView):
    pass


class OwnChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView


class OwnSnippetViewSet(snippets.SnippetViewSet):
    """A snippet that belongs to a platform. Its model registers a PlatformPolicy."""

    index_view_class = IndexView
    edit_view_class = EditView
    delete_view_class = DeleteView
    usage_view_class = UsageView
    history_view_class = HistoryView
    chooser_viewset_class = OwnChooserViewSet
    copy_view_enabled = False
