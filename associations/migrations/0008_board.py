"""Steps reported by an association, its change of chair, and the yearly question about its board."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_roles"),
        ("core", "0002_municipality_and_languages"),
        ("associations", "0007_statutes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("da", "Danish"),
                            ("en", "English"),
                            ("ar", "Arabic"),
                            ("tr", "Turkish"),
                        ],
                        default="da",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("sent_at", models.DateTimeField(verbose_name="asked at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("right", "Yes, that is right"),
                            ("changed", "No, something has changed"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("remark", models.TextField(blank=True, verbose_name="what has changed")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered at"),
                ),
            ],
            options={
                "verbose_name": "confirmation of the board",
                "verbose_name_plural": "confirmations of the board",
                "ordering": ["-sent_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ChairChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("effective_on", models.DateField(verbose_name="chair from")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("waiting", "Waits for the new chair"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="begun at")),
                (
                    "completed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="completed at"),
                ),
            ],
            options={
                "verbose_name": "change of chair",
                "verbose_name_plural": "changes of chair",
                "ordering": ["-begun_at", "id"],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="StageReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("group_formed", "Group formed"),
                            ("draft_statutes", "Statutes being drafted"),
                            ("founding_assembly", "Founding assembly held"),
                            ("constituted", "Board constituted"),
                            ("cvr_registered", "CVR registered"),
                            ("bank_account", "Bank account opened"),
                            ("nemkonto", "NemKonto confirmed"),
                            ("digital_post_ready", "Digital Post ready"),
                            ("eid_ready", "MitID for the association ready"),
                            ("recognised", "Recognised under folkeoplysningsloven"),
                            ("active", "Active association"),
                            ("dormant", "Dormant"),
                            ("dissolved", "Dissolved"),
                        ],
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="date")),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("open", "Waits for the consultant"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Not yet"),
                        ],
                        default="open",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer to the association")),
                ("reported_at", models.DateTimeField(verbose_name="reported at")),
            ],
            options={
                "verbose_name": "reported step",
                "verbose_name_plural": "reported steps",
                "ordering": ["-reported_at", "id"],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddField(
            model_name="boardconfirmation",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty when the person answered by the link.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="noted by",
            ),
        ),
        migrations.AddField(
            model_name="boardconfirmation",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="board_confirmations",
                to="associations.association",
                verbose_name="association",
            ),
        ),
        migrations.AddField(
            model_name="boardconfirmation",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="associations.person",
                verbose_name="asked of",
            ),
        ),
        migrations.AddIndex(
            model_name="boardconfirmation",
            index=models.Index(
                fields=["association", "-sent_at"], name="association_associa_18a160_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="associations_confirmation_answered",
                violation_error_message="An answer has its moment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "changed"), _negated=True),
                    models.Q(("remark", ""), _negated=True),
                    _connector="OR",
                ),
                name="associations_confirmation_says_what",
                violation_error_message="Write what has changed.",
            ),
        ),
        migrations.AddField(
            model_name="chairchange",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="chair_changes",
                to="associations.association",
                verbose_name="association",
            ),
        ),
        migrations.AddField(
            model_name="chairchange",
            name="begun_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="begun by",
            ),
        ),
        migrations.AddField(
            model_name="chairchange",
            name="former_post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="associations.post",
                verbose_name="former chair's post",
            ),
        ),
        migrations.AddField(
            model_name="chairchange",
            name="invitation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.invitation",
                verbose_name="invitation",
            ),
        ),
        migrations.AddField(
            model_name="chairchange",
            name="minutes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.document",
                verbose_name="minutes of the meeting",
            ),
        ),
        migrations.AddField(
            model_name="chairchange",
            name="new_chair",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.person",
                verbose_name="new chair",
            ),
        ),
        migrations.AddField(
            model_name="chairchange",
            name="new_post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="associations.post",
                verbose_name="new chair's post",
            ),
        ),
        migrations.AddIndex(
            model_name="chairchange",
            index=models.Index(
                fields=["status", "-begun_at"], name="association_status_8c114f_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="chairchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "waiting")),
                fields=("association",),
                name="associations_one_chair_change",
                violation_error_message="A change of chair is under way already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="chairchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("completed_at__isnull", False), ("status", "completed")),
                    models.Q(
                        models.Q(("status", "completed"), _negated=True), ("completed_at", None)
                    ),
                    _connector="OR",
                ),
                name="associations_chair_change_completed",
                violation_error_message="A completed change has its moment.",
            ),
        ),
        migrations.AddField(
            model_name="stagereport",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="stage_reports",
                to="associations.association",
                verbose_name="association",
            ),
        ),
        migrations.AddField(
            model_name="stagereport",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.document",
                verbose_name="file",
            ),
        ),
        migrations.AddField(
            model_name="stagereport",
            name="reported_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reported by",
            ),
        ),
        migrations.AddIndex(
            model_name="stagereport",
            index=models.Index(
                fields=["status", "-reported_at"], name="association_status_2afcc6_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagereport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "open")),
                fields=("association", "stage"),
                name="associations_report_open_once",
                violation_error_message="You have told us about this step already. Your consultant looks at it.",
            ),
        ),
    ]
