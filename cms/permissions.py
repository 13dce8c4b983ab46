"""Who edits which platform: whoever may change its front page. Kept in one place for every model.

A model that belongs to a platform registers a PlatformPolicy with the path to it; views, choosers,
forms and filters then show an editor what is hers and nothing else.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet


class PlatformPolicy(ModelPermissionPolicy):
    """The rights of the model, and only on the rows of one's own platforms."""

    def __init__(self, model: type[Model], path: str = "platform") -> None:
        super().__init__(model)
        self.front_page = f"{path}__pages" if path else "pages"

    def choices(self, user: AbstractBaseUser) -> QuerySet[Any]:
        """Return what this person may point at; choosing needs no right to change."""
        rows = self.model._default_manager.all()
        if user.is_superuser:
            return rows
        pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
        own = rows.filter(**{f"{self.front_page}__in": pages.order_by().values("pk")})
        return rows.filter(pk__in=own.order_by().values("pk"))  # once, though it has many pages

    def instances_user_has_any_permission_for(
        self, user: AbstractBaseUser, actions: Iterable[str]
    ) -> QuerySet[Any]:
        allowed = super().instances_user_has_any_permission_for(user, actions)
        return allowed & self.choices(user)

    def user_has_permission_for_instance(
        self, user: AbstractBaseUser, action: str, instance: Model
    ) -> bool:
        own = self.instances_user_has_any_permission_for(user, [action])
        return own.filter(pk=instance.pk).exists()


def own_pages(user: AbstractBaseUser) -> PageQuerySet:
    """Return the pages this person edits, and the way down to them."""
    return PagePermissionPolicy().explorable_instances(user)


def limit_choices(fields: Iterable[Any], user: AbstractBaseUser) -> None:
    """Let each field that points at something of a platform offer one's own only."""
    for field in fields:
        queryset = getattr(field, "queryset", None)
        if queryset is None:
            continue
        policy = policy_registry.get_by_type(queryset.model, fallback=False)
        if isinstance(policy, PlatformPolicy):
            field.queryset = queryset & policy.choices(user)
        elif issubclass(queryset.model, Page):
            field.queryset = queryset.filter(pk__in=own_pages(user).order_by().values("pk"))


def choosable_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages.filter(pk__in=own_pages(request.user).order_by().values("pk"))
