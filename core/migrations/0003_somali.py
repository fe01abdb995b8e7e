"""Somali for the pages of associations and the public."""

from django.db import migrations, models

NAMES = {
    "da": "Deenish",
    "en": "Ingiriisi",
    "ar": "Carabi",
    "tr": "Turki",
    "so": "Soomaali",
    "ku": "Kurdi (Kurmanji)",
    "ckb": "Kurdi (Sorani)",
    "fa": "Faarisi",
    "prs": "Dari",
    "ps": "Bashto",
    "ur": "Urdu",
    "pa": "Bunjaabi",
    "bs": "Bosniyaan, Koroweeshiyaan iyo Seerbiyaan",
    "sq": "Albaani",
    "pl": "Bolish",
    "ro": "Romaani",
    "lt": "Lituweeni",
    "bg": "Bulgeeri",
    "uk": "Yukreeni",
    "ru": "Ruush",
    "ti": "Tigrinya",
    "am": "Axmaari",
    "ta": "Tamiil",
    "vi": "Fiyetnaamiis",
    "my": "Burmiis",
    "cnh": "Chin",
    "sw": "Sawaaxili",
    "rw": "Kinyarwanda",
    "ln": "Lingala",
    "fr": "Faransiis",
    "de": "Jarmal",
    "es": "Isbaanish",
    "th": "Taay",
    "syr": "Suryaani",
}


def add(apps, schema_editor):
    language = apps.get_model("core", "Language")
    for code, name in NAMES.items():
        language._base_manager.filter(code=code, name_so=None).update(name_so=name)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_municipality_and_languages"),
    ]

    operations = [
        migrations.AddField(
            model_name="language",
            name="name_so",
            field=models.CharField(max_length=60, null=True, verbose_name="name"),
        ),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
