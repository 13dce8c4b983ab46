"""Addresses at the editors' desk, below Wagtail's own."""

from django.urls import path

from cms.views.reports import GuidanceReportView, SearchesReportView
from cms.views.reviewing import MarkReviewedView

desk = [
    path("gennemgang/<int:page_id>/", MarkReviewedView.as_view(), name="cms_review"),
    path("reports/vejledning/", GuidanceReportView.as_view(), name="cms_report"),
    path(
        "reports/vejledning/results/",
        GuidanceReportView.as_view(results_only=True),
        name="cms_report_results",
    ),
    path("reports/soegninger/", SearchesReportView.as_view(), name="cms_searches"),
    path(
        "reports/soegninger/results/",
        SearchesReportView.as_view(results_only=True),
        name="cms_searches_results",
    ),
]
