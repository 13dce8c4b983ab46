"""The circle's published numbers for programs: JSON, read only, with a key in the Authorization header.

No cookie and no session is read or set. Whatever is wrong with a key (none, misspelt, stopped, too old, of
another circle, of a circle that is not there) the answer is the same and tells nothing. Errors are problem
details (RFC 9457). An ETag lets a program ask again for nothing, since published numbers never change.
"""

import hashlib
import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from redis.exceptions import RedisError

from feedback.circles import keys
from feedback.circles.models import Circle, CircleKey
from feedback.exports import answers, openapi
from questionnaires import flood

logger = logging.getLogger(__name__)
Answer = Callable[..., dict[str, Any] | None]
SAFE = ("GET", "HEAD")
PROBLEMS = {
    401: "A working key of this circle is needed.",
    404: "There is nothing here.",
    405: "This can only be read.",
    429: "Too many requests. Wait, and ask again.",
}


def described(view: Answer) -> Callable[..., HttpResponse]:
    """Make a view of a function that returns what a circle tells, or None where there is nothing."""

    @csrf_exempt  # nothing can be sent, and the key is no cookie
    @wraps(view)
    def wrapper(request: HttpRequest, slug: str, **given: str) -> HttpResponse:
        if request.method not in SAFE:
            return problem(405, {"Allow": ", ".join(SAFE)})
        key = key_of(request, slug)
        wait = seconds_to_wait(request, key)
        if wait:
            return problem(429, {"Retry-After": str(wait)})
        if key is None:
            return problem(401, {"WWW-Authenticate": 'Bearer realm="Kilden"'})
        keys.use(key=key, on=timezone.localdate())
        found = view(key.circle, **given)
        return problem(404) if found is None else told(request, found)

    return wrapper


@sensitive_variables()
def key_of(request: HttpRequest, slug: str) -> CircleKey | None:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        return None
    return keys.key_with(slug=slug, secret=secret.strip(), on=timezone.localdate())


def seconds_to_wait(request: HttpRequest, key: CircleKey | None) -> int:
    """Count a request with its key, and one without a key that works with its network."""
    whose = f"key {key.pk}" if key else flood.network_of(request)
    try:
        return flood.seconds_to_wait_for("api", whose) if whose else 0
    except (RedisError, OSError):
        logger.exception("The cache does not answer, so requests are not counted.")
        return 0


def told(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="application/json")
    response.headers["ETag"] = etag
    return private(get_conditional_response(request, etag=etag, response=response))


def problem(status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    content = {"type": "about:blank", "status": status, "title": PROBLEMS[status]}
    response = HttpResponse(
        json.dumps(content),
        status=status,
        content_type="application/problem+json",
        headers=headers,
    )
    return private(response)


def private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization"
    return response


def address(circle: Circle, name: str, *given: str) -> str:
    return reverse(f"circles:api_{name}", args=(circle.slug, *given))


# --- what can be asked for ----------------------------------------------------------------------


@described
def index(circle: Circle) -> dict[str, Any]:
    links = {name: address(circle, name) for name in ("measures", "quarters", "openapi")}
    return answers.index(circle.platform, circle.name, links)


@described
def measures(circle: Circle) -> dict[str, Any]:
    return answers.measures(circle.platform, lambda slug: address(circle, "measure", slug))


@described
def measure(circle: Circle, measure: str) -> dict[str, Any] | None:
    return answers.measure(circle.platform, measure, address(circle, "measure", measure))


@described
def quarters(circle: Circle) -> dict[str, Any]:
    return answers.quarters(circle.platform, lambda quarter: address(circle, "quarter", quarter))


@described
def quarter(circle: Circle, quarter: str) -> dict[str, Any] | None:
    return answers.quarter(circle.platform, quarter, address(circle, "quarter", quarter))


@described
def nothing(circle: Circle, rest: str) -> None:
    """Answer every other address below the API as the API does."""
    return None


@csrf_exempt
def description(request: HttpRequest, slug: str) -> HttpResponse:
    """Return what the API is like. It is the same for every name, and so tells of no circle."""
    if request.method not in SAFE:
        return problem(405, {"Allow": ", ".join(SAFE)})
    return told(request, openapi.document(reverse("circles:api_index", args=(slug,)).rstrip("/")))
