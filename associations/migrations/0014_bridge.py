"""A draft opened to a consultant, and the suggestions beside its fields."""

import django.core.validators
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0013_capacity"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.SlugField(max_length=30, verbose_name="kind")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="draft")),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                ("valid_until", models.DateField(verbose_name="open until")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
                (
                    "ended",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "The association has closed it"),
                            ("consultant", "The consultant is done"),
                            ("expired", "The days are over"),
                            ("draft_gone", "The draft is sent, adopted or deleted"),
                        ],
                        max_length=15,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "noted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="minutes noted at"),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_openings",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "consultant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_openings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="consultant",
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="draft_opening",
                        to="associations.contact",
                        verbose_name="entry of the log",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
            ],
            options={
                "verbose_name": "opened draft",
                "verbose_name_plural": "opened drafts",
                "ordering": ["-opened_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.SlugField(max_length=40, verbose_name="field")),
                (
                    "made_against",
                    models.TextField(blank=True, verbose_name="the text it was made against"),
                ),
                ("text", models.TextField(blank=True, verbose_name="suggested text")),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(1000)],
                        verbose_name="why",
                    ),
                ),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("pending", "Waits for you"),
                            ("accepted", "Taken"),
                            ("declined", "Not taken"),
                            ("outdated", "No longer relevant"),
                        ],
                        default="pending",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="associations.draftopening",
                        verbose_name="opened draft",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggestion",
                "verbose_name_plural": "suggestions",
                "ordering": ["made_at", "id"],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddIndex(
            model_name="draftopening",
            index=models.Index(fields=["kind", "object_id"], name="association_kind_16e1f4_idx"),
        ),
        migrations.AddIndex(
            model_name="draftopening",
            index=models.Index(
                condition=models.Q(("noted_at", None)),
                fields=["consultant", "valid_until"],
                name="associations_opening_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftopening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("kind", "object_id", "consultant"),
                name="associations_one_opening",
                violation_error_message="The draft is open to this consultant already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("ended", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("ended", ""), _negated=True)),
                    _connector="OR",
                ),
                name="associations_opening_ended",
                violation_error_message="What is closed says why, what is open does not.",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("contact", None), ("noted_at__isnull", False), _connector="OR"),
                name="associations_opening_noted",
                violation_error_message="An entry of the log is noted with its time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "pending")),
                fields=("opening", "field"),
                name="associations_one_suggestion",
                violation_error_message="A suggestion for this field waits already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="associations_suggestion_says",
                violation_error_message="Write a text, or what you want to remark.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("status", "pending")),
                    models.Q(
                        models.Q(("status", "pending"), _negated=True),
                        ("decided_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="associations_suggestion_decided",
                violation_error_message="What has been decided has a time, what waits has none.",
            ),
        ),
    ]
