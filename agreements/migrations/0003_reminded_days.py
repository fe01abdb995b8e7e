from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_people")]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="reminded_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="reminded so many days before the end",
            ),
        )
    ]
