"""What the public reads of the events beside the Danish, by the Danish text."""

# The description of every event.
INVITATION = {
    "da": "Kom og vær med – I behøver ikke melde jer til.",
    "en": "Come and join in – you need not sign up.",
    "ar": "تعالوا وشاركوا معنا – لا حاجة إلى التسجيل.",
    "tr": "Gelin, siz de katılın – kayıt gerekmez.",
    "so": "Kaalaya oo ka qayb gala – isdiiwaangelin looma baahna.",
}

TITLES = {
    "Natteravnene: vær med i weekenden": {
        "en": "The Night Ravens (Natteravnene): join us at the weekend",
        "ar": "متطوعو الليل (Natteravnene): شاركوا معنا في عطلة نهاية الأسبوع",
        "tr": "Gece gönüllüleri (Natteravnene): hafta sonu bize katılın",
        "so": "Mutadawiciinta habeenka (Natteravnene): nagu soo biira dhammaadka usbuuca",
    },
    "Sundhed på arabisk: en aften om kræft": {
        "en": "Health in Arabic: an evening about cancer",
        "ar": "الصحة بالعربية: أمسية عن السرطان",
        "tr": "Arapça sağlık akşamı: kanser hakkında",
        "so": "Caafimaadka oo Af-Carabi ah: fiid ku saabsan kansarka",
    },
    "Regler for plejetilladelse": {
        "en": "Rules on permission to care for a child (plejetilladelse)",
        "ar": "قواعد الحصول على تصريح رعاية طفل (plejetilladelse)",
        "tr": "Çocuk bakım izni (plejetilladelse) kuralları",
        "so": "Xeerarka oggolaanshaha hayinta carruurta (plejetilladelse)",
    },
    "Fællesspisning i Æblehaven": {
        "en": "Shared supper in Æblehaven",
        "ar": "عشاء مشترك في حي Æblehaven",
        "tr": "Æblehaven'de ortak akşam yemeği",
        "so": "Casho wadajir ah oo Æblehaven lagu cuno",
    },
    "Regnskab for foreninger": {
        "en": "Accounts for associations",
        "ar": "حسابات الجمعيات (regnskab)",
        "tr": "Dernekler için hesap tutma (regnskab)",
        "so": "Xisaab-xirka (regnskab) ururrada",
    },
    "Integrations Cup – nu også for piger": {
        "en": "Integrations Cup – now for girls too",
        "ar": "كأس الاندماج (Integrations Cup) – الآن للفتيات أيضاً",
        "tr": "Uyum Kupası (Integrations Cup) – artık kızlar için de",
        "so": "Koobka Is-dhexgalka (Integrations Cup) – hadda gabdhahana waa u furan yahay",
    },
    "Netværksmøde for alle foreninger": {
        "en": "Network meeting for all associations",
        "ar": "لقاء شبكة لجميع الجمعيات",
        "tr": "Tüm dernekler için ağ toplantısı",
        "so": "Kulan is-barasho oo ururrada oo dhan u furan",
    },
    "Netværksmøde i foråret": {
        "en": "Network meeting in the spring",
        "ar": "لقاء شبكة في الربيع",
        "tr": "İlkbaharda ağ toplantısı",
        "so": "Kulan is-barasho xilliga gu'ga",
    },
    "Eid-fest på Stændertorvet": {
        "en": "Eid festival on Stændertorvet",
        "ar": "احتفال العيد في ساحة Stændertorvet",
        "tr": "Stændertorvet'te bayram şenliği",
        "so": "Xafladda Ciidda ee Stændertorvet",
    },
    "Pension og hjemrejseregler": {
        "en": "Pension and the rules on travelling home",
        "ar": "التقاعد وقواعد السفر إلى الوطن",
        "tr": "Emeklilik ve ülkeye dönüş kuralları",
        "so": "Hawlgabka iyo xeerarka safarka dalkii hore",
    },
    "Babyzumba": {
        "en": "Baby zumba",
        "ar": "زومبا مع الأطفال الرضّع",
        "tr": "Bebekli zumba",
        "so": "Zumba hooyooyinka iyo dhallaanka",
    },
    "Repatriering": {
        "en": "Returning to one's country for good (repatriering)",
        "ar": "العودة الطوعية إلى الوطن (repatriering)",
        "tr": "Ülkeye temelli geri dönüş (repatriering)",
        "so": "Dib ugu noqoshada dalkii hore (repatriering)",
    },
    "Hjemmepleje og hjemmehjælp": {
        "en": "Home care and home help",
        "ar": "الرعاية المنزلية والمساعدة المنزلية (hjemmepleje)",
        "tr": "Evde bakım ve ev yardımı (hjemmepleje)",
        "so": "Daryeelka iyo caawimaadda guriga (hjemmepleje)",
    },
    "Familiesammenføring og permanent ophold": {
        "en": "Family reunification and permanent residence",
        "ar": "لمّ شمل الأسرة والإقامة الدائمة",
        "tr": "Aile birleşimi ve süresiz oturum",
        "so": "Isu-keenidda qoyska iyo deganaanshaha joogtada ah",
    },
    "Eid-fest 2012": {
        "en": "Eid festival 2012",
        "ar": "احتفال العيد 2012",
        "tr": "Bayram şenliği 2012",
        "so": "Xafladda Ciidda 2012",
    },
    "Eid-fest 2013": {
        "en": "Eid festival 2013",
        "ar": "احتفال العيد 2013",
        "tr": "Bayram şenliği 2013",
        "so": "Xafladda Ciidda 2013",
    },
    "Integrations Cup i fodbold": {
        "en": "Integrations Cup in football",
        "ar": "كأس الاندماج لكرة القدم (Integrations Cup)",
        "tr": "Futbolda Uyum Kupası (Integrations Cup)",
        "so": "Koobka Is-dhexgalka ee kubadda cagta (Integrations Cup)",
    },
    "Workshop om integrationspolitikken": {
        "en": "Workshop on the integration policy",
        "ar": "ورشة عمل عن سياسة الاندماج",
        "tr": "Uyum politikası üzerine çalışma toplantısı",
        "so": "Aqoon-isweydaarsi ku saabsan siyaasadda is-dhexgalka",
    },
    "Vægtstopkursus for mænd og kvinder": {
        "en": "Course in keeping a healthy weight, for men and women",
        "ar": "دورة عن الوزن الصحي للرجال والنساء",
        "tr": "Erkekler ve kadınlar için sağlıklı kilo kursu",
        "so": "Koorso ku saabsan miisaanka caafimaadka leh, ragga iyo dumarka",
    },
    "Zumba for kvinder": {
        "en": "Zumba for women",
        "ar": "زومبا للنساء",
        "tr": "Kadınlar için zumba",
        "so": "Zumba dumarka",
    },
    "Arabiske læger fra Kræftens Bekæmpelse": {
        "en": "Arab doctors from the Danish Cancer Society (Kræftens Bekæmpelse)",
        "ar": "أطباء عرب من الجمعية الدنماركية لمكافحة السرطان (Kræftens Bekæmpelse)",
        "tr": "Danimarka Kanser Derneği'nden (Kræftens Bekæmpelse) Arap doktorlar",
        "so": "Dhakhaatiir Carab ah oo ka socda ururka kansarka (Kræftens Bekæmpelse)",
    },
    "Afskedsreception for imamen og underskrift af samarbejdsaftalen": {
        "en": "Farewell reception for the imam, and signing of the cooperation agreement",
        "ar": "حفل وداع الإمام وتوقيع اتفاقية التعاون",
        "tr": "İmam için veda resepsiyonu ve iş birliği anlaşmasının imzalanması",
        "so": "Sagootinta imaamka iyo saxiixa heshiiska wadashaqaynta",
    },
    "KEM: Kapacitetsudvikling af etniske minoritetsforeninger": {
        "en": "KEM: making ethnic minority associations stronger",
        "ar": "تقوية جمعيات الأقليات العرقية (KEM)",
        "tr": "Etnik azınlık derneklerinin güçlendirilmesi (KEM)",
        "so": "Xoojinta ururrada qowmiyadaha laga tirada badan yahay (KEM)",
    },
}
