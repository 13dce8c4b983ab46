"""Giving a text its themes. The text itself is shown by the room that keeps it; this is what stands below."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cms.models import Platform
from feedback import agreement, coding
from feedback.agreement import Agreement, Verdict
from feedback.coding import Coded
from feedback.models import CodedText, Coding, Theme, ThemeList
from portal.users.models import User
from portal.users.roles import Permission, may

SAID = {"gemt", "optaget", "mangler"}


@never_cache
@require_POST
@login_required
def code(request: HttpRequest, key: UUID) -> HttpResponse:
    text = CodedText.objects.select_related("platform").filter(pk=key).first()
    if text is None:  # erased meanwhile, or never there: the text's own page says which
        return redirect("words:show", key)
    if not may(request.user, Permission.MODERATE_WORDS, text):
        raise Http404
    theme_list = ThemeList.objects.current(text.platform_id)
    codes = [] if "none" in request.POST else request.POST.getlist("theme")
    if theme_list is None:
        return redirect("words:show", key)
    if not codes and "none" not in request.POST:
        return to_words(key, "mangler")
    try:
        coding.code(
            text=text,
            theme_list=theme_list,
            codes=codes,
            kind=request.POST.get("kind", ""),
            by=request.user,
            on=timezone.localdate(),
        )
    except (coding.AlreadyCoded, coding.UnknownTheme):
        return to_words(key, "optaget")
    following = to_do(request.user)
    return to_words(following[0].text.pk, "gemt") if following else redirect("words:index")


def to_words(key: UUID, said: str) -> HttpResponse:
    return redirect(f"{reverse('words:show', args=(key,))}?{urlencode({'tema': said})}#temaer")


def platforms_of(user: User) -> list[Platform]:
    return list(Platform.objects.filter(moderators__user=user))


def open_texts(user: User) -> list[Coded]:
    """Return what is not published yet on the platforms the person reads for, in random order."""
    found: list[Coded] = []
    for platform in platforms_of(user):
        theme_list = ThemeList.objects.current(platform.pk)
        if theme_list:
            found += coding.coded(coding.open_texts(platform.pk), theme_list)
    return found


def to_do(user: User) -> list[Coded]:
    """Return the texts this person can give themes now and has not: a first, a second, a settled set."""
    return [each for each in open_texts(user) if awaits(each, user)]


def awaits(each: Coded, user: User) -> bool:
    role = each.role(user)
    return bool(role) and role not in each.by_kind


# --- Below a text -----------------------------------------------------------------------------------


def below_a_text(request: HttpRequest, words: UUID) -> str:
    text = CodedText.objects.select_related("platform").filter(pk=words).first()
    if text is None:
        return ""
    theme_list = ThemeList.objects.current(text.platform_id)
    if theme_list is None:
        return render_to_string("feedback/themes/no_list.html", {}, request)
    (now,) = coding.coded([text], theme_list)
    role, language = now.role(request.user), get_language() or "da"
    themes, said = list(theme_list.themes.all()), request.GET.get("tema", "")
    own = now.by_kind[role].codes if role in now.by_kind else frozenset()
    context = {
        "key": text.pk,
        "note": theme_list.note,
        "role": role,
        "is_own": role in now.by_kind,
        "is_for_two": text.is_for_two,
        "is_published": text.is_published,
        "said": said if said in SAID else "",
        "themes": [theme_row(theme, own, language) for theme in themes],
        "codings": [
            {"coding": each, "names": names_of(each.codes, themes, language)}
            for each in visible(now, role)
        ],
    }
    return render_to_string("feedback/themes/coding.html", context, request)


def visible(now: Coded, role: str) -> list[Coding]:
    """Return the codings this person may see: before she has coded, none."""
    return [] if role in (Coding.Kind.FIRST, Coding.Kind.SECOND) else list(now.by_kind.values())


def theme_row(theme: Theme, chosen: frozenset[str], language: str) -> dict[str, Any]:
    return {
        "code": theme.code,
        "name": theme.name(language),
        "belongs": theme.belongs(language),
        "is_chosen": theme.code in chosen,
    }


def names_of(codes: frozenset[str], themes: Iterable[Theme], language: str) -> list[str]:
    return [theme.name(language) for theme in themes if theme.code in codes]


# --- Below the list of texts ------------------------------------------------------------------------


def below_the_list(request: HttpRequest) -> str:
    texts = open_texts(request.user)
    waiting = [each for each in texts if awaits(each, request.user)]
    context = {
        "to_code": [each.text.pk for each in waiting if not each.differs],
        "to_settle": [each.text.pk for each in waiting if each.differs],
        "every": agreement.EVERY,
        "lists": [
            agreement_of(theme_list, platform)
            for platform in platforms_of(request.user)
            if (theme_list := ThemeList.objects.current(platform.pk))
        ],
    }
    return render_to_string("feedback/themes/desk.html", context, request)


def agreement_of(theme_list: ThemeList, platform: Platform) -> dict[str, Any]:
    pairs, language = coding.pairs(theme_list), get_language() or "da"
    themes = list(theme_list.themes.all())
    whole = agreement.of_all([theme.code for theme in themes], pairs)
    rows = [(theme.name(language), agreement.of_code(theme.code, pairs)) for theme in themes]
    return {
        "title": platform.name,
        "note": theme_list.note,
        "count": len(pairs),
        "rows": [agreement_row(_("All themes"), whole)]
        + [agreement_row(name, found) for name, found in rows],
    }


def agreement_row(name: str, found: Agreement) -> dict[str, Any]:
    kappa = None if found.kappa is None else round(float(found.kappa), 2)
    return {"name": name, "kappa": kappa, "verdict": verdict(found), "is_low": is_low(found)}


def is_low(found: Agreement) -> bool:
    return found.verdict == Verdict.DISCUSS


def verdict(found: Agreement) -> str:
    return {
        Verdict.UNDEFINED: _("Cannot be said: both gave it to every text, or to none."),
        Verdict.FEW: _("Too few texts to be sure yet."),
        Verdict.DISCUSS: _("The codes are to be talked over."),
        Verdict.USABLE: _("Agree well enough to be used."),
    }[found.verdict]
