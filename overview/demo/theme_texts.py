"""The themes of the demo beside the Danish, which is also their short name."""

from overview.demo.event_texts import TITLES

# Five themes are those of the information meetings, and are called what the meetings are called.
THEMES = {
    "Repatriering": TITLES["Repatriering"],
    "Pension og hjemrejseregler": TITLES["Pension og hjemrejseregler"],
    "Hjemmepleje og hjemmehjælp": TITLES["Hjemmepleje og hjemmehjælp"],
    "Familiesammenføring og permanent ophold": TITLES["Familiesammenføring og permanent ophold"],
    "Regler for plejetilladelse": TITLES["Regler for plejetilladelse"],
    "Natteravne": {
        "en": "Night Ravens (Natteravne)",
        "ar": "متطوعو الليل (Natteravne)",
        "tr": "Gece gönüllüleri (Natteravne)",
        "so": "Mutadawiciinta habeenka (Natteravne)",
    },
    "Sundhed og motion": {
        "en": "Health and exercise",
        "ar": "الصحة والرياضة",
        "tr": "Sağlık ve spor",
        "so": "Caafimaadka iyo jimicsiga",
    },
    "Integrationspolitik": {
        "en": "Integration policy",
        "ar": "سياسة الاندماج",
        "tr": "Uyum politikası",
        "so": "Siyaasadda is-dhexgalka",
    },
    "Styrkelse af foreninger": {
        "en": "Stronger associations",
        "ar": "تقوية الجمعيات",
        "tr": "Derneklerin güçlendirilmesi",
        "so": "Xoojinta ururrada",
    },
    "Foreningsdannelse": {
        "en": "Founding an association",
        "ar": "تأسيس جمعية",
        "tr": "Dernek kurma",
        "so": "Aasaasidda urur",
    },
    "Tilskud og regnskab": {
        "en": "Grants and accounts",
        "ar": "الدعم والحسابات",
        "tr": "Destekler ve hesaplar",
        "so": "Deeqaha iyo xisaab-xirka (regnskab)",
    },
    "Børn og skole": {
        "en": "Children and school",
        "ar": "الأطفال والمدرسة",
        "tr": "Çocuklar ve okul",
        "so": "Carruurta iyo dugsiga",
    },
}
