"""The database itself refuses to change a published version, whoever asks and with whatever SQL.

Laid anew after every migration: SQLite drops a table's triggers when a later migration rebuilds it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "questionnaires_questionnaireversion"
REFUSAL = "A published version never changes. Make a new version."
# What may still change: the status (never back), the closed weeks, and what a person says of it.
FROZEN = ("questionnaire_id", "version", "definition", "sha256", "published_on")
CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in FROZEN)
TURNED_BACK = "NEW.status = 'draft' OR (OLD.status = 'retired' AND NEW.status <> 'retired')"
BREACH = f"OLD.status <> 'draft' AND ({CHANGED} OR {TURNED_BACK})"

SQLITE = (
    f"DROP TRIGGER IF EXISTS {TABLE}_frozen",
    f"""CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE}
    WHEN {BREACH.replace("IS DISTINCT FROM", "IS NOT")}
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
)
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION {TABLE}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation'; END $$""",
    f"DROP TRIGGER IF EXISTS {TABLE}_frozen ON {TABLE}",
    f"""CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW
    WHEN ({BREACH})
    EXECUTE FUNCTION {TABLE}_frozen()""",
)


def lay(connection: BaseDatabaseWrapper) -> None:
    """Put the trigger on the table, in place of an older one."""
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)
