"""The outreach log: the seed's information meetings and a year of contacts up to today."""

from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from associations.actions import contacts, follow_ups
from associations.models import Contact, Theme
from overview.demo.theme_texts import THEMES
from overview.demo.world import World, at, columns

# association, days ago, minutes, channel, kind of help, theme, language, note
RECENT = [
    ("kultur", 1, 45, "meeting", "fundraising_application", "Tilskud og regnskab", "da", "Gennemgik ansøgningen til nytårsfesten. De skriver selv; vi talte om budgettet."),
    ("rebaat", 2, 30, "phone", "fundraising_application", "Tilskud og regnskab", "ar", "Amal spurgte til bilag. Aftalt at de sender referatet fra generalforsamlingen."),
    ("ukraine", 2, 60, "visit", "statutes_founding", "Foreningsdannelse", "en", "Besøg i mødestedet. Fem i kernegruppen vil gerne danne forening før sommer."),
    ("somkvinder", 4, 60, "visit", "dialogue_relationship", "Sundhed og motion", "so", "Første møde med kvinderne i Æblehaven. De ønsker et hold kun for kvinder."),
    ("kurdisk", 5, 90, "meeting", "statutes_founding", "Foreningsdannelse", "da", "Vedtægterne gennemgået punkt for punkt. Tegningsreglen mangler."),
    ("somali", 6, 15, "phone", "contact_to_department", "Børn og skole", "da", "Formidlet kontakt til skoleafdelingen om lektiecafé."),
    ("eritrea", 8, 75, "meeting", "statutes_founding", "Foreningsdannelse", "ti", "Udkast til formål skrevet sammen. Næste gang gør de det selv, og vi sidder ved siden af."),
    ("kultur", 9, 30, "email", "event_practical", "Integrationspolitik", "da", "Lokale til workshop om integrationspolitikken."),
    ("afghansk", 11, 45, "meeting", "accounts_reporting", "Tilskud og regnskab", "prs", "Regnskab for første år. Henvist til Frivilligcentrets kursus."),
    ("rebaat", 12, 20, "message", "translation_reading_letters", "Pension og hjemrejseregler", "ar", "Brev fra Udbetaling Danmark. Henvist til Borgerservice."),
    ("tamilsk", 14, 60, "meeting", "statutes_founding", "Foreningsdannelse", "ta", "Bestyrelsen konstitueret. Næste skridt er CVR-nummer."),
    ("bosnisk", 16, 30, "phone", "room_equipment", "Sundhed og motion", "bs", "Sal til folkedans hver torsdag."),
    ("natteravne", 18, 60, "meeting", "capacity_building", "Natteravne", "da", "Planlagt informationsmøde om Natteravnene for de nye foreninger."),
    ("iransk", 21, 45, "visit", "dialogue_relationship", "Integrationspolitik", "fa", "Besøg til digtaften. De vil gerne være med i Eid-festens arrangørgruppe."),
    ("somali", 24, 60, "meeting", "fundraising_application", "Tilskud og regnskab", "so", "Hjælp til at forstå kriterierne."),
    ("kultur", 28, 120, "event", "event_practical", "Integrationspolitik", "tr", "Forberedelse af fællesspisning."),
]  # fmt: skip

SEED_MEETINGS = [
    (date(2012, 10, 4), "Repatriering", 120),
    (date(2012, 11, 15), "Pension og hjemrejseregler", 120),
    (date(2013, 1, 24), "Hjemmepleje og hjemmehjælp", 120),
    (date(2013, 4, 11), "Familiesammenføring og permanent ophold", 180),
]

FOLLOW_UPS = [
    # association, days from today, text, by whom
    ("rebaat", -3, "Ring til Amal om referatet fra generalforsamlingen", "konsulent"),
    ("kurdisk", 0, "Send eksempel på tegningsregel", "konsulent"),
    ("ukraine", 0, "Aftal dato for stiftende generalforsamling", "konsulent"),
    ("somkvinder", 1, "Spørg Gymnastik og Motion om et hold kun for kvinder", "konsulent"),
    ("eritrea", 5, "Næste møde: de skriver selv § 3 og 4", "konsulent2"),
    ("afghansk", 9, "Hør, om de kom på regnskabskurset", "konsulent"),
    ("kultur", 12, "Statusmøde om samarbejdsaftalen", "koordinator"),
    ("natteravne", 14, "Inviter foreningerne til informationsmøde", "koordinator"),
]


