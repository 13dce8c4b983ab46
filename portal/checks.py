"""Our conventions as system checks: what breaks the house shows at start-up, with a hint."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from wagtail.models import get_page_models


@register()
def every_page_type_names_its_parents(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A page type that names its parents can be hung below a room to the left without being known there."""
    return [
        Error(
            f"{model.__name__} does not name its parents.",
            hint="Set parent_page_types on the page type.",
            obj=model,
            id="portal.E001",
        )
        for model in get_page_models()
        if model._meta.app_label in {"cms", "questionnaires", "feedback", "circles"}
        and model.parent_page_types is None
    ]
