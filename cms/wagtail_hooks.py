from wagtail import hooks
from wagtail.images.image_operations import FilterOperation
from wagtail.snippets.models import register_snippet

from cms.pictures import Plain
from cms.viewsets import ContactViewSet, PlatformViewSet

register_snippet(PlatformViewSet)
register_snippet(ContactViewSet)


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[FilterOperation]]]:
    return [("plain", Plain)]
