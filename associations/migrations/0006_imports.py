"""Lists brought in from spreadsheets: the file, what its columns mean, and its rows."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0005_names"),
        ("core", "0002_municipality_and_languages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signature", models.CharField(error_messages={"unique": "These headings are known already."}, max_length=64, unique=True, verbose_name="fingerprint of the headings")),
                ("columns", models.JSONField(default=list, verbose_name="what each column is")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                ("saved_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="saved by")),
            ],
            options={
                "verbose_name": "meaning of the columns",
                "verbose_name_plural": "meanings of the columns",
                "ordering": ["-saved_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("status", django_fsm.FSMField(choices=[("uploaded", "Uploaded"), ("checking", "Being checked"), ("checked", "Checked"), ("confirmed", "Brought in"), ("cancelled", "Cancelled")], default="uploaded", max_length=10, protected=True, verbose_name="status")),
                ("mode", models.CharField(choices=[("fill", "Only fill in what is empty in the register"), ("overwrite", "Overwrite what differs with what the list says")], default="fill", max_length=10, verbose_name="what differs")),
                ("sheet", models.CharField(blank=True, max_length=100, verbose_name="sheet")),
                ("header_row", models.PositiveIntegerField(default=1, verbose_name="row with the headings")),
                ("headings", models.JSONField(blank=True, default=list, verbose_name="headings")),
                ("columns", models.JSONField(blank=True, default=list, verbose_name="what each column is")),
                ("other_sheets", models.JSONField(blank=True, default=list, verbose_name="other sheets with rows")),
                ("is_cleaned", models.BooleanField(default=False, verbose_name="CPR numbers were taken out of the file")),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("checked_count", models.PositiveIntegerField(default=0, verbose_name="rows checked")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="brought in at")),
                ("confirmed_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="brought in by")),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.document", verbose_name="file")),
                ("uploaded_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="uploaded by")),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-uploaded_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("checked_count__lte", models.F("row_count"))),
                        name="associations_import_progress",
                        violation_error_message="No more rows can be checked than there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("status", "confirmed")),
                            models.Q(models.Q(("status", "confirmed"), _negated=True), ("confirmed_at", None)),
                            _connector="OR",
                        ),
                        name="associations_import_confirmed",
                        violation_error_message="What is brought in has a time at which it was.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("cells", models.JSONField(default=list, verbose_name="cells")),
                ("verdict", models.CharField(blank=True, choices=[("new", "New"), ("update", "Changes"), ("same", "Nothing to change"), ("duplicate", "Perhaps in the register already: choose"), ("refused", "Left out")], max_length=10, verbose_name="verdict")),
                ("reasons", models.JSONField(blank=True, default=list, verbose_name="remarks")),
                ("plan", models.JSONField(blank=True, default=dict, verbose_name="plan")),
                ("fills", models.PositiveSmallIntegerField(default=0, verbose_name="fields to fill in")),
                ("differs", models.PositiveSmallIntegerField(default=0, verbose_name="fields that differ")),
                ("proposes", models.BooleanField(default=False, verbose_name="names somebody else for a post")),
                ("cvr_number", models.CharField(blank=True, max_length=8, verbose_name="CVR number")),
                ("key", models.CharField(blank=True, max_length=60, verbose_name="number in the list")),
                ("name_key", models.CharField(blank=True, max_length=200, verbose_name="name, made alike")),
                ("candidates", models.JSONField(blank=True, default=list, verbose_name="perhaps the same")),
                ("choice", models.CharField(blank=True, max_length=20, verbose_name="choice")),
                ("association", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="import_rows", to="associations.association", verbose_name="association")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="associations.import", verbose_name="import")),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
                "ordering": ["source_id", "number"],
                "indexes": [
                    models.Index(fields=["source", "verdict", "number"], name="association_source__b7aaee_idx"),
                    models.Index(condition=models.Q(("key", ""), _negated=True), fields=["key"], name="associations_import_key"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "number"),
                        name="associations_import_row_once",
                        violation_error_message="This row is there already.",
                    )
                ],
            },
        ),
    ]  # fmt: skip
