"""What is done with platforms and their pages."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.models import Platform, PlatformPage

PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILE_RIGHTS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)


@transaction.atomic
def open_to_editors(*, page: PlatformPage) -> Group:
    """Give the platform a group of editors with rights on this page, its pictures and its rows.

    Called for each language the platform gets: its editors follow their pages.
    """
    platform = page.platform
    if platform.editors is None:
        platform.editors = new_editors(platform)
        platform.save(update_fields=["editors"])
    for right in Permission.objects.filter(codename__in=PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(
            group=platform.editors, page=page, permission=right
        )
    return platform.editors


def new_editors(platform: Platform) -> Group:
    group = Group.objects.create(name=f"Redaktører · {platform.name} ({platform.slug})"[:150])
    group.permissions.add(*permissions(settings.EDITORS_MAY))
    collection = Collection.get_first_root_node().add_child(name=platform.name)
    for right in Permission.objects.filter(codename__in=FILE_RIGHTS):
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=right
        )
    return group


def permissions(names: Iterable[str]) -> list[Permission]:
    """Return the permissions called “app.codename”. Raises LookupError where one does not exist."""
    wanted = {tuple(name.split(".")) for name in names}
    rows = Permission.objects.select_related("content_type").filter(
        codename__in={codename for _, codename in wanted}
    )
    found = {(right.content_type.app_label, right.codename): right for right in rows}
    if missing := wanted - set(found):
        raise LookupError(f"There is no permission called {sorted(missing)}.")
    return [found[name] for name in wanted]
