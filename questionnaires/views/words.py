"""Where a moderator reads what people wrote: in no order that tells, and never who, where or when."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.users.models import User
from portal.users.roles import Permission, may
from questionnaires import moderating, wordcuts
from questionnaires.definition import spoken
from questionnaires.models import Moderator, OwnWords
from questionnaires.signals import words_looked_at

ON_A_PAGE = 20
BEGINNING = UUID(int=0)


class ChecklistForm(forms.Form):
    """What no rule can find. A person answers for it, so each has its own tick."""

    names = forms.BooleanField(label=gettext_lazy("No name, of anybody"))
    places = forms.BooleanField(label=gettext_lazy("No place, school, ward or road"))
    situation = forms.BooleanField(
        label=gettext_lazy("No rare situation by which somebody could know the family")
    )


@never_cache
@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    if not Moderator.objects.filter(user=request.user).exists():
        raise PermissionDenied
    waiting = moderating.waiting_for(request.user)
    rest = waiting.filter(pk__gt=after(request)).select_related(*moderating.AROUND)
    found = list(rest[: ON_A_PAGE + 1])
    context = {
        "rows": [row(words, request.LANGUAGE_CODE) for words in found[:ON_A_PAGE]],
        "count": waiting.count(),
        "next": str(found[ON_A_PAGE - 1].pk) if len(found) > ON_A_PAGE else "",
        "is_first_page": "efter" not in request.GET,
        "is_erased": request.GET.get("sket") == "slettet",
        "parts": from_above(request, None),
    }
    return render(request, "questionnaires/words/index.html", context)


def after(request: HttpRequest) -> UUID:
    """Return the key the page begins after: pages by number would skip what is decided meanwhile."""
    try:
        return UUID(request.GET.get("efter", str(BEGINNING)))
    except ValueError:
        return BEGINNING


def row(words: OwnWords, language: str) -> dict[str, Any]:
    return {
        "url": reverse("words:show", args=(words.pk,)),
        "question": spoken(words.question.text, language),
        "texts": words.texts,
    }


def from_above(request: HttpRequest, words: UUID | None) -> list[str]:
    found = words_looked_at.send(OwnWords, request=request, words=words)
    return [part for _receiver, part in found if part]


def read_by(user: User, key: UUID) -> OwnWords:
    """Return words the person may read; those of others are as good as none."""
    words = get_object_or_404(OwnWords.objects.select_related(*moderating.AROUND), pk=key)
    if not may(user, Permission.MODERATE_WORDS, words):
        raise Http404
    return words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: HttpRequest, key: UUID) -> HttpResponse:
    words = read_by(request.user, key)
    if request.method != "POST":
        return page(request, words)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        return page(request, words, status=400)
    try:
        return deed(request, words)
    except moderating.AlreadyDecided:
        words = read_by(request.user, key)  # as the other one left it
        return page(request, words, is_late=True, status=409)


def page(request: HttpRequest, words: OwnWords, status: int = 200, **said: Any) -> HttpResponse:
    is_waiting, texts = words.state == OwnWords.State.WAITING, words.texts
    context = {
        "question": spoken(words.question.text, request.LANGUAGE_CODE),
        "platform": words.response.access_point.campaign.platform,
        "state": words.state,
        "texts": [list(wordcuts.parts(text)) for text in texts],
        "cuts": [
            {"name": f"cut-{number}", "words": wordcuts.words(text)}
            for number, text in enumerate(texts)
        ],
        "has_found": any(part.is_found for text in texts for part in wordcuts.parts(text)),
        "decision": words.decisions.select_related("by").last(),
        "form": ChecklistForm(),
        "is_late": False,
        "fault": "",
        "parts": [] if is_waiting else from_above(request, words.pk),
    }
    return render(request, "questionnaires/words/show.html", context | said, status=status)


def approve(request: HttpRequest, words: OwnWords) -> HttpResponse:
    form = ChecklistForm(request.POST)
    if not form.is_valid():
        return page(request, words, form=form, fault=_("Tick all three before you approve."))
    moderating.approve(words=words, by=request.user, on=timezone.localdate())
    return redirect("words:show", words.pk)


def shorten(request: HttpRequest, words: OwnWords) -> HttpResponse:
    cuts = {
        number: {int(each) for each in request.POST.getlist(f"cut-{number}") if each.isdecimal()}
        for number in range(len(words.texts))
    }
    try:
        moderating.shorten(words=words, cuts=cuts, by=request.user, on=timezone.localdate())
    except moderating.NothingCut:
        return page(request, words, fault=_("Choose the words that are to go."))
    except moderating.NothingLeft:
        words = read_by(request.user, words.pk)
        return page(request, words, fault=_("No word would be left. Erase the text instead."))
    return redirect("words:show", words.pk)


def reject(request: HttpRequest, words: OwnWords) -> HttpResponse:
    moderating.reject(words=words, by=request.user, on=timezone.localdate())
    return redirect(f"{reverse('words:index')}?sket=slettet")


def take_back(request: HttpRequest, words: OwnWords) -> HttpResponse:
    moderating.take_back(words=words, by=request.user, on=timezone.localdate())
    return redirect(f"{reverse('words:index')}?sket=slettet")


DEEDS: dict[str, Callable[[HttpRequest, OwnWords], HttpResponse]] = {
    "approve": approve,
    "shorten": shorten,
    "reject": reject,
    "take_back": take_back,
}
