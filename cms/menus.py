"""Where our own screens are found at the editors' desk."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models import GuidancePage, Signpost
from portal.users.models import User


class EditorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(GuidancePage)
        return policy.user_has_any_permission(request.user, ["add", "change", "publish"])


def report_item() -> MenuItem:
    return EditorsMenuItem(
        _("Pages of advice"),
        reverse("cms_report"),
        name="guidance",
        icon_name="clipboard-list",
        order=100,
    )


def review_buttons(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    guide = page.specific
    if not isinstance(guide, GuidancePage) or not guide.live or guide.alias_of_id:
        return
    if guide.may_be_reviewed_by(user):
        url = reverse("cms_review", args=[guide.pk])
        yield Button(_("Mark as reviewed"), url=url, icon_name="check", priority=5)


def make_poster(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """A poster is Danish; a translation has none of its own."""
    is_advice = issubclass(page.specific_class, GuidancePage) and page.locale.is_default
    if is_advice and user.has_perm("cms.add_signpost"):
        address = reverse(Signpost.snippet_viewset.get_url_name("add"))
        yield Button(
            _("Make a poster"), url=f"{address}?page={page.pk}", icon_name="thumbtack", priority=80
        )
