"""The words citizens read move from platforms and bands to the page, where they can be translated."""

from django.db import migrations


def move(apps, schema_editor):
    BandText = apps.get_model("cms", "BandText")
    for page in apps.get_model("cms", "PlatformPage").objects.select_related("platform"):
        platform = page.platform
        for name in ("question", "intro", "promise", "younger"):
            setattr(page, name, getattr(platform, name))
        page.save()
        for band in platform.bands.all():
            BandText.objects.create(
                page=page,
                band=band,
                locale_id=page.locale_id,
                name=band.name,
                heading=band.heading or band.name,
                intro=band.intro,
            )


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_translations_and_governance")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
