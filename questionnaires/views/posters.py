"""What is printed: the QR code alone, the sheets that lead to the questions, and the questions on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from portal.printing import papers, posters, qr
from questionnaires import signs
from questionnaires.afterwards import told_on_paper
from questionnaires.doors import find
from questionnaires.forms import CaptureForm
from questionnaires.models import AccessPoint
from questionnaires.papers import paper as sheet

NAMES = {posters.Size.CARD: "kort", posters.Size.CARDS: "kort", posters.Size.A5: "brev"}


@require_safe
def qr_code(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(qr.svg(found(code).public_url), content_type="image/svg+xml")


@require_safe
def poster(request: HttpRequest, code: str) -> HttpResponse:
    size, access_point = size_wanted(request), found(code)
    with override(request.LANGUAGE_CODE):
        told = told_on_paper(access_point.campaign.platform, request.LANGUAGE_CODE)
        sign = signs.sign(access_point, request.LANGUAGE_CODE, told)
        content = posters.sign_pdf(sign, size)
    return printed(content, f"{NAMES.get(size, 'plakat')}-{access_point.code}.pdf")


def size_wanted(request: HttpRequest) -> posters.Size:
    try:
        return posters.Size(request.GET.get("str", posters.Size.A4).lower())
    except ValueError:
        raise Http404 from None


def printed(content: bytes, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=disposition)


def found(code: str) -> AccessPoint:
    access_point = find(code)
    if access_point is None:
        raise Http404
    return access_point


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Return the questions to fill in with a pen, in the reader's language if they are all in it."""
    access_point = found(code)
    language = access_point.asked.language_for(request.LANGUAGE_CODE)
    with override(language):
        bands = list(access_point.campaign.platform.bands.all())
        form = CaptureForm(access_point.asked, bands, language, campaign=access_point.campaign)
        content = papers.pdf(sheet(access_point, form))
    return printed(content, f"skema-{access_point.code}.pdf")
