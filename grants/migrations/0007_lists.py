"""The list of cases: the newest first, searched by number and title."""

from django.db import migrations, models

from core.postgres import trigrams


class Migration(migrations.Migration):
    # The register's search has brought pg_trgm.
    dependencies = [("grants", "0006_recall"), ("associations", "0005_names")]

    operations = [
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                fields=["-submitted_at", "-id"], name="grants_appl_submitt_7d01d7_idx"
            ),
        ),
        trigrams("grants_application", "title", ignoring_case=True),
        trigrams("grants_application", "case_number", ignoring_case=True),
    ]
