from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_words_move_to_pages")]
    operations = [
        migrations.RemoveField(
            model_name='ageband',
            name='heading',
        ),
        migrations.RemoveField(
            model_name='ageband',
            name='intro',
        ),
        migrations.RemoveField(
            model_name='platform',
            name='intro',
        ),
        migrations.RemoveField(
            model_name='platform',
            name='promise',
        ),
        migrations.RemoveField(
            model_name='platform',
            name='question',
        ),
        migrations.RemoveField(
            model_name='platform',
            name='younger',
        ),
    ]
