"""The register of processing (GDPR, article 30), made from the campaigns themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from questionnaires.models import Campaign
from questionnaires.privacy_notes import NOTES


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show each campaign that takes answers, or still keeps some."""
    around = ("platform", "version__questionnaire", "notice")
    campaigns = Campaign.objects.filter(is_template=False).select_related(*around)
    today = timezone.localdate()
    context = {
        "entries": [(campaign, campaign.is_open(today)) for campaign in campaigns],
        "stored": NOTES[0].words,
    }
    return render(request, "questionnaires/register.html", context)
