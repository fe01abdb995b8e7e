"""A decision entered by mistake is recalled before its letter is sent."""

import django_fsm
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grants", "0005_democracy_check")]

    operations = [
        migrations.RemoveConstraint(
            model_name="decisionletter",
            name="grants_letter_sent_at",
        ),
        migrations.AlterField(
            model_name="decisionletter",
            name="status",
            field=django_fsm.FSMField(
                choices=[
                    ("waiting", "In the outbox"),
                    ("sent", "Sent"),
                    ("recalled", "Recalled before it was sent"),
                ],
                default="waiting",
                max_length=10,
                protected=True,
                verbose_name="status",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", False), ("status", "sent")),
                    models.Q(models.Q(("status", "sent"), _negated=True), ("sent_at", None)),
                    _connector="OR",
                ),
                name="grants_letter_sent_at",
                violation_error_message="A sent letter has the time it was sent.",
            ),
        ),
    ]
