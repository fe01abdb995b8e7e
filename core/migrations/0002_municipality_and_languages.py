"""The one municipality row, and the languages of domain §5.1."""

from django.db import migrations

# code, Danish name, own name, right to left
LANGUAGES = [
    ("da", "dansk", "Dansk", False),
    ("en", "engelsk", "English", False),
    ("ar", "arabisk", "العربية", True),
    ("tr", "tyrkisk", "Türkçe", False),
    ("so", "somali", "Soomaali", False),
    ("ku", "kurdisk (kurmanji)", "Kurdî", False),
    ("ckb", "kurdisk (sorani)", "کوردیی ناوەندی", True),
    ("fa", "farsi (persisk)", "فارسی", True),
    ("prs", "dari", "دری", True),
    ("ps", "pashto", "پښتو", True),
    ("ur", "urdu", "اردو", True),
    ("pa", "punjabi", "ਪੰਜਾਬੀ", False),
    ("bs", "bosnisk, kroatisk og serbisk", "Bosanski / Hrvatski / Srpski", False),
    ("sq", "albansk", "Shqip", False),
    ("pl", "polsk", "Polski", False),
    ("ro", "rumænsk", "Română", False),
    ("lt", "litauisk", "Lietuvių", False),
    ("bg", "bulgarsk", "Български", False),
    ("uk", "ukrainsk", "Українська", False),
    ("ru", "russisk", "Русский", False),
    ("ti", "tigrinya", "ትግርኛ", False),
    ("am", "amharisk", "አማርኛ", False),
    ("ta", "tamil", "தமிழ்", False),
    ("vi", "vietnamesisk", "Tiếng Việt", False),
    ("my", "burmesisk", "မြန်မာ", False),
    ("cnh", "chin", "Lai", False),
    ("sw", "swahili", "Kiswahili", False),
    ("rw", "kinyarwanda", "Ikinyarwanda", False),
    ("ln", "lingala", "Lingála", False),
    ("fr", "fransk", "Français", False),
    ("de", "tysk", "Deutsch", False),
    ("es", "spansk", "Español", False),
    ("th", "thai", "ไทย", False),
    ("syr", "assyrisk og syrisk", "ܣܘܪܝܝܐ", True),
]


def add(apps, schema_editor):
    apps.get_model("core", "Municipality").objects.get_or_create(pk=1)
    language = apps.get_model("core", "Language")
    language.objects.bulk_create(
        language(code=code, name=name, name_da=name, native_name=native, is_rtl=rtl)
        for code, name, native, rtl in LANGUAGES
    )


def remove(apps, schema_editor):
    apps.get_model("core", "Language").objects.all().delete()
    apps.get_model("core", "Municipality").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
