import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0007_sense_of_circle'),
        ('feedback', '0007_mean_change_and_target'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnedMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='owned', to='circles.circle')),
                ('measure', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='feedback.measure', verbose_name='measure')),
            ],
            options={
                'verbose_name': 'measure it answers for',
                'verbose_name_plural': 'measures it answers for',
            },
        ),
    ]
