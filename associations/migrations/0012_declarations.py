from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("associations", "0011_somali")]

    operations = []
