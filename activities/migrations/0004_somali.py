"""Somali for the pages of associations and the public."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="audience_so",
            field=models.CharField(blank=True, max_length=150, null=True, verbose_name="for whom"),
        ),
        migrations.AddField(
            model_name="event",
            name="description_so",
            field=models.TextField(blank=True, null=True, verbose_name="description"),
        ),
        migrations.AddField(
            model_name="event",
            name="title_so",
            field=models.CharField(max_length=150, null=True, verbose_name="title"),
        ),
    ]
