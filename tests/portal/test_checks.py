"""Our conventions are system checks: a house out of order does not start."""

import pytest
from django.core.checks import run_checks
from wagtail.models import Page

from cms.models import PlatformPage
from portal import checks


def test_the_house_is_in_order() -> None:
    assert run_checks() == []


def test_a_page_type_that_names_no_parents_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlatformPage, "parent_page_types", None)

    (error,) = checks.every_page_type_names_its_parents(None)

    assert error.id == "portal.E001"
    assert error.msg == "PlatformPage does not name its parents."
    assert error.hint == "Set parent_page_types on the page type."


def test_wagtails_own_page_types_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "get_page_models", lambda: [Page])

    assert checks.every_page_type_names_its_parents(None) == []
