"""A page answers in the language of its address, or leads to where it is read."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import translation
from wagtail.models import Page

from cms.models import GuidancePage


def lead_to_the_pages_own_language(
    page: Page, request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponseRedirect | None:
    """Lead `/ar/…` to the Danish page while there is nothing in Arabic to show.

    Wagtail would answer there in Danish and call it Arabic. The same goes for advice that is only a
    copy waiting to be translated. For now only: tomorrow it may be there.
    """
    _, _, path = Page.get_url_parts(page, request) or (None, None, None)
    own = translation.get_language_from_path(path or "") or settings.LANGUAGE_CODE
    is_copy = isinstance(page, GuidancePage) and page.alias_of_id
    if request.LANGUAGE_CODE == settings.LANGUAGE_CODE:
        return None
    if own == request.LANGUAGE_CODE and not is_copy:
        return None
    return redirect(request.path.removeprefix(f"/{request.LANGUAGE_CODE}"))
