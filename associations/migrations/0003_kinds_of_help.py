"""The kinds of help of domain §4.2, with whose task each is."""

from django.db import migrations

# code, Danish name, scope, refer to, what the association is told
KINDS = [
    ("statutes_founding", "Stiftelse og vedtægter", "core", "", ""),
    ("fundraising_application", "Ansøgning om penge", "core", "", ""),
    (
        "accounts_reporting",
        "Regnskab og afrapportering",
        "shared",
        "Frivilligcentret",
        "Frivilligcentret holder kurser i foreningsregnskab og hjælper jer gerne.",
    ),
    ("event_practical", "Praktisk hjælp til arrangement", "shared", "", ""),
    (
        "room_equipment",
        "Lokaler og udstyr",
        "shared",
        "Kultur og Fritid",
        "Kultur og Fritid låner lokaler og udstyr ud til foreninger.",
    ),
    ("contact_to_department", "Kontakt til en anden afdeling", "core", "", ""),
    (
        "individual_citizen_matter",
        "En enkelt borgers sag",
        "out_of_scope",
        "Borgerservice",
        "Vi må ikke behandle personlige sager her. Borgerservice hjælper med at finde den rette sagsbehandler.",
    ),
    (
        "translation_reading_letters",
        "Oversættelse og læsning af breve",
        "out_of_scope",
        "Borgerservice",
        "Borgerservice kan læse et brev igennem med jer og bestille tolk, hvis det er nødvendigt.",
    ),
    ("conflict_mediation", "Mægling i konflikter", "shared", "", ""),
    ("capacity_building", "Styrkelse af foreningen", "core", "", ""),
    ("dialogue_relationship", "Dialog og relation", "core", "", ""),
    ("supervision", "Tilsyn og interessebesøg", "core", "", ""),
    ("internal_admin", "Intern administration", "shared", "", ""),
]


def add(apps, schema_editor):
    kind = apps.get_model("associations", "HelpKind")
    kind.objects.bulk_create(
        kind(
            code=code,
            name=name,
            name_da=name,
            scope=scope,
            referral_target=target,
            referral_text=text,
            referral_text_da=text,
            position=position,
        )
        for position, (code, name, scope, target, text) in enumerate(KINDS, start=1)
    )


def remove(apps, schema_editor):
    apps.get_model("associations", "HelpKind").objects.filter(
        code__in=[row[0] for row in KINDS]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("associations", "0002_people")]
    operations = [migrations.RunPython(add, remove)]
