"""The democracy condition, answered in every case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0004_somali"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DemocracyCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("no_remarks", "No remarks"),
                            ("to_be_examined", "To be examined"),
                            ("not_met", "Not met"),
                        ],
                        max_length=15,
                        verbose_name="result",
                    ),
                ),
                (
                    "basis",
                    models.TextField(
                        blank=True,
                        help_text="Statutes, purpose, conduct, a visit: facts about the association, never about what its members believe or where they come from.",
                        verbose_name="what it rests on",
                    ),
                ),
                ("checked_at", models.DateTimeField(verbose_name="answered at")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="democracy_check",
                        to="grants.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "democracy check",
                "verbose_name_plural": "democracy checks",
                "ordering": ["-checked_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result", "no_remarks"),
                            models.Q(("basis", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="grants_democracy_basis",
                        violation_error_message="Write what the answer rests on.",
                    )
                ],
            },
        ),
    ]
