"""On PostgreSQL the database itself refuses two bands of one platform that share a month.

Checked at the end of the transaction, so that a month may move from one band to the next.
"""

from django.db import migrations

CONSTRAINT = """
    ALTER TABLE cms_ageband ADD CONSTRAINT cms_ageband_never_overlap
    EXCLUDE USING gist (platform_id WITH =, int4range(from_months, to_months, '[)') WITH &&)
    DEFERRABLE INITIALLY DEFERRED
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(CONSTRAINT)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE cms_ageband DROP CONSTRAINT cms_ageband_never_overlap")


class Migration(migrations.Migration):
    dependencies = [("cms", "0004_bands_and_platforms_lose_their_words")]
    operations = [migrations.RunPython(add, remove)]
