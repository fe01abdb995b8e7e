"""Whose posts these are is asked at every list of cases: by e-mail, without regard to capitals."""

from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("associations", "0014_bridge")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(Upper("email"), name="associations_person_upper"),
        ),
    ]
