"""The product's addresses, and a bare view of any size that goes through the same server and middleware."""

from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from feedback.models import DirtyMark
from portal.urls import handler404, urlpatterns
from questionnaires.models import Response

__all__ = ["handler404", "urlpatterns"]


def hello(request: HttpRequest, size: int) -> HttpResponse:
    """Answer at once with as many bytes as a compressed page has; gzip leaves them alone."""
    return HttpResponse(b"\0" * size, headers={"Content-Encoding": "gzip"})


@csrf_exempt
def one_row(request: HttpRequest, version_id: int) -> HttpResponse:
    """Write one row, and lead on: the least that keeping an answer can cost."""
    DirtyMark.objects.create(version_id=version_id, week="2026-W01")
    return HttpResponseRedirect("/")


@csrf_exempt
def its_rows(request: HttpRequest, version_id: int, access_point_id: int) -> HttpResponse:
    """Write what one answer writes, as safely, and do nothing else: no questions, no form, no judging."""
    given = Response(
        submission_id=uuid4(),
        version_id=version_id,
        access_point_id=access_point_id,
        week="2026-W01",
        language="da",
        mode=Response.Mode.SCREEN,
        answers={f"question-{number}": "3" for number in range(1, 6)},
    )
    with transaction.atomic():
        Response.objects.bulk_create([given], ignore_conflicts=True)
        Response.objects.values_list("pk", flat=True).get(submission_id=given.submission_id)
        DirtyMark.objects.create(version_id=version_id, week=given.week)
    return HttpResponseRedirect("/")


urlpatterns = [
    path("-/its-rows/<int:version_id>/<int:access_point_id>", its_rows),
    path("-/one-row/<int:version_id>", one_row),
    path("-/hello/<int:size>", hello),
    *urlpatterns,
]
