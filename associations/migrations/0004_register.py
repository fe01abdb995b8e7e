from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("associations", "0003_kinds_of_help")]
    operations = []
