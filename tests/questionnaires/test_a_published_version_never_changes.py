"""The database refuses to change a published version, with whatever SQL; a draft changes freely."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from portal.periods import Week
from questionnaires import guard, publishing
from questionnaires.actions import close_weeks
from questionnaires.models import Questionnaire, QuestionnaireVersion
from tests.questionnaires.test_definition import GOOD, changed

TODAY = date(2026, 11, 24)
OTHER_CONTENT = json.dumps(changed(title={"da": "Et andet"}))
Version = QuestionnaireVersion
pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> Version:
    return publishing.publish_version(document=GOOD, on=TODAY)


@pytest.fixture
def draft() -> Version:
    return publishing.save_draft(document=GOOD)


def update(version: Version, column: str, value: Any) -> None:
    """Change one column by SQL of our own: no code of the models is asked."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {guard.TABLE} SET {column} = %s WHERE id = %s", [value, version.pk])


def stored(version: Version) -> dict[str, Any]:
    return Version.objects.values().get(pk=version.pk)


FROZEN = [
    ("definition", OTHER_CONTENT),
    ("sha256", "0" * 64),
    ("version", "1.0 rettet"),
    ("published_on", "2020-01-01"),
    ("published_on", None),
    ("status", "draft"),
]


@pytest.mark.parametrize(("column", "value"), FROZEN)
def test_what_was_asked_is_never_changed_afterwards(
    published: Version, column: str, value: Any
) -> None:
    before = stored(published)

    with pytest.raises(DatabaseError, match=guard.REFUSAL):
        update(published, column, value)

    assert stored(published) == before


def test_a_version_is_not_moved_to_another_questionnaire(published: Version) -> None:
    other = Questionnaire.objects.create(key="andet", title="Andet")

    with pytest.raises(DatabaseError, match=guard.REFUSAL):
        update(published, "questionnaire_id", other.pk)


@pytest.mark.parametrize("status", ["active", "draft"])
def test_a_retired_version_stays_retired(published: Version, status: str) -> None:
    publishing.retire(version=published)

    with pytest.raises(DatabaseError, match=guard.REFUSAL):
        update(published, "status", status)


def test_a_retired_version_is_as_frozen_as_one_in_use(published: Version) -> None:
    publishing.retire(version=published)

    with pytest.raises(DatabaseError, match=guard.REFUSAL):
        update(published, "definition", OTHER_CONTENT)


def test_many_are_not_changed_at_once(published: Version) -> None:
    with pytest.raises(DatabaseError, match=guard.REFUSAL), transaction.atomic():
        Version.objects.update(definition=changed(title={"da": "Et andet"}))


def test_a_changed_object_is_not_saved(published: Version) -> None:
    published.definition = changed(title={"da": "Et andet"})

    with pytest.raises(DatabaseError, match=guard.REFUSAL), transaction.atomic():
        published.save()


@pytest.mark.parametrize(("column", "value"), FROZEN[:3])
def test_a_draft_may_change(draft: Version, column: str, value: Any) -> None:
    update(draft, column, value)

    draft.refresh_from_db()
    assert getattr(draft, column) == (json.loads(value) if column == "definition" else value)


def test_saving_it_unchanged_is_no_change(published: Version) -> None:
    before = stored(published)

    published.save()

    assert stored(published) == before


def test_weeks_are_closed_and_it_is_retired_and_declared_comparable(published: Version) -> None:
    later = publishing.publish_version(document=changed(version="1.1"), on=TODAY)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {guard.TABLE} SET comparable_to_id = %s, comparable_because = %s WHERE id = %s",
            [published.pk, "Kun et komma.", later.pk],
        )
    close_weeks(version_id=later.pk, through=Week(2026, 47))
    publishing.retire(version=later)

    later.refresh_from_db()
    assert (later.comparable_to, later.closed_through) == (published, "2026-W47")
    assert later.status == Version.Status.RETIRED


def triggers() -> set[str]:
    names = {"sqlite": "name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"}
    other = "tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass"
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + names.get(connection.vendor, other), [guard.TABLE])
        return {name for (name,) in cursor.fetchall()}


def test_the_guard_stands_after_all_migrations() -> None:
    assert triggers() == {f"{guard.TABLE}_frozen"}


def test_migrating_puts_back_a_guard_that_was_lost() -> None:
    """SQLite drops it in silence when a migration rebuilds the table."""
    on = "" if connection.vendor == "sqlite" else f" ON {guard.TABLE}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guard.TABLE}_frozen{on}")
    assert not triggers()

    call_command("migrate", verbosity=0)

    assert triggers() == {f"{guard.TABLE}_frozen"}


@pytest.mark.parametrize("is_retired", [False, True], ids=["in use", "retired"])
def test_what_was_published_is_not_deleted(published: Version, is_retired: bool) -> None:
    if is_retired:
        publishing.retire(version=published)
        published.refresh_from_db()

    with pytest.raises(PermissionDenied), transaction.atomic():
        published.delete()

    assert Version.objects.count() == 1


def test_deleting_many_deletes_none_where_one_was_published(published: Version) -> None:
    publishing.save_draft(document=changed(version="1.1"))

    with pytest.raises(PermissionDenied), transaction.atomic():
        Version.objects.all().delete()

    assert Version.objects.count() == 2


def test_a_draft_is_deleted(draft: Version) -> None:
    draft.delete()

    assert not Version.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_database_for_tests_is_still_emptied(published: Version) -> None:
    """Django empties it with DELETE or TRUNCATE after a test like this one."""
    assert Version.objects.count() == 1

    call_command(
        "flush", interactive=False, verbosity=0, inhibit_post_migrate=True, reset_sequences=False
    )

    assert not Version.objects.exists()
