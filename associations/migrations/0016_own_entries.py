"""The quick log begins with what one logged last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("associations", "0015_person_email")]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                fields=["logged_by", "-logged_at", "-id"], name="association_logged__8b8e99_idx"
            ),
        ),
    ]
