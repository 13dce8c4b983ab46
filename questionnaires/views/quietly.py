"""A crash where people answer is told without what they said: in the page, the log and the letter."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

WORD = re.compile(r"\w{3,}")


class Unsaid(Exception):
    """Stands for an error whose own words repeated what somebody wrote; its name and place are left."""


def answers_stay_here(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let no report of a crash in this view repeat what was sent to it.

    The report is told to hide the fields; the words of the error itself are looked at here. PostgreSQL
    says "Failing row contains (…)", and `int("…")` says what it was given.
    """

    @wraps(view)
    @sensitive_post_parameters()
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Exception as error:
            sent = words_of(request)
            if not any(sent & set(WORD.findall(each)) for each in messages(error)):
                raise
            name = f"{type(error).__module__}.{type(error).__qualname__}"
            raise Unsaid(name).with_traceback(error.__traceback__) from None

    return wrapper


def words_of(request: HttpRequest) -> set[str]:
    sent = (value for values in request.POST.lists() for value in values[1])
    return {word for value in sent for word in WORD.findall(value)}


def messages(error: BaseException | None) -> Iterator[str]:
    """Yield what an error says, and those it came from: a traceback tells them all."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield str(error)
        error = error.__cause__ or error.__context__
