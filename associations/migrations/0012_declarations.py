"""Declarations year by year, supervision visits and the draws they come from (domain §1.6)."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0011_somali"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SupervisionSample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("drawn_at", models.DateTimeField(verbose_name="drawn at")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="per cent")),
                ("seed", models.CharField(max_length=32, verbose_name="seed")),
                ("population", models.PositiveIntegerField(verbose_name="associations in all")),
                ("candidates", models.JSONField(default=list, verbose_name="could be drawn")),
                ("rested", models.JSONField(default=list, verbose_name="drawn lately")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided on at"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided on by",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "sample",
                "verbose_name_plural": "samples",
                "ordering": ["-drawn_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SampledAssociation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drawn",
                        to="associations.supervisionsample",
                        verbose_name="sample",
                    ),
                ),
            ],
            options={
                "verbose_name": "drawn association",
                "verbose_name_plural": "drawn associations",
                "ordering": ["-sample_id", "number"],
            },
        ),
        migrations.CreateModel(
            name="SupervisionVisit",
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
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supervision", "Supervision"),
                            ("interest_visit", "Interest visit"),
                        ],
                        default="supervision",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                (
                    "selection",
                    models.CharField(
                        choices=[
                            ("sample", "Drawn by lot"),
                            ("routine", "Everybody in turn"),
                            ("inquiry", "After an inquiry"),
                        ],
                        max_length=10,
                        verbose_name="how it was chosen",
                    ),
                ),
                (
                    "selection_reason",
                    models.TextField(
                        blank=True,
                        help_text="After an inquiry: what was asked, in plain words. The association reads it.",
                        verbose_name="why this association",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="planned for")),
                ("planned_at", models.DateTimeField(verbose_name="planned at")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="held on")),
                ("board", models.TextField(blank=True, verbose_name="the board")),
                ("statutes", models.TextField(blank=True, verbose_name="the statutes")),
                (
                    "member_democracy",
                    models.TextField(blank=True, verbose_name="how members decide"),
                ),
                ("finances", models.TextField(blank=True, verbose_name="finances")),
                ("well_being", models.TextField(blank=True, verbose_name="how members thrive")),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_remarks", "No remarks"),
                            ("advice_given", "Advice given"),
                            ("follow_up", "We talk again"),
                            ("serious", "Put before the municipal council"),
                        ],
                        max_length=15,
                        verbose_name="conclusion",
                    ),
                ),
                (
                    "summary",
                    models.TextField(blank=True, verbose_name="what we say to the association"),
                ),
                (
                    "follow_up_on",
                    models.DateField(blank=True, null=True, verbose_name="we talk again on"),
                ),
                (
                    "concluded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="concluded at"),
                ),
                (
                    "referred_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="put before the council on"
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "concluded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="concluded by",
                    ),
                ),
                (
                    "officers",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="who visits"
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="put before the council by",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="associations.supervisionsample",
                        verbose_name="sample",
                    ),
                ),
            ],
            options={
                "verbose_name": "supervision visit",
                "verbose_name_plural": "supervision visits",
                "ordering": ["-planned_on", "-id"],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ChildCertificateDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("declared_at", models.DateTimeField(verbose_name="declared at")),
                ("signed_name", models.CharField(max_length=150, verbose_name="signed by")),
                ("wording", models.TextField(verbose_name="the words that were signed")),
                (
                    "received_via",
                    models.CharField(
                        choices=[("portal", "Online"), ("paper", "On paper")],
                        default="portal",
                        max_length=10,
                        verbose_name="received",
                    ),
                ),
                ("noted_at", models.DateTimeField(blank=True, null=True, verbose_name="noted at")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("obtained", "Child certificates are obtained"),
                            ("no_contact", "Nobody has continuing contact with children under 15"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="declared by",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration on child certificates",
                "verbose_name_plural": "declarations on child certificates",
                "ordering": ["-year", "association_id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("association", "year"),
                        name="associations_childcertificatedeclaration_once",
                        violation_error_message="The declaration for this year has been given already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000)),
                        name="associations_childcertificatedeclaration_year",
                        violation_error_message="Write the year with four digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("declared_by__isnull", False),
                                ("noted_by", None),
                                ("received_via", "portal"),
                            ),
                            models.Q(
                                ("declared_by", None),
                                ("noted_by__isnull", False),
                                ("received_via", "paper"),
                            ),
                            _connector="OR",
                        ),
                        name="associations_childcertificatedeclaration_whose",
                        violation_error_message="Online the person who declares is known; on paper the one who noted it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DonationBanDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("declared_at", models.DateTimeField(verbose_name="declared at")),
                ("signed_name", models.CharField(max_length=150, verbose_name="signed by")),
                ("wording", models.TextField(verbose_name="the words that were signed")),
                (
                    "received_via",
                    models.CharField(
                        choices=[("portal", "Online"), ("paper", "On paper")],
                        default="portal",
                        max_length=10,
                        verbose_name="received",
                    ),
                ),
                ("noted_at", models.DateTimeField(blank=True, null=True, verbose_name="noted at")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="declared by",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration on donations",
                "verbose_name_plural": "declarations on donations",
                "ordering": ["-year", "association_id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("association", "year"),
                        name="associations_donationbandeclaration_once",
                        violation_error_message="The declaration for this year has been given already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000)),
                        name="associations_donationbandeclaration_year",
                        violation_error_message="Write the year with four digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("declared_by__isnull", False),
                                ("noted_by", None),
                                ("received_via", "portal"),
                            ),
                            models.Q(
                                ("declared_by", None),
                                ("noted_by__isnull", False),
                                ("received_via", "paper"),
                            ),
                            _connector="OR",
                        ),
                        name="associations_donationbandeclaration_whose",
                        violation_error_message="Online the person who declares is known; on paper the one who noted it.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="supervisionsample",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__gte", 1), ("percent__lte", 100)),
                name="associations_sample_percent",
                violation_error_message="Draw between 1 and 100 per cent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sampledassociation",
            constraint=models.UniqueConstraint(
                fields=("sample", "number"),
                name="associations_sampled_number",
                violation_error_message="This number has been drawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sampledassociation",
            constraint=models.UniqueConstraint(
                fields=("sample", "association"),
                name="associations_sampled_once",
                violation_error_message="An association is drawn once in a sample.",
            ),
        ),
        migrations.AddIndex(
            model_name="supervisionvisit",
            index=models.Index(
                fields=["status", "planned_on"], name="association_status_b588ee_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisionvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("selection", "inquiry"), _negated=True),
                    models.Q(("selection_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="associations_visit_reason",
                violation_error_message="After an inquiry, write what was asked.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisionvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sample__isnull", False), ("selection", "sample")),
                    models.Q(models.Q(("selection", "sample"), _negated=True), ("sample", None)),
                    _connector="OR",
                ),
                name="associations_visit_sample",
                violation_error_message="A visit that was drawn by lot belongs to its draw, another one to none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisionvisit",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("sample__isnull", False), models.Q(("status", "cancelled"), _negated=True)
                ),
                fields=("association", "sample"),
                name="associations_visit_once_a_sample",
                violation_error_message="The association has its visit from this draw already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisionvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "held"), _negated=True),
                    models.Q(
                        ("held_on__isnull", False),
                        models.Q(("conclusion", ""), _negated=True),
                        models.Q(("summary", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="associations_visit_held",
                violation_error_message="A visit that was held has its day, a conclusion and words to the association.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisionvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conclusion", "follow_up"), _negated=True),
                    models.Q(
                        ("follow_up_on__gt", models.F("held_on")), ("follow_up_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="associations_visit_follow_up",
                violation_error_message="Write a later day on which you talk again.",
            ),
        ),
    ]
