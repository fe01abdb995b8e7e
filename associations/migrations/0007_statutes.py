import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0006_imports"),
        ("core", "0002_municipality_and_languages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SigningCombination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("anything", "Agreements and applications"),
                            ("money", "Bank and money"),
                        ],
                        default="anything",
                        max_length=10,
                        verbose_name="about",
                    ),
                ),
                ("chair", models.BooleanField(default=False, verbose_name="the chair")),
                ("vice_chair", models.BooleanField(default=False, verbose_name="the vice chair")),
                ("treasurer", models.BooleanField(default=False, verbose_name="the treasurer")),
                ("secretary", models.BooleanField(default=False, verbose_name="the secretary")),
                (
                    "board_members",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="How many others of the board must sign besides, whoever they are.",
                        verbose_name="further members of the board",
                    ),
                ),
                ("whole_board", models.BooleanField(default=False, verbose_name="the whole board")),
            ],
            options={
                "verbose_name": "way to sign",
                "verbose_name_plural": "ways to sign",
                "ordering": ["rule_id", "id"],
            },
        ),
        migrations.CreateModel(
            name="SigningRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="from")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
            ],
            options={
                "verbose_name": "signing rule",
                "verbose_name_plural": "signing rules",
                "ordering": ["association_id", "-valid_from"],
            },
        ),
        migrations.CreateModel(
            name="StatutesDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "Being written"),
                            ("sent", "With the consultant"),
                            ("returned", "Advice has come"),
                            ("ready", "Ready for the meeting"),
                            ("adopted", "Adopted"),
                        ],
                        default="draft",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="answers")),
                (
                    "typed",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="typed"
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="begun at")),
                ("updated_at", models.DateTimeField(verbose_name="changed at")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                (
                    "advice",
                    models.TextField(
                        blank=True,
                        help_text="Advice in plain words. The association decides.",
                        verbose_name="advice",
                    ),
                ),
                (
                    "advised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="advised at"),
                ),
                (
                    "is_adopted_as_written",
                    models.BooleanField(default=True, verbose_name="adopted as written"),
                ),
            ],
            options={
                "verbose_name": "draft of statutes",
                "verbose_name_plural": "drafts of statutes",
                "ordering": ["-updated_at", "id"],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddField(
            model_name="signingrule",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="added by",
            ),
        ),
        migrations.AddField(
            model_name="signingrule",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signing_rules",
                to="associations.association",
                verbose_name="association",
            ),
        ),
        migrations.AddField(
            model_name="signingrule",
            name="statutes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.statutesversion",
                verbose_name="written in the statutes",
            ),
        ),
        migrations.AddField(
            model_name="signingcombination",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="combinations",
                to="associations.signingrule",
                verbose_name="signing rule",
            ),
        ),
        migrations.AddField(
            model_name="statutesdraft",
            name="advised_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="advised by",
            ),
        ),
        migrations.AddField(
            model_name="statutesdraft",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statutes_drafts",
                to="associations.association",
                verbose_name="association",
            ),
        ),
        migrations.AddField(
            model_name="statutesdraft",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.document",
                verbose_name="the draft as it was sent",
            ),
        ),
        migrations.AddField(
            model_name="statutesdraft",
            name="sent_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="sent by",
            ),
        ),
        migrations.AddField(
            model_name="statutesdraft",
            name="started_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="begun by",
            ),
        ),
        migrations.AddField(
            model_name="statutesdraft",
            name="version",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="draft",
                to="associations.statutesversion",
                verbose_name="the adopted version",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingrule",
            constraint=models.UniqueConstraint(
                fields=("association", "valid_from"),
                name="associations_signing_rule_day",
                violation_error_message="The association has a signing rule from this day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingcombination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("chair", True),
                    ("vice_chair", True),
                    ("treasurer", True),
                    ("secretary", True),
                    ("board_members__gt", 0),
                    ("whole_board", True),
                    _connector="OR",
                ),
                name="associations_somebody_signs",
                violation_error_message="Somebody must sign: choose at least one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingcombination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("whole_board", False),
                    models.Q(
                        ("board_members", 0),
                        ("chair", False),
                        ("secretary", False),
                        ("treasurer", False),
                        ("vice_chair", False),
                    ),
                    _connector="OR",
                ),
                name="associations_whole_board_alone",
                violation_error_message="The whole board signs: then nobody is named besides.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingcombination",
            constraint=models.CheckConstraint(
                condition=models.Q(("board_members__lte", 15)),
                name="associations_signers_few",
                violation_error_message="A signing rule names at most 15 further members.",
            ),
        ),
        migrations.AddIndex(
            model_name="statutesdraft",
            index=models.Index(fields=["status", "sent_at"], name="association_status_b1ea1a_idx"),
        ),
        migrations.AddConstraint(
            model_name="statutesdraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "adopted"), _negated=True),
                fields=("association",),
                name="associations_one_draft",
                violation_error_message="The association has a draft already. Go on with that.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statutesdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "adopted"), ("version__isnull", False)),
                    models.Q(models.Q(("status", "adopted"), _negated=True), ("version", None)),
                    _connector="OR",
                ),
                name="associations_draft_adopted",
                violation_error_message="Adopted drafts have a version, others have none.",
            ),
        ),
    ]
