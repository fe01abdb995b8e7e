"""One group a municipal role (design §7)."""

from django.db import migrations

ROLES = [
    "consultant",
    "coordinator",
    "pool_secretary",
    "committee_member",
    "committee_chair",
    "manager",
    "administrator",
]


def add(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_access_and_invitations"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(add, remove)]
