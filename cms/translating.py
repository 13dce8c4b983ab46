"""What an editor may not do with translations, and is told why.

wagtail-localize lets one translate from any language, publish half a translation with Danish in the
gaps, and cut a translation off from its source. Citizens would not see the difference; so these
views stand before the library's own, at the same addresses.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form, HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.edit_translation import stop_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.models import GuidancePage
from cms.models.base import BasePage


def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Begin a translation: from Danish, where the advice is written and reviewed."""
    page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id)
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return refuse(request, page, _("Translate from the Danish page: it is the one reviewed."))
    return SubmitPageTranslationView.as_view()(request, page_id=page_id)


def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Cut a translation off from its source; advice stays with the Danish page."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if isinstance(page, GuidancePage):
        return refuse(request, page, _("Advice is always translated from the Danish page."))
    return stop_translation(request, translation_id)


def to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Throw a translation away for a Danish copy; advice is unpublished instead."""
    page = get_object_or_404(Page, pk=page_id).specific
    if isinstance(page, GuidancePage):
        sentence = _(
            "Advice cannot become a Danish copy in another language. Unpublish it instead."
        )
        return refuse(request, page, sentence)
    return convert_to_alias(request, page_id)


class FetchDanishView(UpdateTranslationsView):
    """Fetch the new Danish sentences; publishing waits until somebody has translated them."""

    def get_form(self) -> Form:
        form = super().get_form()
        field = form.fields["publish_translations"]
        field.disabled, field.initial, field.widget = True, False, HiddenInput()
        return form


def refuse(request: HttpRequest, page: Page, sentence: str) -> HttpResponse:
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    messages.error(request, sentence)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_half_a_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish while sentences are missing: they would stand there in Danish."""
    is_publishing = request.method == "POST" and request.POST.get("action") == "publish"
    if not is_publishing or not isinstance(page, BasePage):
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    missing = missing_sentences(translation) if translation else 0
    if not missing:
        return None
    sentence = ngettext(
        "Not published: %(count)s sentence is not translated yet.",
        "Not published: %(count)s sentences are not translated yet.",
        missing,
    )
    return refuse(request, page, sentence % {"count": missing})


def missing_sentences(translation: Translation) -> int:
    total, translated = translation.get_progress()
    return total - translated


def translation_urls() -> list[URLPattern]:
    views: dict[str, Any] = {
        "submit/page/<int:page_id>/": submit,
        "translate/<int:translation_id>/disable/": stop,
        "page/<int:page_id>/convert_to_alias/": to_alias,
        "update/<int:translation_source_id>/": FetchDanishView.as_view(),
    }
    return [path(f"localize/{address}", view) for address, view in views.items()]
