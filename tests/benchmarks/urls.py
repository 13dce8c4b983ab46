"""The product's addresses, and a bare view of any size that goes through the same server and middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]


def hello(request: HttpRequest, size: int) -> HttpResponse:
    """Answer at once with as many bytes as a compressed page has; gzip leaves them alone."""
    return HttpResponse(b"\0" * size, headers={"Content-Encoding": "gzip"})


urlpatterns = [path("-/hello/<int:size>", hello), *urlpatterns]
