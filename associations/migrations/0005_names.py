"""Names in every spelling: what the search looks in, filled for the rows there are; and merges.

On PostgreSQL the search columns get trigram indexes. `pg_trgm` is a trusted extension: since
version 13 the owner of the database may create it. SQLite reads through the rows instead.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.postgres import OnPostgres, trigrams

BATCH = 1000


def fill(apps, schema_editor):
    """Write the columns of the rows there are, a batch at a time."""
    from associations import names

    made = {
        "Association": {
            "name_key": lambda one: names.index(one.name, one.short_name, one.city, one.cvr_number),
            "title_key": lambda one: names.index(one.name, one.short_name),
            "name_core": lambda one: names.core_of(one.name)[:300],
        },
        "Person": {
            "name_key": lambda one: names.index(one.full_name, one.sort_name, one.email, one.phone),
            "name_core": lambda one: names.key(one.full_name)[:300],
        },
    }
    for label, columns in made.items():
        model = apps.get_model("associations", label)
        last = 0
        while batch := list(model._base_manager.filter(pk__gt=last).order_by("pk")[:BATCH]):
            for one in batch:
                for column, make in columns.items():
                    setattr(one, column, make(one))
            model._base_manager.bulk_update(batch, list(columns))
            last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("associations", "0004_register")]
    operations = [
        # It stays when this step is taken back: later ones may use it.
        OnPostgres("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="association",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.association",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="name_core",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="association",
            name="name_key",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="association",
            name="title_key",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.person",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="name_core",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="person",
            name="name_key",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddIndex(
            model_name="association",
            index=models.Index(fields=["name_core"], name="association_name_co_309740_idx"),
        ),
        migrations.AddIndex(
            model_name="association",
            index=models.Index(fields=["phone"], name="association_phone_b625ce_idx"),
        ),
        migrations.AddIndex(
            model_name="association",
            index=models.Index(fields=["email"], name="association_email_4413a4_idx"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["name_core"], name="association_name_co_cb3be7_idx"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        trigrams("associations_association", "name_key"),
        trigrams("associations_association", "title_key"),
        trigrams("associations_association", "name_core"),
        trigrams("associations_person", "name_key"),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kept_name", models.CharField(max_length=150, verbose_name="stays")),
                ("gone_name", models.CharField(max_length=150, verbose_name="was merged into it")),
                ("merged_at", models.DateTimeField(verbose_name="merged at")),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="undone at"),
                ),
                ("undo_reason", models.TextField(blank=True, verbose_name="reason for undoing")),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["-merged_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MergedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="position")),
                ("kind", models.CharField(max_length=100, verbose_name="kind of object")),
                ("object_id", models.CharField(max_length=40, verbose_name="object")),
                ("before", models.JSONField(verbose_name="before")),
                ("after", models.JSONField(null=True, verbose_name="after")),
            ],
            options={
                "verbose_name": "row of a merge",
                "verbose_name_plural": "rows of a merge",
                "ordering": ["merge_id", "position"],
            },
        ),
        migrations.CreateModel(
            name="NotDuplicate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="told at")),
            ],
            options={
                "verbose_name": "pair that is no duplicate",
                "verbose_name_plural": "pairs that are no duplicates",
                "ordering": ["-told_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="merge",
            name="gone",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.association",
                verbose_name="association that was merged into it",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="gone_person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.person",
                verbose_name="person that was merged into it",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="kept",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.association",
                verbose_name="association that stays",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="kept_person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.person",
                verbose_name="person that stays",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="merged_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="merged by",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="undone by",
            ),
        ),
        migrations.AddField(
            model_name="mergedrow",
            name="merge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="associations.merge",
                verbose_name="merge",
            ),
        ),
        migrations.AddField(
            model_name="notduplicate",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="associations.association",
                verbose_name="association",
            ),
        ),
        migrations.AddField(
            model_name="notduplicate",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="associations.association",
                verbose_name="other association",
            ),
        ),
        migrations.AddField(
            model_name="notduplicate",
            name="told_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="told by",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("gone__isnull", False),
                        ("gone_person", None),
                        ("kept__isnull", False),
                        ("kept_person", None),
                    ),
                    models.Q(
                        ("gone", None),
                        ("gone_person__isnull", False),
                        ("kept", None),
                        ("kept_person__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="associations_merge_two_of_a_kind",
                violation_error_message="Two associations are merged, or two persons.",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kept", models.F("gone")), _negated=True),
                    models.Q(("kept_person", models.F("gone_person")), _negated=True),
                ),
                name="associations_merge_of_two",
                violation_error_message="Choose two different rows.",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)),
                fields=("gone",),
                name="associations_merged_once",
                violation_error_message="This association has been merged already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)),
                fields=("gone_person",),
                name="associations_person_merged_once",
                violation_error_message="This person has been merged already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mergedrow",
            constraint=models.UniqueConstraint(
                fields=("merge", "position"),
                name="associations_merged_row_place",
                violation_error_message="Each change of a merge has its own place.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notduplicate",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))),
                name="associations_pair_in_order",
                violation_error_message="A pair is kept once, the older association first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notduplicate",
            constraint=models.UniqueConstraint(
                fields=("first", "second"),
                name="associations_pair_once",
                violation_error_message="This pair is noted already.",
            ),
        ),
    ]