def build(world: World) -> None:
    for name, texts in THEMES.items():
        world.themes[name] = Theme.objects.create(**columns("name", {"da": name, **texts}))
    for number, row in enumerate(RECENT):
        log_recent(world, number, row)
    for number in range(150):
        log_routine(world, number)
    for day, theme, minutes in SEED_MEETINGS:
        log_seed_meeting(world, day, theme, minutes)
    for key, days, text, who in FOLLOW_UPS:
        by = world.users[who]
        follow_ups.create(
            text=text, due_on=world.day(days), assigned_to=by, by=by,
            at=world.moment(min(days, 0) - 7), association=world.associations[key],
        )  # fmt: skip


def key_of(name: str) -> object:
    """The same key for the same entry, whenever the demo is made."""
    return uuid5(NAMESPACE_URL, f"foreningsbro-demo/{name}")


def log_recent(world: World, number: int, row: tuple) -> None:
    key, days, minutes, channel, kind, theme, language, note = row
    by = world.users["konsulent" if number % 4 else "koordinator"]
    mode = (
        Contact.InterpreterMode.PHONE
        if language in ("ti", "prs", "so")
        else Contact.InterpreterMode.NONE
    )
    contacts.log(
        by=by, at=world.moment(-days, 16), client_key=key_of(f"recent/{number}"),
        happened_on=world.day(-days), minutes=minutes, associations=[world.associations[key]],
        help_kind=world.help_kinds[kind], channel=channel, language=world.languages[language],
        interpreter_mode=mode, themes=[world.themes[theme]], summary=note,
        place="Rådhuset" if channel == "meeting" else "",
    )  # fmt: skip


def log_routine(world: World, number: int) -> None:
    """One of the many short contacts of the past year."""
    dice = world.dice
    key = dice.choice(
        [
            "kultur",
            "rebaat",
            "somali",
            "kurdisk",
            "iransk",
            "afghansk",
            "bosnisk",
            "tamilsk",
            "eritrea",
            "ukraine",
            "roederkors",
            "boldklub",
            "aeblehaven",
        ]
    )
    kind = dice.choices(
        ["fundraising_application", "event_practical", "statutes_founding", "contact_to_department",
         "dialogue_relationship", "accounts_reporting", "translation_reading_letters", "room_equipment"],
        weights=[6, 5, 4, 4, 4, 3, 3, 2],
    )[0]  # fmt: skip
    day = world.day(-dice.randint(30, 360))
    association = world.associations[key]
    language = association.languages.order_by("code").first()
    contacts.log(
        by=world.users[dice.choice(["konsulent", "konsulent", "konsulent2", "koordinator"])],
        at=at(day, 16), client_key=key_of(f"routine/{number}"), happened_on=day,
        minutes=dice.choice([10, 15, 15, 20, 30, 30, 45, 60, 90]), associations=[association],
        help_kind=world.help_kinds[kind], channel=dice.choice(["phone", "phone", "meeting", "email", "message", "visit"]),
        language=language, themes=[world.themes[dice.choice(list(THEMES))]],
        initiative=dice.choice([Contact.Initiative.ASSOCIATION, Contact.Initiative.MUNICIPALITY]),
    )  # fmt: skip


def log_seed_meeting(world: World, day: date, theme: str, minutes: int) -> None:
    """An information meeting of the seed, with all the associations of that time."""
    keys = ["kultur", "moske", "rebaat", "somali", "iransk", "bosnisk", "vietnam"]
    contacts.log(
        by=world.users["koordinator"], at=at(day + timedelta(days=1), 9),
        client_key=key_of(f"seed/{theme}"), happened_on=day, minutes=minutes,
        associations=[world.associations[key] for key in keys],
        help_kind=world.help_kinds["dialogue_relationship"], channel="event",
        interpreter_mode=Contact.InterpreterMode.ONSITE, themes=[world.themes[theme]],
        place="Byens Hus", summary=f"Informationsmøde: {theme}. Tolket på deltagernes sprog.",
    )  # fmt: skip
