from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("associations", "0013_capacity")]

    operations = []
