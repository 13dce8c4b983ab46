"""The product's addresses, and a bare view of any size that goes through the same server and middleware."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from feedback.models import DirtyMark
from portal.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]


def hello(request: HttpRequest, size: int) -> HttpResponse:
    """Answer at once with as many bytes as a compressed page has; gzip leaves them alone."""
    return HttpResponse(b"\0" * size, headers={"Content-Encoding": "gzip"})


@csrf_exempt
def one_row(request: HttpRequest, version_id: int) -> HttpResponse:
    """Write one row, and lead on: the least that keeping an answer can cost."""
    DirtyMark.objects.create(version_id=version_id, week="2026-W01")
    return HttpResponseRedirect("/")


urlpatterns = [
    path("-/one-row/<int:version_id>", one_row),
    path("-/hello/<int:size>", hello),
    *urlpatterns,
]
