"""Somali for the pages of associations and the public."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_roles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="invitation",
            name="language",
            field=models.CharField(
                choices=[
                    ("da", "Danish"),
                    ("en", "English"),
                    ("ar", "Arabic"),
                    ("tr", "Turkish"),
                    ("so", "Somali"),
                ],
                default="da",
                max_length=10,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="preferred_language",
            field=models.CharField(
                choices=[
                    ("da", "Danish"),
                    ("en", "English"),
                    ("ar", "Arabic"),
                    ("tr", "Turkish"),
                    ("so", "Somali"),
                ],
                default="da",
                help_text="Pages and messages are shown in this language.",
                max_length=10,
                verbose_name="preferred language",
            ),
        ),
    ]
