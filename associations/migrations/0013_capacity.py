"""The association check, with its ten statements in the languages of the pages (domain §4.4)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Code, the kind of help that helps, and the statement by language.
STATEMENTS = [
    (
        "clear_purpose",
        "statutes_founding",
        {
            "da": "Vi ved, hvad foreningen er til for, og vi kan sige det kort til andre.",
            "en": "We know what the association is for, and can say it briefly to others.",
            "ar": "نعرف لماذا توجد جمعيتنا، ونستطيع أن نقول ذلك للآخرين باختصار.",
            "tr": "Derneğimizin ne için var olduğunu biliyoruz ve bunu başkalarına kısaca anlatabiliyoruz.",
            "so": "Waan naqaan waxa ururku u jiro, dadka kalena si kooban ayaan ugu sheegi karnaa.",
        },
    ),
    (
        "leadership",
        "capacity_building",
        {
            "da": "Bestyrelsen har delt opgaverne, og alle ved, hvem der gør hvad.",
            "en": "The board has shared out the tasks, and everybody knows who does what.",
            "ar": "وزّع مجلس الإدارة المهام، والجميع يعرف من يقوم بماذا.",
            "tr": "Yönetim kurulu görevleri paylaştı ve herkes kimin ne yaptığını biliyor.",
            "so": "Guddiga ururku (bestyrelse) hawlaha wuu qaybsaday, qof kastaana wuu garanayaa cidda wax kasta qabata.",
        },
    ),
    (
        "participation",
        "capacity_building",
        {
            "da": "Medlemmerne er med til at bestemme, hvad foreningen laver.",
            "en": "The members take part in deciding what the association does.",
            "ar": "يشارك الأعضاء في تقرير ما تقوم به الجمعية.",
            "tr": "Derneğin ne yapacağına üyeler de birlikte karar veriyor.",
            "so": "Xubnuhu waxay ka qayb qaataan go'aaminta waxa ururku qabanayo.",
        },
    ),
    (
        "volunteers",
        "capacity_building",
        {
            "da": "Vi er nok frivillige til det, vi gerne vil.",
            "en": "We are enough volunteers for what we want to do.",
            "ar": "لدينا عدد كافٍ من المتطوعين لما نريد القيام به.",
            "tr": "Yapmak istediklerimiz için yeterince gönüllümüz var.",
            "so": "Waxaan haysannaa mutadawiciin ku filan waxa aan rabno inaan qabanno.",
        },
    ),
    (
        "economy",
        "accounts_reporting",
        {
            "da": "Vi har styr på pengene: et budget, bilag på det hele og et regnskab, som revisor har set.",
            "en": "We have the money in hand: a budget, receipts for everything and accounts the auditor has seen.",
            "ar": "أموالنا منظّمة: ميزانية، وإيصال لكل شيء، وحسابات اطّلع عليها المدقق.",
            "tr": "Paramız düzenli: bütçemiz, her şeyin fişi ve denetçinin gördüğü hesaplarımız var.",
            "so": "Lacagta si fiican ayaan u maamulnaa: miisaaniyad, rasiidh wax kasta, iyo xisaab-xir (regnskab) uu hanti-dhawruhu arkay.",
        },
    ),
    (
        "funding",
        "fundraising_application",
        {
            "da": "Vi kan selv søge penge fra puljer og fonde.",
            "en": "We can apply for money from pools and foundations ourselves.",
            "ar": "نستطيع بأنفسنا أن نطلب دعماً مالياً من الصناديق والمؤسسات.",
            "tr": "Fonlardan ve vakıflardan kendimiz mali destek isteyebiliyoruz.",
            "so": "Annaga ayaa lacag ka codsan karna sanduuqyada (puljer) iyo hay'adaha deeqda bixiya.",
        },
    ),
    (
        "municipality",
        "contact_to_department",
        {
            "da": "Vi ved, hvem i kommunen vi skal spørge, når vi har brug for det.",
            "en": "We know whom in the municipality to ask when we need to.",
            "ar": "نعرف من نسأل في البلدية عندما نحتاج إلى ذلك.",
            "tr": "İhtiyacımız olduğunda belediyede kime soracağımızı biliyoruz.",
            "so": "Waan naqaan cidda degmada laga weyddiiyo marka aan u baahanno.",
        },
    ),
    (
        "cooperation",
        "event_practical",
        {
            "da": "Vi laver noget sammen med andre foreninger eller steder i byen.",
            "en": "We do things together with other associations or places in town.",
            "ar": "نقوم بأنشطة مشتركة مع جمعيات أخرى أو أماكن أخرى في المدينة.",
            "tr": "Başka derneklerle ya da şehirdeki başka yerlerle birlikte çalışmalar yapıyoruz.",
            "so": "Waxyaabo ayaan la qabannaa ururro kale ama meelo kale oo magaalada ah.",
        },
    ),
    (
        "target_group",
        "dialogue_relationship",
        {
            "da": "Vi når dem, foreningen er for – også dem, der ikke kommer af sig selv.",
            "en": "We reach those the association is for – also those who do not come by themselves.",
            "ar": "نصل إلى من أُنشئت الجمعية من أجلهم، وكذلك من لا يأتون من تلقاء أنفسهم.",
            "tr": "Derneğin hitap ettiği kişilere, kendiliğinden gelmeyenlere de, ulaşıyoruz.",
            "so": "Waan gaarnaa dadka ururku u jiro – xataa kuwa aan iskood u iman.",
        },
    ),
    (
        "year_plan",
        "capacity_building",
        {
            "da": "Vi har en plan for året med aktiviteter, møder og frister.",
            "en": "We have a plan for the year with activities, meetings and deadlines.",
            "ar": "لدينا خطة للسنة فيها الأنشطة والاجتماعات والمواعيد النهائية.",
            "tr": "Yıl için etkinlikleri, toplantıları ve son tarihleri gösteren bir planımız var.",
            "so": "Waxaan haysannaa qorshe sannadka ah oo leh hawlo, shirar iyo waqtiyo kama dambays ah.",
        },
    ),
]


def add(apps, schema_editor):
    kinds = dict(apps.get_model("associations", "HelpKind")._base_manager.values_list("code", "pk"))
    statement = apps.get_model("associations", "CapacityStatement")
    for position, (code, kind, texts) in enumerate(STATEMENTS, start=1):
        statement._base_manager.create(
            code=code,
            position=position,
            help_kind_id=kinds.get(kind),
            text=texts["da"],
            **{f"text_{language}": text for language, text in texts.items()},
        )


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0012_declarations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CapacityCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("filled_on", models.DateField(verbose_name="filled in on")),
                (
                    "first_priority",
                    models.CharField(blank=True, max_length=150, verbose_name="first priority"),
                ),
                (
                    "second_priority",
                    models.CharField(blank=True, max_length=150, verbose_name="second priority"),
                ),
                (
                    "third_priority",
                    models.CharField(blank=True, max_length=150, verbose_name="third priority"),
                ),
                ("helped_at", models.DateTimeField(blank=True, null=True, verbose_name="noted at")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="capacity_checks",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "filled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filled in by",
                    ),
                ),
                (
                    "helped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done together with",
                    ),
                ),
            ],
            options={
                "verbose_name": "association check",
                "verbose_name_plural": "association checks",
                "ordering": ["-filled_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CapacityStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        error_messages={"unique": "This code is taken."},
                        max_length=40,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "text",
                    models.CharField(
                        help_text="Mend the wording here. A statement that asks about something else is a new one: take the old one out of use, so that the years stay comparable.",
                        max_length=200,
                        verbose_name="statement",
                    ),
                ),
                (
                    "text_da",
                    models.CharField(
                        help_text="Mend the wording here. A statement that asks about something else is a new one: take the old one out of use, so that the years stay comparable.",
                        max_length=200,
                        null=True,
                        verbose_name="statement",
                    ),
                ),
                (
                    "text_en",
                    models.CharField(
                        help_text="Mend the wording here. A statement that asks about something else is a new one: take the old one out of use, so that the years stay comparable.",
                        max_length=200,
                        null=True,
                        verbose_name="statement",
                    ),
                ),
                (
                    "text_ar",
                    models.CharField(
                        help_text="Mend the wording here. A statement that asks about something else is a new one: take the old one out of use, so that the years stay comparable.",
                        max_length=200,
                        null=True,
                        verbose_name="statement",
                    ),
                ),
                (
                    "text_tr",
                    models.CharField(
                        help_text="Mend the wording here. A statement that asks about something else is a new one: take the old one out of use, so that the years stay comparable.",
                        max_length=200,
                        null=True,
                        verbose_name="statement",
                    ),
                ),
                (
                    "text_so",
                    models.CharField(
                        help_text="Mend the wording here. A statement that asks about something else is a new one: take the old one out of use, so that the years stay comparable.",
                        max_length=200,
                        null=True,
                        verbose_name="statement",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "help_kind",
                    models.ForeignKey(
                        blank=True,
                        help_text="What this kind of help offers is shown where a board answers low.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacity_statements",
                        to="associations.helpkind",
                        verbose_name="what helps",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement of the association check",
                "verbose_name_plural": "statements of the association check",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="CapacityAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Not at all"),
                            (2, "A little"),
                            (3, "Partly"),
                            (4, "Mostly"),
                            (5, "Fully"),
                        ],
                        verbose_name="answer",
                    ),
                ),
                (
                    "capacity_check",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="associations.capacitycheck",
                        verbose_name="association check",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="associations.capacitystatement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer of the association check",
                "verbose_name_plural": "answers of the association check",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="capacitycheck",
            index=models.Index(fields=["-filled_on", "-id"], name="association_filled__40e845_idx"),
        ),
        migrations.AddIndex(
            model_name="capacitycheck",
            index=models.Index(fields=["year", "-filled_on"], name="association_year_7e4bf8_idx"),
        ),
        migrations.AddConstraint(
            model_name="capacitycheck",
            constraint=models.UniqueConstraint(
                fields=("association", "year"),
                name="associations_capacity_check_once_a_year",
                violation_error_message="The association has a check of this year already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="capacitycheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("helped_at", None), ("helped_by", None)),
                    models.Q(("helped_at__isnull", False), ("helped_by__isnull", False)),
                    _connector="OR",
                ),
                name="associations_capacity_check_helped",
                violation_error_message="Whoever helped stands beside when it was noted.",
            ),
        ),
        migrations.AddIndex(
            model_name="capacityanswer",
            index=models.Index(
                fields=["statement", "value", "capacity_check"],
                name="association_stateme_56859f_idx",
            ),
        ),
        migrations.AddConstraint(
            model_name="capacityanswer",
            constraint=models.UniqueConstraint(
                fields=("capacity_check", "statement"),
                name="associations_capacity_answer_once",
                violation_error_message="A statement is answered once in a check.",
            ),
        ),
        migrations.AddConstraint(
            model_name="capacityanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 1), ("value__lte", 5)),
                name="associations_capacity_answer_value",
                violation_error_message="Choose one of the five answers.",
            ),
        ),
        # The tables go with the way back, and the rows with them.
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
