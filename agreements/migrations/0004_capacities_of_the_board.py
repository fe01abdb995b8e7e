from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_reminded_days")]

    operations = [
        migrations.AlterField(
            model_name="signatory",
            name="capacity",
            field=models.CharField(
                choices=[
                    ("chair", "Chair"),
                    ("vice_chair", "Vice chair"),
                    ("treasurer", "Treasurer"),
                    ("secretary", "Secretary"),
                    ("board_member", "Board member"),
                    ("religious_leader", "Imam or other religious leader"),
                    ("committee_chair", "Chair of the committee"),
                    ("mayor", "Mayor"),
                    ("director", "Director"),
                ],
                max_length=20,
                verbose_name="capacity",
            ),
        ),
    ]
