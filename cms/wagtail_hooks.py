from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.models import AgeBand, Contact, GuidancePage, Platform, Signpost, SynonymSet
from cms.permissions import PlatformPolicy, choosable_pages
from cms.viewsets import KnowledgeGroup

register_permission_policy(Platform, PlatformPolicy(Platform, path=""))
for model in (AgeBand, Contact, Signpost, SynonymSet):
    register_permission_policy(model, PlatformPolicy(model))

hooks.register("construct_page_chooser_queryset", choosable_pages)

register_snippet(KnowledgeGroup)


@hooks.register("register_page_header_buttons")
def make_poster(
    page: Page, user: AbstractBaseUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """A poster is Danish; a translation has none of its own."""
    is_advice = issubclass(page.specific_class, GuidancePage) and page.locale.is_default
    if is_advice and user.has_perm("cms.add_signpost"):
        address = reverse(Signpost.snippet_viewset.get_url_name("add"))
        yield Button(
            _("Make a poster"), url=f"{address}?page={page.pk}", icon_name="thumbtack", priority=80
        )
