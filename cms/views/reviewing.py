"""The screen on which somebody says that a page has been reviewed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.actions import TextHasMoved, mark_reviewed
from cms.forms import ReviewForm
from cms.models import GuidancePage


class MarkReviewedView(WagtailAdminTemplateMixin, FormView):
    """What is reviewed is the text citizens read now, and never a draft."""

    form_class = ReviewForm
    template_name = "desk/screen.html"
    page_title = gettext_lazy("Mark as reviewed")
    header_icon = "check"

    @cached_property
    def page(self) -> GuidancePage:
        pages = GuidancePage.objects.filter(alias_of=None)
        return get_object_or_404(pages, pk=self.kwargs["page_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.page.may_be_reviewed_by(request.user):
            raise PermissionDenied
        if not self.page.live:
            messages.error(
                request, _("Publish the page first: only what citizens read is reviewed.")
            )
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.get_success_url(), "label": self.page.title},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self) -> dict[str, Any]:
        page = self.page
        return {
            "reviewer": page.reviewer,
            "reviewer_role": page.reviewer_role,
            "revision": page.live_revision_id,
        }

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        said = form.cleaned_data
        self.page.live_revision_id = said["revision"]
        try:
            mark_reviewed(
                page=self.page,
                by=self.request.user,
                reviewer=said["reviewer"],
                reviewer_role=said["reviewer_role"],
                on=timezone.localdate(),
            )
        except TextHasMoved:
            messages.error(
                self.request, _("Another text was published meanwhile. Read it, and mark it again.")
            )
            return redirect(self.request.path)
        messages.success(self.request, _("“%s” is marked as reviewed.") % self.page.title)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        ours = {
            "form": context["form"],
            "page": self.page,
            "edit_url": self.get_success_url(),
            "live_url": self.page.get_url(self.request),
        }
        part = render_to_string("cms/admin/mark_reviewed.html", ours, request=self.request)
        return context | {"part": part}
