"""The outreach log complete: the day of the last contact, the search, links and case notes,
follow-ups put off and handed over.

The data are filled in here: the day of the last contact from the log, and the search keys of the
entries there are.
"""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from core.postgres import trigrams

BATCH = 2000


def note_last_contacts(apps, schema_editor):
    association = apps.get_model("associations", "Association")
    meetings = apps.get_model("associations", "Contact").associations.through.objects
    latest = (
        meetings.filter(association=OuterRef("pk"))
        .order_by("-contact__happened_on")
        .values("contact__happened_on")[:1]
    )
    association.objects.update(last_contact_on=Subquery(latest))


def fill_search_keys(apps, schema_editor):
    from associations.contact_search import key_of

    contact = apps.get_model("associations", "Contact")
    last = 0
    while batch := list(
        contact.objects.filter(pk__gt=last).order_by("pk").prefetch_related("associations")[:BATCH]
    ):
        for one in batch:
            one.search_key = key_of(one, [met.name for met in one.associations.all()])
        contact.objects.bulk_update(batch, ["search_key"])
        last = batch[-1].pk


def nothing(apps, schema_editor):
    """The columns go with their fields."""


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0008_board"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ContactLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.SlugField(max_length=30, verbose_name="kind")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="object")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                (
                    "noted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="made a case note at"),
                ),
            ],
            options={
                "verbose_name": "link of a contact",
                "verbose_name_plural": "links of contacts",
                "ordering": ["added_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ContactRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="date")),
                (
                    "persons_met",
                    models.CharField(blank=True, max_length=250, verbose_name="persons met"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="note")),
                ("replaced_at", models.DateTimeField(verbose_name="corrected at")),
            ],
            options={
                "verbose_name": "earlier wording",
                "verbose_name_plural": "earlier wordings",
                "ordering": ["replaced_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=250, verbose_name="reason")),
                ("handed_over_at", models.DateTimeField(verbose_name="handed over at")),
            ],
            options={
                "verbose_name": "handover",
                "verbose_name_plural": "handovers",
                "ordering": ["handed_over_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Snooze",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_due_on", models.DateField(verbose_name="was due on")),
                ("new_due_on", models.DateField(verbose_name="put off to")),
                ("snoozed_at", models.DateTimeField(verbose_name="put off at")),
            ],
            options={
                "verbose_name": "postponement",
                "verbose_name_plural": "postponements",
                "ordering": ["snoozed_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="association",
            name="last_contact_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="last contact"
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="search_key",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="followup",
            name="is_shared",
            field=models.BooleanField(
                default=False,
                help_text="The association reads the text and the day on its own pages.",
                verbose_name="show it to the association",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="owner",
            field=models.CharField(
                choices=[("municipality", "We"), ("association", "The association")],
                default="municipality",
                max_length=12,
                verbose_name="who does it",
            ),
        ),
        migrations.AlterField(
            model_name="contact",
            name="minutes",
            field=models.PositiveSmallIntegerField(
                default=30,
                validators=[
                    django.core.validators.StepValueValidator(
                        5, message="Give the minutes in whole fives, for example 35."
                    )
                ],
                verbose_name="minutes",
            ),
        ),
        migrations.AlterField(
            model_name="contact",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("team", "The team"),
                    ("unit", "The consultants"),
                    ("management", "Me and my manager"),
                ],
                default="team",
                max_length=12,
                verbose_name="who may read the note",
            ),
        ),
        migrations.AlterField(
            model_name="followup",
            name="assigned_to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who sees to it",
            ),
        ),
        migrations.AddIndex(
            model_name="association",
            index=models.Index(
                fields=["-last_contact_on", "id"], name="association_last_co_afcb95_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["due_on", "id"], name="association_due_on_babeb3_idx"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("done_at", None)),
                fields=["due_on", "id"],
                name="associations_followup_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_shared", False), ("association__isnull", False), _connector="OR"
                ),
                name="associations_follow_up_shared",
                violation_error_message="Choose the association that is to read it, or do not show it.",
            ),
        ),
        migrations.AddField(
            model_name="contactlink",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="added by",
            ),
        ),
        migrations.AddField(
            model_name="contactlink",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="links",
                to="associations.contact",
                verbose_name="contact",
            ),
        ),
        migrations.AddField(
            model_name="contactlink",
            name="noted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made a case note by",
            ),
        ),
        migrations.AddField(
            model_name="contactrevision",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="revisions",
                to="associations.contact",
                verbose_name="contact",
            ),
        ),
        migrations.AddField(
            model_name="contactrevision",
            name="replaced_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="corrected by",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="follow_up",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="handovers",
                to="associations.followup",
                verbose_name="follow-up",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="from_user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="from",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="handed_over_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="handed over by",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="to_user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="to",
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="follow_up",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="snoozes",
                to="associations.followup",
                verbose_name="follow-up",
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="snoozed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="put off by",
            ),
        ),
        migrations.AddIndex(
            model_name="contactlink",
            index=models.Index(fields=["kind", "object_id"], name="association_kind_03580c_idx"),
        ),
        migrations.AddConstraint(
            model_name="contactlink",
            constraint=models.UniqueConstraint(
                fields=("contact", "kind", "object_id"),
                name="associations_contact_link_once",
                violation_error_message="The contact is linked to this already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("noted_at", None), ("noted_by", None)),
                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                    _connector="OR",
                ),
                name="associations_contact_link_noted",
                violation_error_message="A case note has a time and a person who made it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_user", models.F("to_user")), _negated=True),
                name="associations_handover_to_another",
                violation_error_message="Choose a colleague who does not have it already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.CheckConstraint(
                condition=models.Q(("old_due_on", models.F("new_due_on")), _negated=True),
                name="associations_snooze_moves",
                violation_error_message="It is due on that day already.",
            ),
        ),
        migrations.RunPython(note_last_contacts, nothing),
        migrations.RunPython(fill_search_keys, nothing),
        # The extension came with 0005.
        trigrams("associations_contact", "search_key"),
    ]
