"""A list is brought in apart from the request that confirms it, and is emptied after its term."""

import django.db.models.deletion
import django_fsm
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0016_own_entries"),
        ("core", "0003_somali"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="import", name="associations_import_confirmed"),
        migrations.AddField(
            model_name="import",
            name="emptied_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="file and rows deleted at"
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="failed_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="bringing it in failed at"
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.document",
                verbose_name="file",
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="status",
            field=django_fsm.FSMField(
                choices=[
                    ("uploaded", "Uploaded"),
                    ("checking", "Being checked"),
                    ("checked", "Checked"),
                    ("confirming", "Being brought in"),
                    ("confirmed", "Brought in"),
                    ("cancelled", "Cancelled"),
                ],
                default="uploaded",
                max_length=10,
                protected=True,
                verbose_name="status",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=Q(status__in=("confirming", "confirmed"), confirmed_at__isnull=False)
                | (~Q(status__in=("confirming", "confirmed")) & Q(confirmed_at=None)),
                name="associations_import_confirmed",
                violation_error_message="What is brought in has a time at which it was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=Q(document__isnull=False, emptied_at=None)
                | Q(document=None, emptied_at__isnull=False, status__in=("confirmed", "cancelled")),
                name="associations_import_emptied",
                violation_error_message="Only a list that has ended is without its file.",
            ),
        ),
    ]
