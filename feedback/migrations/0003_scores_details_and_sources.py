import django.db.models.deletion
from django.db import migrations, models


def name_the_source(apps, schema_editor):
    """Until now a measure without a questionnaire was one whose numbers come from another system."""
    apps.get_model("feedback", "Measure").objects.filter(questionnaire=None).update(source="series")


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0006_one_install_many_platforms'),
        ('feedback', '0002_page_publications'),
        ('questionnaires', '0005_texts_waiting'),
    ]

    operations = [
        migrations.CreateModel(
            name='DetailPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quarter', models.CharField(max_length=7)),
                ('status', models.CharField(choices=[('closed', 'Published'), ('withheld', 'Could not be protected, so nothing is shown')], max_length=8)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('table', models.JSONField(default=dict, help_text='See feedback/detailcubes.py: None marks a masked cell.')),
            ],
            options={
                'ordering': ('quarter',),
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='measure',
            name='feedback_measure_question_is_whole',
        ),
        migrations.AddField(
            model_name='measure',
            name='codes',
            field=models.CharField(blank=True, help_text='With commas between them. Counted from the next week that is published.', max_length=300, verbose_name='answers or bands that count (codes)'),
        ),
        migrations.AddField(
            model_name='measure',
            name='scale',
            field=models.CharField(blank=True, max_length=50, verbose_name='scale (key)'),
        ),
        migrations.AddField(
            model_name='measure',
            name='source',
            field=models.CharField(choices=[('top', "The share whose answer is in the question's top box"), ('choosing', 'The share choosing certain answers'), ('band', 'The share whose score is in certain bands of a scale'), ('series', 'Numbers from another system')], default='top', max_length=8, verbose_name='made from'),
        ),
        migrations.AddField(
            model_name='publication',
            name='weeks',
            field=models.JSONField(default=list, help_text='All weeks that are in it; empty for one.'),
        ),
        migrations.AddField(
            model_name='tally',
            name='scales',
            field=models.JSONField(default=dict, help_text='{scale: sums}; see feedback/aggregation.py.'),
        ),
        migrations.AlterField(
            model_name='publication',
            name='status',
            field=models.CharField(choices=[('open', 'The week is running'), ('waiting', 'Too few answers, so it waits for the weeks beside it'), ('merged', 'Published together with the weeks before it'), ('closed', 'Published'), ('withheld', 'Could not be protected, so nothing is shown')], default='open', max_length=8),
        ),
        migrations.AlterField(
            model_name='tally',
            name='options',
            field=models.JSONField(help_text='{linkId: {code: how many}}; see feedback/aggregation.py.'),
        ),
        migrations.RunPython(name_the_source, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('questionnaire', None), ('source', 'series')), models.Q(models.Q(('source', 'series'), _negated=True), ('questionnaire__isnull', False)), _connector='OR'), name='feedback_measure_has_a_source', violation_error_message='Choose a questionnaire, or say that the numbers come from another system.'),
        ),
        migrations.AddField(
            model_name='detailpublication',
            name='platform',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.platform'),
        ),
        migrations.AddField(
            model_name='detailpublication',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.questionnaireversion'),
        ),
        migrations.AddConstraint(
            model_name='detailpublication',
            constraint=models.UniqueConstraint(fields=('platform', 'version', 'quarter'), name='feedback_detailpublication_once'),
        ),
    ]
