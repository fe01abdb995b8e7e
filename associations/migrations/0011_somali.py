"""Somali for the pages of associations and the public."""

from django.db import migrations, models

# Column of HelpKind → code → text, as in 0010_meter.
TEXTS = {
    "name": {
        "statutes_founding": "Aasaaska iyo xeerka ururka (vedtægter)",
        "fundraising_application": "Codsashada lacag",
        "accounts_reporting": "Xisaab-xirka (regnskab) iyo warbixinta",
        "event_practical": "Caawimaad la taaban karo oo munaasabad",
        "room_equipment": "Qolal iyo qalab",
        "contact_to_department": "Xiriir lala sameeyo waax kale",
        "individual_citizen_matter": "Arrinta qof gaar ah",
        "translation_reading_letters": "Turjumidda iyo akhrinta warqadaha",
        "conflict_mediation": "Dhexdhexaadinta khilaafka",
        "capacity_building": "Xoojinta ururka",
        "dialogue_relationship": "Wadahadal iyo xiriir",
        "supervision": "Kormeer iyo booqasho",
        "internal_admin": "Maamulka gudaha",
    },
    "referral_text": {
        "accounts_reporting": "Xarunta mutadawiciinta (Frivilligcentret) waxay bixisaa koorsooyin ku saabsan xisaabaadka ururrada, si farxad leh ayayna idiin caawinaysaa.",
        "event_practical": "Xarunta mutadawiciinta (Frivilligcentret) waxay idinka caawin kartaa inaad heshaan mutadawiciin iyo hawlaha munaasabadaha.",
        "room_equipment": "Waaxda dhaqanka iyo firaaqada (Kultur og Fritid) waxay ururrada amaahisaa qolal iyo qalab.",
        "individual_citizen_matter": "Halkan nalooma oggola inaan ka qabanno arrimo shakhsi ah. Adeegga muwaadiniinta (Borgerservice) ayaa idinka caawinaya inaad heshaan shaqaalaha saxda ah.",
        "translation_reading_letters": "Adeegga muwaadiniinta (Borgerservice) wuxuu warqad idinla akhrin karaa, turjubaanna wuu idiin ballamin karaa haddii loo baahdo.",
        "conflict_mediation": "Ururkiinna qaran (landsorganisation) wuxuu idinka caawin karaa dhexdhexaadin marka khilaaf ururka dhexdiisa ka dhaco.",
    },
    "offer": {
        "statutes_founding": "Bogga ururka: xeerka ururkiinna (vedtægter) idinku qora, tallaabo tallaabo",
        "fundraising_application": "Koorso ku saabsan codsashada lacag hawlo loogu talagalay",
        "accounts_reporting": "Koorso ku saabsan xisaabaadka ururrada",
        "event_practical": "Urur munaasabado la mid ah qabtay ayaa idin tusaya sida",
        "room_equipment": "Tilmaan: qolal iyo qalab idinku ballansada",
    },
}


def add(apps, schema_editor):
    kind = apps.get_model("associations", "HelpKind")
    for field, texts in TEXTS.items():
        for code, text in texts.items():
            column = f"{field}_so"
            kind._base_manager.filter(code=code, **{column: None}).update(**{column: text})


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0010_meter"),
    ]

    operations = [
        migrations.AddField(
            model_name="helpkind",
            name="name_so",
            field=models.CharField(max_length=100, null=True, verbose_name="name"),
        ),
        migrations.AddField(
            model_name="helpkind",
            name="offer_so",
            field=models.CharField(
                blank=True,
                help_text="For example a course, a guide, or an association that can show how.",
                max_length=250,
                null=True,
                verbose_name="what to offer instead",
            ),
        ),
        migrations.AddField(
            model_name="helpkind",
            name="referral_text_so",
            field=models.TextField(
                blank=True,
                help_text="What the association is told, in plain words.",
                null=True,
                verbose_name="referral text",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="name_so",
            field=models.CharField(
                error_messages={"unique": "This theme exists already."},
                max_length=100,
                null=True,
                unique=True,
                verbose_name="name",
            ),
        ),
        migrations.AlterField(
            model_name="boardconfirmation",
            name="language",
            field=models.CharField(
                choices=[
                    ("da", "Danish"),
                    ("en", "English"),
                    ("ar", "Arabic"),
                    ("tr", "Turkish"),
                    ("so", "Somali"),
                ],
                default="da",
                max_length=10,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="preferred_language",
            field=models.CharField(
                blank=True,
                choices=[
                    ("da", "Danish"),
                    ("en", "English"),
                    ("ar", "Arabic"),
                    ("tr", "Turkish"),
                    ("so", "Somali"),
                ],
                help_text="Only if the person has told it.",
                max_length=10,
                verbose_name="preferred language",
            ),
        ),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
