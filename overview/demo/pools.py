"""The Kultur- og Integrationspulje of the seed and of today, and a small pool beside it.

The figures are Roskilde's (domain §2.2): 250.000 kr. a year and rolling at first, later 300.000
kr. with a deadline on 15 November for the coming year; for arrangements 10.000 kr. by delegation.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from core.calendar import COPENHAGEN
from grants.models import Criterion, EligibilityQuestion, Pool, PoolBudget, PoolRound, PoolRule
from overview.demo.world import World, at

REMEDIES = (
    "Afgørelsen er truffet efter kommunens budget og puljens kriterier og kan ikke indbringes for en "
    "anden administrativ myndighed. Du kan bede Roskilde Kommune om at se på sagen igen, hvis der er "
    "oplysninger, vi ikke kendte. Du kan også klage over sagsbehandlingen til kommunen, til "
    "Ankestyrelsen som tilsynsmyndighed eller til Folketingets Ombudsmand."
)

KIP = {
    "code": "KIP",
    "slug": "kultur-og-integrationspuljen",
    "name_da": "Kultur- og Integrationspuljen",
    "name_en": "The Culture and Integration Pool",
    "name_ar": "صندوق الثقافة والاندماج",
    "name_so": "Sanduuqa Dhaqanka iyo Is-dhexgalka (Kultur- og Integrationspuljen)",
    "name_tr": "Kültür ve Entegrasyon Fonu",
    "summary_da": "Penge til aktiviteter, der fører mennesker sammen på tværs af kulturer i Roskilde.",
    "summary_en": "Money for activities that bring people together across cultures in Roskilde.",
    "summary_ar": "دعم مالي للأنشطة التي تجمع الناس من ثقافات مختلفة في روسكيلده.",
    "summary_so": "Lacag loogu talagalay hawlo isu keena dad dhaqamo kala duwan leh oo Roskilde ku nool.",
    "summary_tr": "Roskilde'de farklı kültürlerden insanları bir araya getiren etkinlikler için destek.",
    "description_da": (
        "Puljen støtter aktiviteter, der styrker integration og dialogen mellem kulturer. "
        "Byrådet har vedtaget to kriterier: Aktiviteten skal give netværk, støtte og forståelse til "
        "mennesker med svære oplevelser bag sig, eller den skal hjælpe nye borgere med at forstå og "
        "finde rundt i det danske samfund."
    ),
    "description_en": (
        "The pool supports activities that strengthen integration and the dialogue between cultures. "
        "The council has set two criteria: the activity gives network, support and understanding to "
        "people with hard experiences behind them, or it helps newcomers to understand and find their "
        "way in Danish society."
    ),
    "description_ar": (
        "يدعم الصندوق الأنشطة التي تعزز الاندماج والحوار بين الثقافات. حدد المجلس البلدي معيارين: أن يوفر "
        "النشاط شبكة علاقات ودعماً وتفهماً لمن مرّوا بتجارب صعبة، أو أن يساعد القادمين الجدد على فهم المجتمع "
        "الدنماركي والتعامل معه."
    ),
    "description_so": "Sanduuqu wuxuu taageeraa hawlo xoojiya is-dhexgalka iyo wadahadalka dhaqamada. Golaha degaanku wuxuu dejiyay laba shuruudood: hawshu waa inay xiriir, taageero iyo faham siiso dad soo maray waayo adag, ama waa inay muwaadiniinta cusub ka caawiso inay fahmaan bulshada Denmark oo ay dhexmaraan.",
    "description_tr": (
        "Fon, entegrasyonu ve kültürler arası diyaloğu güçlendiren etkinlikleri destekler. Belediye "
        "meclisi iki ölçüt belirlemiştir: Etkinlik, zor deneyimler yaşamış kişilere çevre, destek ve "
        "anlayış sağlamalı ya da yeni gelenlerin Danimarka toplumunu anlamasına yardımcı olmalıdır."
    ),
    "pays_for_da": "Lokaler, materialer, oplægsholdere og kunstnere, tolkning, tryk og annoncer.",
    "pays_for_en": "Premises, materials, speakers and artists, interpreting, print and publicity.",
    "pays_for_ar": "استئجار القاعات والمواد وأجور المحاضرين والفنانين والترجمة الشفوية والطباعة والإعلان.",
    "pays_for_so": "Qolal, agab, khudbad-jeediyayaal iyo fannaaniin, turjumaad, daabacaad iyo xayeysiis.",
    "pays_for_tr": "Salon kirası, malzeme, konuşmacı ve sanatçılar, tercüme, baskı ve duyuru.",
    "does_not_pay_for_da": (
        "Mad og drikke, rejser og overnatning, løn til foreningens egne medlemmer, religiøse handlinger "
        "og aktiviteter, der allerede er holdt."
    ),
    "does_not_pay_for_en": (
        "Food and drink, travel and lodging, wages to the association's own members, religious acts, "
        "and activities that have already taken place."
    ),
    "does_not_pay_for_ar": (
        "الطعام والشراب، والسفر والإقامة، وأجور أعضاء الجمعية، والشعائر الدينية، والأنشطة التي أقيمت بالفعل."
    ),
    "does_not_pay_for_so": "Cunto iyo cabbitaan, safar iyo hoy, mushahar la siiyo xubnaha ururka, cibaado, iyo hawlo hore loo qabtay.",
    "does_not_pay_for_tr": (
        "Yiyecek ve içecek, yolculuk ve konaklama, derneğin kendi üyelerine ücret, dinî törenler ve "
        "daha önce yapılmış etkinlikler."
    ),
    "guidelines_da": (
        "Aktiviteten skal være åben for alle, der har lyst til at være med. I skal fortælle om den, så "
        "også andre end jeres egne medlemmer hører om den. Regnskab og en kort evaluering sendes senest "
        "to måneder efter aktiviteten."
    ),
    "legal_basis": "Kommunalfuldmagten og kommunens budget, konto 5.46.60",
    "delegation_limit": Decimal(10000),
    "answer_days": 45,
    "remedies_text": REMEDIES,
    "contact_email": "puljer@roskilde.example",
    "contact_phone": "+4546313000",
    "is_public": True,
}

QUESTIONS = [
    (True, "Er I en forening eller en gruppe i Roskilde Kommune?", "Are you an association or a group in Roskilde Municipality?",
     "هل أنتم جمعية أو مجموعة في بلدية روسكيلده؟", "Roskilde Belediyesi'nde bir dernek veya grup musunuz?",
     "Ring til jeres konsulent. Vi hjælper jer med at finde den rigtige pulje."),
    (True, "Er aktiviteten åben for alle, der har lyst til at være med?", "Is the activity open to everyone who wants to take part?",
     "هل النشاط مفتوح لكل من يرغب في المشاركة؟", "Etkinlik katılmak isteyen herkese açık mı?",
     "Puljen støtter kun aktiviteter, der er åbne. Tænk over, hvem I kan invitere med."),
    (False, "Har I allerede holdt aktiviteten?", "Has the activity already taken place?",
     "هل أقيم النشاط بالفعل؟", "Etkinlik daha önce yapıldı mı?",
     "Vi kan ikke støtte det, der allerede er holdt. Søg til den næste aktivitet."),
    (True, "Har foreningen et CVR-nummer og en NemKonto?", "Does the association have a CVR number and a NemKonto?",
     "هل لدى الجمعية رقم CVR وحساب NemKonto؟", "Derneğin CVR numarası ve NemKonto hesabı var mı?",
     "I kan godt søge. Pengene kan først udbetales, når I har begge dele – eller gennem en anden forening."),
]  # fmt: skip

RULES = [
    ("max_amount", {"amount": 50000}, "warn", "Puljen giver sjældent mere end 50.000 kr. til én aktivitet.",
     "The pool rarely gives more than 50,000 kr. to one activity.", "نادراً ما يمنح الصندوق أكثر من 50.000 كرونة لنشاط واحد.", "Fon tek bir etkinliğe nadiren 50.000 krondan fazla verir."),
    ("excluded_cost_category", {"category": "catering"}, "warn", "Puljen betaler ikke mad og drikke. Vis i budgettet, hvem der betaler.",
     "The pool does not pay for food and drink. Show in the budget who pays.", "لا يدفع الصندوق ثمن الطعام والشراب. وضّحوا في الميزانية من يدفع.", "Fon yiyecek ve içeceği karşılamaz. Bütçede kimin ödediğini gösterin."),
    ("excluded_cost_category", {"category": "transport"}, "warn", "Puljen betaler ikke rejser og transport.",
     "The pool does not pay for travel and transport.", "لا يدفع الصندوق تكاليف السفر والنقل.", "Fon yolculuk ve ulaşımı karşılamaz."),
    ("open_to_all", {}, "block", "Aktiviteten skal være åben for alle. Det er en betingelse i puljen.",
     "The activity must be open to all. The pool demands it.", "يجب أن يكون النشاط مفتوحاً للجميع. هذا شرط من شروط الصندوق.", "Etkinlik herkese açık olmalıdır. Bu, fonun bir koşuludur."),
    ("min_lead_days", {"days": 30}, "warn", "Aktiviteten begynder, før I kan regne med svar.",
     "The activity begins before you can expect an answer.", "يبدأ النشاط قبل أن يصلكم الرد.", "Etkinlik, yanıt alabileceğiniz tarihten önce başlıyor."),
    ("requires_attachment", {"kind": "accounts"}, "info", "Send gerne foreningens seneste regnskab med.",
     "Please enclose the association's latest accounts.", "يُفضّل إرفاق آخر حسابات الجمعية.", "Lütfen derneğin son hesaplarını ekleyin."),
]  # fmt: skip

CRITERIA = [
    ("Dialog mellem kulturer", "Dialogue between cultures", "الحوار بين الثقافات", "Kültürler arası diyalog", 2,
     "0: kun for egne medlemmer. 5: planlagt sammen med andre og åben for alle."),
    ("Netværk og støtte", "Network and support", "الشبكات والدعم", "Çevre ve destek", 2,
     "0: ingen varig virkning. 5: nye venskaber og hjælp, der fortsætter."),
    ("Frivillige kræfter", "Volunteers", "الجهود التطوعية", "Gönüllü emek", 1,
     "0: ingen frivillige. 5: mange frivillige på tværs af foreninger."),
    ("Budget og gennemførlighed", "Budget and feasibility", "الميزانية وقابلية التنفيذ", "Bütçe ve uygulanabilirlik", 1,
     "0: uklart, om det kan lade sig gøre. 5: gennemtænkt og realistisk."),
]  # fmt: skip


def build(world: World) -> None:
    committee = world.committees["social"]
    pool = Pool.objects.create(committee=committee, **KIP)
    world.pools["kip"] = pool
    year = world.today.year
    for budget_year in (2012, 2013):
        PoolBudget.objects.create(pool=pool, year=budget_year, amount=Decimal(250000))
    for budget_year in range(year - 1, year + 3):
        carried = Decimal(18500) if budget_year == year else Decimal(0)
        PoolBudget.objects.create(
            pool=pool, year=budget_year, amount=Decimal(300000), carried_over=carried
        )
    for position, (wanted, da, en, ar, tr, advice) in enumerate(QUESTIONS, start=1):
        EligibilityQuestion.objects.create(
            pool=pool, wanted_answer=wanted, position=position,
            text_da=da, text_en=en, text_ar=ar, text_tr=tr, advice_da=advice,
        )  # fmt: skip
    for position, (kind, figures, severity, da, en, ar, tr) in enumerate(RULES, start=1):
        PoolRule.objects.create(
            pool=pool, kind=kind, parameters=figures, severity=severity, position=position,
            message_da=da, message_en=en, message_ar=ar, message_tr=tr,
        )  # fmt: skip
    add_rounds(world, pool)
    add_small_pool(world)


def deadline_on(day: date) -> datetime:
    """The last second of the day in Copenhagen."""
    return datetime.combine(day, time(23, 59, 59), COPENHAGEN)


def next_deadline(world: World) -> date:
    """Roskilde's 15 November, or a second round on 15 March when that is too near.

    Always at least six weeks ahead, so that the demo can be tried in peace.
    """
    year = world.today.year
    days = [date(y, month, 15) for y in (year, year + 1) for month in (3, 11)]
    return next(day for day in days if (day - world.today).days > 42)


def add_rounds(world: World, pool: Pool) -> None:
    ahead = next_deadline(world)
    charged_to = ahead.year + 1 if ahead.month == 11 else ahead.year
    for key, year, opens, deadline, answer in (
        ("2013", 2013, at(date(2012, 9, 1)), deadline_on(date(2012, 11, 15)), date(2013, 1, 31)),
        (
            "last",
            world.today.year,
            world.moment(-430),
            deadline_on(world.day(-370)),
            world.day(-310),
        ),
        (
            "before",
            world.today.year,
            world.moment(-120),
            deadline_on(world.day(-21)),
            world.day(40),
        ),
        (
            "open",
            charged_to,
            world.moment(-20),
            deadline_on(ahead),
            ahead + timedelta(days=77),
        ),
    ):
        name = {
            "2013": "Aktiviteter i 2013",
            "last": "Aktiviteter i årets første halvdel",
            "before": "Ekstra runde i efteråret",
            "open": f"Aktiviteter i {charged_to}",
        }[key]
        english = name.replace("Aktiviteter i", "Activities in")
        round_ = PoolRound.objects.create(
            pool=pool, name_da=name, name_en=english if key in ("2013", "open") else None,
            year=year, opens_at=opens, deadline=deadline, answer_expected_on=answer,
        )  # fmt: skip
        world.rounds[key] = round_
        add_criteria(round_)
    rolling = PoolRound.objects.create(
        pool=pool, name_da="Små tilskud hele året", name_en="Small grants all year",
        name_ar="منح صغيرة طوال العام", name_tr="Yıl boyunca küçük destekler",
        year=world.today.year, opens_at=world.moment(-330),
    )  # fmt: skip
    world.rounds["rolling"] = rolling
    add_criteria(rolling)


def add_criteria(round_: PoolRound) -> None:
    for position, (da, en, ar, tr, weight, anchors) in enumerate(CRITERIA, start=1):
        Criterion.objects.create(
            round=round_, title_da=da, title_en=en, title_ar=ar, title_tr=tr,
            description_da=anchors, weight=weight, max_points=5, position=position,
        )  # fmt: skip


def add_small_pool(world: World) -> None:
    """Start- og Udviklingspuljen: rolling, mostly decided by staff."""
    pool = Pool.objects.create(
        code="SUP",
        slug="start-og-udviklingspuljen",
        name_da="Start- og Udviklingspuljen",
        name_en="The Start and Development Pool",
        name_ar="صندوق البدء والتطوير",
        name_tr="Başlangıç ve Geliştirme Fonu",
        summary_da="Penge til nye foreninger og til nye idéer i foreninger, der findes.",
        summary_en="Money for new associations and for new ideas in existing ones.",
        summary_ar="دعم للجمعيات الجديدة وللأفكار الجديدة في الجمعيات القائمة.",
        summary_tr="Yeni dernekler ve mevcut derneklerdeki yeni fikirler için destek.",
        description_da="Puljen hjælper nye foreninger i gang og støtter nye tiltag i foreninger, der allerede findes.",
        pays_for_da="Opstart, materialer og udstyr (højst halvdelen af budgettet).",
        does_not_pay_for_da="Løbende drift, løn og rejser.",
        legal_basis="Folkeoplysningsloven § 6, stk. 1, nr. 1",
        committee=world.committees["social"],
        delegation_limit=Decimal(25000),
        answer_days=10,
        remedies_text=REMEDIES,
        contact_email="puljer@roskilde.example",
        contact_phone="+4546313000",
        is_public=True,
    )
    world.pools["sup"] = pool
    PoolBudget.objects.create(pool=pool, year=world.today.year, amount=Decimal(250000))
    PoolRule.objects.create(
        pool=pool, kind=PoolRule.Kind.CAPPED_COST_CATEGORY,
        parameters={"category": "equipment", "percent": 50}, position=1,
        message_da="Udstyr må højst være halvdelen af budgettet.",
        message_en="Equipment may be half of the budget at most.",
        message_ar="يجب ألا تتجاوز المعدات نصف الميزانية.", message_tr="Donanım bütçenin en fazla yarısı olabilir.",
    )  # fmt: skip
    round_ = PoolRound.objects.create(
        pool=pool, name_da="Hele året", name_en="All year", name_ar="طوال العام", name_tr="Yıl boyunca",
        year=world.today.year, opens_at=world.moment(-330),
    )  # fmt: skip
    world.rounds["start"] = round_
    add_criteria(round_)
