from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.models import AgeBand, Contact, Platform, Signpost, SynonymSet
from cms.permissions import PlatformPolicy, choosable_pages
from cms.viewsets import PlatformViewSet

register_permission_policy(Platform, PlatformPolicy(Platform, path=""))
for model in (AgeBand, Contact, Signpost, SynonymSet):
    register_permission_policy(model, PlatformPolicy(model))

register_snippet(PlatformViewSet)

hooks.register("construct_page_chooser_queryset", choosable_pages)
