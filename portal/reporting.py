"""What the report of a crash may repeat: where people answer, nothing they sent and nothing about them."""

from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

# What is left to find the fault by: neither an address nor a browser, and no query.
TOLD = {"REQUEST_METHOD", "PATH_INFO", "HTTP_HOST", "SERVER_NAME", "CONTENT_TYPE", "CONTENT_LENGTH"}


def holds_answers(request: HttpRequest | None) -> bool:
    """Say whether the view has marked everything that was sent to it as sensitive."""
    return getattr(request, "sensitive_post_parameters", None) == "__ALL__"


class HidesAnswers(SafeExceptionReporterFilter):
    """Django hides what is marked in production only, and never what a frame of ours calls something else.

    Here it is hidden on the debug page too, with every variable on the way to the crash: the same words
    stand in the form, in the cleaned data and in the row that was to be stored.
    """

    def is_active(self, request: HttpRequest | None) -> bool:
        return holds_answers(request) or super().is_active(request)

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> list[tuple[str, Any]]:
        found = super().get_traceback_frame_variables(request, tb_frame)
        if not holds_answers(request):
            return list(found)
        return [(name, self.cleansed_substitute) for name, _value in found]

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        found: dict[str, Any] = super().get_safe_request_meta(request)
        if not holds_answers(request):
            return found
        return {name: value for name, value in found.items() if name in TOLD}
