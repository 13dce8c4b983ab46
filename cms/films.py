"""Serves documents, and films in the parts their player asks for; Wagtail serves them only whole."""

from collections.abc import Iterator
from typing import IO

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_whole

from cms.ranges import asked_bytes

CHUNK = 64 * 1024


@require_safe
def serve(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Let Wagtail decide who may have the file, and cut the answer down to what was asked for."""
    try:
        response = serve_whole(request, document_id, document_filename)
    except FileNotFoundError as error:
        raise Http404("The document has no file.") from error
    if not isinstance(response, FileResponse) or not is_film(response):
        return response
    response.headers["Accept-Ranges"] = "bytes"
    return in_part(response, request)


def is_film(response: FileResponse) -> bool:
    return response.headers["Content-Type"].startswith("video/")


def in_part(whole: FileResponse, request: HttpRequest) -> HttpResponseBase:
    size, etag = int(whole.headers["Content-Length"]), whole.headers["ETag"]
    span = asked_bytes(request.headers.get("Range", ""), size)
    if span is None or request.headers.get("If-Range", etag) != etag:
        return whole
    if not span:
        whole.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    whole.status_code = 206
    whole.headers["Content-Length"] = str(len(span))
    whole.headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
    whole.headers["Content-Encoding"] = "identity"  # compressed, the bytes would not fit
    whole.streaming_content = chunks(whole.file_to_stream, span)
    return whole


def chunks(file: IO[bytes], span: range) -> Iterator[bytes]:
    file.seek(span.start)
    for start in range(span.start, span.stop, CHUNK):
        yield file.read(min(CHUNK, span.stop - start))
