"""Whom the events are for, beside the Danish, by the Danish text."""

AUDIENCES = {
    "Alle": {
        "en": "Everybody",
        "ar": "الجميع",
        "tr": "Herkes",
        "so": "Dadka oo dhan",
    },
    "Alle i Roskilde": {
        "en": "Everybody in Roskilde",
        "ar": "كل سكان روسكيلده",
        "tr": "Roskilde'deki herkes",
        "so": "Dadka Roskilde oo dhan",
    },
    "Alle med spørgsmål til reglerne": {
        "en": "Everybody with questions about the rules",
        "ar": "كل من لديه أسئلة عن القواعد",
        "tr": "Kurallar hakkında sorusu olan herkes",
        "so": "Qof kasta oo su'aalo ka qaba xeerarka",
    },
    "Arabisktalende kvinder": {
        "en": "Arabic-speaking women",
        "ar": "النساء الناطقات بالعربية",
        "tr": "Arapça konuşan kadınlar",
        "so": "Dumarka Af-Carabiga ku hadla",
    },
    "Bestyrelser": {
        "en": "Boards of associations",
        "ar": "مجالس إدارة الجمعيات",
        "tr": "Yönetim kurulları",
        "so": "Guddiyada ururrada",
    },
    "Borgere med minoritetsbaggrund": {
        "en": "People with minority background",
        "ar": "أشخاص من خلفية الأقلية",
        "tr": "Azınlık kökenli kişiler",
        "so": "Dadka asalkoodu yahay laga-tirada-badan",
    },
    "Borgere og politikere": {
        "en": "Citizens and politicians",
        "ar": "المواطنون والسياسيون",
        "tr": "Vatandaşlar ve siyasetçiler",
        "so": "Muwaadiniinta iyo siyaasiyiinta",
    },
    "Familier og foreninger": {
        "en": "Families and associations",
        "ar": "الأسر والجمعيات",
        "tr": "Aileler ve dernekler",
        "so": "Qoysaska iyo ururrada",
    },
    "Foreninger og etniske grupper": {
        "en": "Associations and ethnic groups",
        "ar": "الجمعيات والمجموعات العرقية",
        "tr": "Dernekler ve etnik gruplar",
        "so": "Ururrada iyo kooxaha qowmiyadaha",
    },
    "Hold fra alle foreninger": {
        "en": "Teams from all associations",
        "ar": "فرق من جميع الجمعيات",
        "tr": "Bütün derneklerden takımlar",
        "so": "Kooxo ka socda ururrada oo dhan",
    },
    "Kasserere og formænd": {
        "en": "Treasurers and chairs",
        "ar": "أمناء الصناديق والرؤساء",
        "tr": "Saymanlar ve başkanlar",
        "so": "Khasnajiyada iyo guddoomiyeyaasha",
    },
    "Kvinder": {
        "en": "Women",
        "ar": "النساء",
        "tr": "Kadınlar",
        "so": "Dumarka",
    },
    "Kvinder i Rebaat": {
        "en": "Women in Rebaat",
        "ar": "نساء جمعية Rebaat",
        "tr": "Rebaat'taki kadınlar",
        "so": "Dumarka Rebaat",
    },
    "Mænd og kvinder": {
        "en": "Men and women",
        "ar": "الرجال والنساء",
        "tr": "Erkekler ve kadınlar",
        "so": "Ragga iyo dumarka",
    },
    "Mødre med små børn": {
        "en": "Mothers with small children",
        "ar": "أمهات الأطفال الصغار",
        "tr": "Küçük çocuklu anneler",
        "so": "Hooyooyinka carruurta yaryar leh",
    },
    "Syv hold med danskere og nydanskere": {
        "en": "Seven teams of old and new Danes",
        "ar": "سبع فرق من الدنماركيين والدنماركيين الجدد",
        "tr": "Danimarkalılardan ve yeni gelenlerden oluşan yedi takım",
        "so": "Toddoba kooxood oo ka kooban Deenish iyo dad cusub",
    },
    "Voksne, der vil gøre en forskel": {
        "en": "Adults who want to make a difference",
        "ar": "الكبار الذين يريدون أن يساعدوا الآخرين",
        "tr": "Başkalarına faydalı olmak isteyen yetişkinler",
        "so": "Dadka waaweyn ee doonaya inay wax ku biiriyaan",
    },
    "Ældre borgere og deres familier": {
        "en": "Older people and their families",
        "ar": "كبار السن وأسرهم",
        "tr": "Yaşlılar ve aileleri",
        "so": "Dadka da'da ah iyo qoysaskooda",
    },
}
