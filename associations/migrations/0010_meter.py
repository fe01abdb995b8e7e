"""The meter: referrals, hour budgets, the ladder of independence, and what to offer instead of help.

The texts of domain §4.2 are written only into empty columns, so that a municipality keeps its own.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Column by column of HelpKind: code → language → text. Another language is one more entry a line;
# languages the project does not have are passed over.
TEXTS = {
    "name": {
        "statutes_founding": {"en": "Founding and statutes", "ar": "التأسيس والنظام الأساسي", "tr": "Kuruluş ve tüzük"},
        "fundraising_application": {"en": "Applying for money", "ar": "طلب الدعم المالي", "tr": "Mali destek başvurusu"},
        "accounts_reporting": {"en": "Accounts and reporting", "ar": "الحسابات والتقارير", "tr": "Muhasebe ve raporlama"},
        "event_practical": {"en": "Practical help with an event", "ar": "مساعدة عملية في فعالية", "tr": "Etkinlik için pratik yardım"},
        "room_equipment": {"en": "Rooms and equipment", "ar": "القاعات والمعدّات", "tr": "Salon ve malzeme"},
        "contact_to_department": {"en": "Contact to another department", "ar": "التواصل مع قسم آخر", "tr": "Başka bir birimle iletişim"},
        "individual_citizen_matter": {"en": "A single citizen's case", "ar": "قضية شخصية لمواطن", "tr": "Bir vatandaşın kişisel dosyası"},
        "translation_reading_letters": {"en": "Translating and reading letters", "ar": "الترجمة وقراءة الرسائل", "tr": "Çeviri ve mektup okuma"},
        "conflict_mediation": {"en": "Mediation in conflicts", "ar": "الوساطة في النزاعات", "tr": "Anlaşmazlıklarda arabuluculuk"},
        "capacity_building": {"en": "Strengthening the association", "ar": "تقوية الجمعية", "tr": "Derneği güçlendirme"},
        "dialogue_relationship": {"en": "Dialogue and relations", "ar": "الحوار والعلاقة", "tr": "Diyalog ve ilişki"},
        "supervision": {"en": "Supervision and visits", "ar": "الإشراف والزيارات", "tr": "Denetim ve ziyaretler"},
        "internal_admin": {"en": "Internal administration", "ar": "الإدارة الداخلية", "tr": "İç yönetim"},
    },
    "referral_text": {
        "accounts_reporting": {
            "en": "The volunteer centre (Frivilligcentret) holds courses in accounts for associations and is glad to help you.",
            "ar": "يقدّم مركز المتطوعين (Frivilligcentret) دورات في محاسبة الجمعيات، ويسعده أن يساعدكم.",
            "tr": "Gönüllü merkezi (Frivilligcentret) dernek muhasebesi kursları düzenliyor ve size memnuniyetle yardım eder.",
        },
        "event_practical": {
            "da": "Frivilligcentret kan hjælpe jer med at finde frivillige og med det praktiske til arrangementer.",
            "en": "The volunteer centre (Frivilligcentret) can help you find volunteers and with the practical side of events.",
            "ar": "يستطيع مركز المتطوعين (Frivilligcentret) مساعدتكم في إيجاد متطوعين وفي الأمور العملية للفعاليات.",
            "tr": "Gönüllü merkezi (Frivilligcentret) gönüllü bulmanıza ve etkinliklerin pratik işlerine yardım edebilir.",
        },
        "room_equipment": {
            "en": "The culture and leisure office (Kultur og Fritid) lends rooms and equipment to associations.",
            "ar": "يُعير مكتب الثقافة وأوقات الفراغ (Kultur og Fritid) القاعات والمعدّات للجمعيات.",
            "tr": "Kültür ve boş zaman birimi (Kultur og Fritid) derneklere salon ve malzeme ödünç verir.",
        },
        "individual_citizen_matter": {
            "en": "We are not allowed to deal with personal cases here. Citizen service (Borgerservice) helps you find the right caseworker.",
            "ar": "لا يُسمح لنا بمعالجة القضايا الشخصية هنا. تساعدكم خدمة المواطنين (Borgerservice) في الوصول إلى الموظف المختص.",
            "tr": "Burada kişisel dosyalarla ilgilenmemize izin verilmiyor. Vatandaş hizmetleri (Borgerservice) doğru memuru bulmanıza yardım eder.",
        },
        "translation_reading_letters": {
            "en": "Citizen service (Borgerservice) can read a letter through with you and book an interpreter if one is needed.",
            "ar": "تستطيع خدمة المواطنين (Borgerservice) قراءة الرسالة معكم وحجز مترجم عند الحاجة.",
            "tr": "Vatandaş hizmetleri (Borgerservice) mektubu sizinle birlikte okuyabilir ve gerekirse tercüman ayarlar.",
        },
        "conflict_mediation": {
            "da": "Jeres landsorganisation kan hjælpe med at mægle, når I er uenige i foreningen.",
            "en": "Your national organisation can help to mediate when there is disagreement in the association.",
            "ar": "تستطيع منظمتكم الوطنية أن تتوسّط عندما يقع خلاف داخل الجمعية.",
            "tr": "Dernek içinde anlaşmazlık olduğunda, bağlı olduğunuz ulusal kuruluş arabuluculuk yapabilir.",
        },
    },
    "offer": {
        "statutes_founding": {
            "da": "Portalen: skriv selv jeres vedtægter, trin for trin",
            "en": "The portal: write your statutes yourselves, step by step",
            "ar": "البوابة: اكتبوا نظامكم الأساسي بأنفسكم خطوة بخطوة",
            "tr": "Portal: tüzüğünüzü adım adım kendiniz yazın",
        },
        "fundraising_application": {
            "da": "Kursus i at søge penge til aktiviteter",
            "en": "Course in applying for money for activities",
            "ar": "دورة في كتابة طلبات الدعم المالي للأنشطة",
            "tr": "Etkinlikler için mali destek başvurusu kursu",
        },
        "accounts_reporting": {
            "da": "Kursus i foreningsregnskab",
            "en": "Course in accounts for associations",
            "ar": "دورة في محاسبة الجمعيات",
            "tr": "Dernek muhasebesi kursu",
        },
        "event_practical": {
            "da": "En forening, der har holdt lignende arrangementer, viser hvordan",
            "en": "An association that has held similar events shows how",
            "ar": "جمعية نظّمت فعاليات مشابهة تشرح لكم كيف",
            "tr": "Benzer etkinlikler düzenlemiş bir dernek nasıl yapılacağını gösterir",
        },
        "room_equipment": {
            "da": "Vejledning: book selv lokaler og udstyr",
            "en": "Guide: book rooms and equipment yourselves",
            "ar": "دليل: احجزوا القاعات والمعدّات بأنفسكم",
            "tr": "Rehber: salon ve malzemeyi kendiniz ayırtın",
        },
    },
}  # fmt: skip
TARGETS = {"event_practical": "Frivilligcentret", "conflict_mediation": "Landsorganisationen"}
OFFER_KINDS = {
    "statutes_founding": "self_service",
    "fundraising_application": "course",
    "accounts_reporting": "course",
    "event_practical": "sister",
    "room_equipment": "self_service",
}


def columns(kind):
    """By code: the columns that this migration fills, with their texts; `kind` is the model."""
    known = {field.name for field in kind._meta.get_fields()}
    found = {}
    for field, codes in TEXTS.items():
        for code, texts in codes.items():
            own = found.setdefault(code, {})
            own |= {f"{field}_{lang}": t for lang, t in texts.items() if f"{field}_{lang}" in known}
            if "da" in texts:
                own[field] = texts["da"]
    for code, target in TARGETS.items():
        found.setdefault(code, {})["referral_target"] = target
    for code, offer_kind in OFFER_KINDS.items():
        found.setdefault(code, {})["offer_kind"] = offer_kind
    return found


def add(apps, schema_editor):
    kind = apps.get_model("associations", "HelpKind")
    for code, own in columns(kind).items():
        for row in kind._base_manager.filter(code=code).values("pk", *own):
            empty = {name: text for name, text in own.items() if not row[name]}
            if empty:
                kind._base_manager.filter(pk=row["pk"]).update(**empty)


def remove(apps, schema_editor):
    """Take back what still stands as it was written; a municipality's own words stay."""
    kind = apps.get_model("associations", "HelpKind")
    plain = {"referral_text", "referral_target"}
    for code, own in columns(kind).items():
        for name, text in own.items():
            if name.startswith("offer"):
                continue  # the columns go
            rows = kind._base_manager.filter(code=code, **{name: text})
            rows.update(**{name: "" if name in plain else None})


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0009_outreach"),
        ("core", "0002_municipality_and_languages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="helpkind",
            name="offer",
            field=models.CharField(
                blank=True,
                help_text="For example a course, a guide, or an association that can show how.",
                max_length=250,
                verbose_name="what to offer instead",
            ),
        ),
        migrations.AddField(
            model_name="helpkind",
            name="offer_ar",
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
            name="offer_da",
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
            name="offer_en",
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
            name="offer_tr",
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
            name="offer_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("course", "Course"),
                    ("sister", "Sister association"),
                    ("self_service", "Guide or self-service"),
                ],
                max_length=15,
                verbose_name="kind of offer",
            ),
        ),
        migrations.AddField(
            model_name="helpkind",
            name="offer_after",
            field=models.PositiveSmallIntegerField(
                default=3,
                help_text="How often in a year the same association gets this help first.",
                verbose_name="offer it at",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpkind",
            constraint=models.CheckConstraint(
                condition=models.Q(("offer_after__gte", 1)),
                name="associations_help_kind_offer_after",
                violation_error_message="Offer it at the first time or later.",
            ),
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="associations.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "help_kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="associations.helpkind",
                        verbose_name="kind of help",
                    ),
                ),
                ("target", models.CharField(max_length=150, verbose_name="referred to")),
                (
                    "language",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.language",
                        verbose_name="language",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="referred at")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="referred by",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, it helped"),
                            ("no", "No, it did not help"),
                            ("unknown", "Not known"),
                        ],
                        max_length=10,
                        verbose_name="did it help?",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered at"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "referral",
                "verbose_name_plural": "referrals",
                "ordering": ["-made_at", "-id"],
                "indexes": [
                    models.Index(fields=["-made_at", "-id"], name="association_made_at_38f01e_idx"),
                    models.Index(
                        fields=["made_by", "outcome", "made_at"],
                        name="association_made_by_556b0f_idx",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="associations_referral_answered",
                        violation_error_message="An answer has a date and somebody who gave it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target", ""), _negated=True),
                        name="associations_referral_target",
                        violation_error_message="Say to whom the association is referred.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HourBudget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: all associations.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hour_budgets",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "help_kind",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: all kinds of help.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hour_budgets",
                        to="associations.helpkind",
                        verbose_name="kind of help",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        choices=[("month", "Month"), ("quarter", "Quarter"), ("year", "Year")],
                        default="month",
                        max_length=10,
                        verbose_name="period",
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField(verbose_name="hours")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
            ],
            options={
                "verbose_name": "hour budget",
                "verbose_name_plural": "hour budgets",
                "ordering": ["-valid_from", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("association__isnull", False),
                            ("help_kind__isnull", False),
                            _connector="OR",
                        ),
                        name="associations_hour_budget_for_something",
                        violation_error_message="Choose an association, a kind of help or both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 1), ("hours__lte", 10000)),
                        name="associations_hour_budget_hours",
                        violation_error_message="An hour budget is between 1 and 10,000 hours.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="associations_hour_budget_span",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="HourBudgetNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="associations.hourbudget",
                        verbose_name="hour budget",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="first day of the period")),
                ("text", models.TextField(verbose_name="note")),
                ("noted_at", models.DateTimeField(verbose_name="noted at")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "note to an hour budget",
                "verbose_name_plural": "notes to hour budgets",
                "ordering": ["-noted_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="associations_hour_budget_note_text",
                        violation_error_message="Write what you have decided.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="IndependenceStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="independence_steps",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "help_kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="independence_steps",
                        to="associations.helpkind",
                        verbose_name="kind of help",
                    ),
                ),
                (
                    "rung",
                    models.CharField(
                        choices=[
                            ("i_do", "I do it"),
                            ("we_do", "We do it together"),
                            ("you_do", "They do it themselves"),
                        ],
                        max_length=10,
                        verbose_name="who does it",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="independence_steps",
                        to="associations.contact",
                        verbose_name="contact",
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="set at")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="set by",
                    ),
                ),
            ],
            options={
                "verbose_name": "step towards independence",
                "verbose_name_plural": "steps towards independence",
                "ordering": ["-taken_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["association", "help_kind", "-taken_at"],
                        name="association_associa_f70fe4_idx",
                    )
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="HelpOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="help_offers",
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "help_kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help_offers",
                        to="associations.helpkind",
                        verbose_name="kind of help",
                    ),
                ),
                ("offer", models.CharField(max_length=250, verbose_name="what was offered")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="help_offers",
                        to="associations.contact",
                        verbose_name="contact",
                    ),
                ),
                ("offered_at", models.DateTimeField(verbose_name="offered at")),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="offered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer instead of help",
                "verbose_name_plural": "offers instead of help",
                "ordering": ["-offered_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["association", "help_kind", "-offered_at"],
                        name="association_associa_33f765_idx",
                    )
                ],
                "constraints": [],
            },
        ),
        migrations.RunPython(add, remove),
    ]
