"""What is done with platforms and their pages, besides writing them."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms import letters, review
from cms.models import Change, GuidancePage, Platform, PlatformPage
from cms.signals import page_reviewed
from portal.users.models import User

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


class TextHasMoved(ValueError):
    """The text that was read is not the one citizens read now."""


@transaction.atomic
def mark_reviewed(
    *, page: GuidancePage, by: User, reviewer: str, reviewer_role: str, on: date
) -> None:
    """Note that somebody has read the whole live page. No revision: the text is the same.

    Raises TextHasMoved when the page is not live, or another text went live since `page` was read.
    """
    rows = GuidancePage.objects.filter(pk=page.pk, live=True, live_revision=page.live_revision_id)
    dates = {
        "reviewed_on": on,
        "reviewed_by": reviewer,
        "reviewed_by_role": reviewer_role,
        "due_on": review.due_on(on, page.review_interval_months, page.pk),
        "reminded_on": None,
    }
    if not rows.update(**dates):
        raise TextHasMoved(f"“{page}” is not live, or its text has changed.")
    GuidancePage.objects.with_copies_of(page).update(**dates)
    data = {"reviewer": reviewer, "reviewer_role": reviewer_role, "on": on.isoformat()}
    log(instance=page, action="cms.review", user=by, data=data)
    transaction.on_commit(lambda: page_reviewed.send(GuidancePage, page=page))


@transaction.atomic
def tell_readers(*, page: GuidancePage, on: date) -> None:
    """Write once what has changed in the advice; the next draft begins as a small correction.

    The same note is not told again when an older or a scheduled draft that carries it is published.
    """
    if page.update_kind != page.UpdateKind.MAJOR:
        return
    _, is_news = Change.objects.get_or_create(
        page_id=page.pk, note=page.change_note, defaults={"on": on}
    )
    row = {"update_kind": page.UpdateKind.MINOR, "change_note": ""}
    GuidancePage.objects.filter(pk=page.pk).update(**row)
    if is_news:
        GuidancePage.objects.with_copies_of(page).update(changed_on=on)


@transaction.atomic
def tell_why(*, page: GuidancePage, note: str, reason: str, on: date) -> None:
    """Tell readers that a page has changed, and where they can read why."""
    Change.objects.update_or_create(
        page_id=page.alias_of_id or page.pk, note=note, on=on, defaults={"reason": reason}
    )
    GuidancePage.objects.with_copies_of(page).update(changed_on=on)


def forget_why(*, reason: str) -> None:
    """Tell no more of a change whose reason cannot be read any more."""
    for change in Change.objects.filter(reason=reason):
        change.delete()  # one by one, so that kept pages hear of it


def remind_of_reviews(*, on: date) -> None:
    """Write to those who answer for pages that are due: one letter for each person and day.

    A page is claimed before the letter is sent, so that two workers never send it twice; when nobody
    could be told, it is given back and tried again the next day.
    """
    claimed = {page.pk: page for page in GuidancePage.objects.to_remind(on) if claim(page, on)}
    told: set[int] = set()
    for person, pages in letters.by_person(claimed.values(), on).items():
        if letters.send(person, pages, on):
            told |= {page.pk for page in pages}
    for pk in claimed.keys() - told:
        GuidancePage.objects.filter(pk=pk).update(reminded_on=claimed[pk].reminded_on)


def claim(page: GuidancePage, on: date) -> bool:
    """Return whether this worker was the first to take the page's reminder."""
    rows = GuidancePage.objects.filter(pk=page.pk, reminded_on=page.reminded_on)
    return page.wants_reminder(on) and bool(rows.update(reminded_on=on))
