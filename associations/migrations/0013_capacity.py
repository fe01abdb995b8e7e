from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("associations", "0012_declarations")]

    operations = []
