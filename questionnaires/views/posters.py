"""What is printed: the QR code alone, and the poster."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from portal.printing import posters, qr
from questionnaires.definition import spoken
from questionnaires.models import AccessPoint
from questionnaires.views.capture import find


@require_safe
def qr_code(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(qr.svg(found(code).public_url), content_type="image/svg+xml")


@require_safe
def poster(request: HttpRequest, code: str) -> HttpResponse:
    access_point = found(code)
    with override(request.LANGUAGE_CODE):
        content = posters.pdf(words(access_point, request.LANGUAGE_CODE))
    disposition = f'inline; filename="plakat-{access_point.code}.pdf"'
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": disposition}
    )


def found(code: str) -> AccessPoint:
    access_point = find(code)
    if access_point is None:
        raise Http404
    return access_point


def words(access_point: AccessPoint, language: str) -> posters.Poster:
    definition = access_point.campaign.version.parsed
    address = access_point.public_url
    return posters.Poster(
        language=language,
        platform=access_point.campaign.platform.name,
        title=spoken(definition.title, language),
        intro=spoken(definition.intro, language),
        scan=_("Point the phone's camera at the code, or go to"),
        address=address.partition("://")[2].rstrip("/"),
        promise=_("Anonymous: we keep the answers and the week, nothing about you."),
        place=str(access_point.place or ""),
        qr=qr.svg(address).decode(),
        qr_alt=_("QR code for the questionnaire"),
    )
