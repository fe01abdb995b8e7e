"""Roskilde's associations and groups, their people, access and statutes."""

from datetime import date

from django.core.files.base import ContentFile

from accounts.models import Access, User
from associations.actions import associations as register
from associations.actions import people as board
from associations.actions import statutes
from associations.models import Association, Person, Post
from core import calendar, pdf
from overview.demo.people import make_user
from overview.demo.world import World, at

A = Association
MINORITY, MAJORITY, MIXED = A.Profile.MINORITY_LED, A.Profile.MAJORITY_LED, A.Profile.MIXED

# key, name, kind, profile, stage, CVR, languages, town, purpose
ROWS = [
    ("kultur", "Roskilde Kulturforening", A.Kind.ASSOCIATION, MINORITY, A.Stage.ACTIVE, "99000007", "tr da", "Roskilde",
     "At samle tyrkiske og danske familier om kultur, sprog og fællesskab og bygge bro til det lokale foreningsliv."),
    ("moske", "Den tyrkiske Moské i Roskilde", A.Kind.CONGREGATION, MINORITY, A.Stage.ACTIVE, "99000015", "tr", "Roskilde",
     "Menighed i tilknytning til Roskilde Kulturforening."),
    ("rebaat", "Rebaat", A.Kind.ASSOCIATION, MINORITY, A.Stage.ACTIVE, "99000023", "ar", "Roskilde",
     "Netværk for arabisktalende kvinder om sundhed, familie og uddannelse."),
    ("somali", "Somalisk Forening i Roskilde", A.Kind.ASSOCIATION, MINORITY, A.Stage.ACTIVE, "99000031", "so", "Roskilde",
     "At støtte somaliske familier og unge i skole, fritid og medborgerskab."),
    ("kurdisk", "Kurdisk Kulturforening Roskilde", A.Kind.ASSOCIATION, MINORITY, A.Stage.NEMKONTO, "99000058", "ku ckb", "Roskilde",
     "At fejre kurdisk kultur sammen med naboer og foreninger i byen."),
    ("iransk", "Iransk Forening Midtsjælland", A.Kind.ASSOCIATION, MINORITY, A.Stage.ACTIVE, "99000066", "fa", "Roskilde",
     "Kultur, litteratur og musik på tværs af generationer."),
    ("afghansk", "Afghansk Kulturforening", A.Kind.ASSOCIATION, MINORITY, A.Stage.CVR_REGISTERED, "", "prs ps", "Roskilde",
     "Fællesskab for afghanske familier og støtte til nyankomne."),
    ("bosnisk", "Bosnisk Forening Roskilde", A.Kind.ASSOCIATION, MINORITY, A.Stage.ACTIVE, "", "bs", "Roskilde",
     "Folkedans, sprogskole og samvær for bosniske familier."),
    ("tamilsk", "Tamilsk Forening Roskilde", A.Kind.ASSOCIATION, MINORITY, A.Stage.CONSTITUTED, "", "ta", "Viby Sjælland",
     "Tamilsk dans, mad og modersmål for børn og voksne."),
    ("eritrea", "Eritreansk Fællesskab", A.Kind.INFORMAL_GROUP, MINORITY, A.Stage.DRAFT_STATUTES, "", "ti", "Roskilde",
     "Gruppe af familier fra Eritrea, der er ved at danne en forening."),
    ("ukraine", "Ukrainsk Mødested", A.Kind.INFORMAL_GROUP, MINORITY, A.Stage.GROUP_FORMED, "", "uk", "Jyllinge",
     "Ugentligt mødested med sprogcafé og aktiviteter for børn."),
    ("somkvinder", "Somaliske Kvinder i Æblehaven", A.Kind.INFORMAL_GROUP, MINORITY, A.Stage.IDEA, "", "so", "Roskilde",
     "Kvinder, der mødes om motion og mad i beboerhuset."),
    ("vietnam", "Vietnamesisk Forening", A.Kind.ASSOCIATION, MINORITY, A.Stage.DORMANT, "", "vi", "Roskilde", ""),
    ("boldklub", "Himmelev Boldklub", A.Kind.SPORTS_CLUB, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde",
     "Fodbold for alle aldre."),
    ("roederkors", "Røde Kors Roskilde", A.Kind.NGO_BRANCH, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde",
     "Besøgsvenner, lektiehjælp og vågetjeneste."),
    ("frivillignet", "Frivillignet Roskilde", A.Kind.NGO_BRANCH, MAJORITY, A.Stage.ACTIVE, "", "da en", "Roskilde",
     "Frivillige, der hjælper nyankomne familier i gang."),
    ("bibliotek", "Roskilde Bibliotekerne", A.Kind.MUNICIPAL_UNIT, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde", ""),
    ("sundhed", "Sundhedscenter Roskilde", A.Kind.MUNICIPAL_UNIT, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde", ""),
    ("natteravne", "Natteravnene i Roskilde", A.Kind.ASSOCIATION, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde",
     "Voksne, der går gennem byen i weekenden og er trygge ansigter for unge."),
    ("aeblehaven", "Beboerforeningen Æblehaven", A.Kind.HOUSING_ASSOCIATION, MIXED, A.Stage.ACTIVE, "", "da", "Roskilde",
     "Beboerhus, fællesspisning og havedage i Æblehaven."),
    ("spejder", "Spejderne i Domsognet", A.Kind.ASSOCIATION, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde", "Spejderliv for børn og unge."),
    ("ældresagen", "Ældre Sagen Roskilde", A.Kind.NGO_BRANCH, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde", "Fællesskab og rådgivning for ældre."),
    ("husflid", "Roskilde Husflid", A.Kind.ASSOCIATION, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde", "Håndværk, syning og undervisning."),
    ("gymnastik", "Roskilde Gymnastik og Motion", A.Kind.SPORTS_CLUB, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde", "Motion og gymnastik, også hold kun for kvinder."),
    ("kvarterhus", "Kvarterhuset Sankt Jørgen", A.Kind.ASSOCIATION, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde", "Lokalt samlingssted med frivillige."),
    ("oplysning", "Oplysningsforbundet Roskilde", A.Kind.ASSOCIATION, MAJORITY, A.Stage.ACTIVE, "", "da", "Roskilde", "Kurser og foredrag."),
    ("raad", "Integrationsrådet i Roskilde", A.Kind.UMBRELLA, A.Profile.UMBRELLA, A.Stage.ACTIVE, "", "da", "Roskilde", "Rådgiver kommunalbestyrelsen om integration."),
]  # fmt: skip

# association, post, name, since, language, whether the person may sign
BOARD = [
    ("kultur", Post.Role.CHAIR, "Emine Yıldırım", date(2019, 3, 12), "da", True),
    ("kultur", Post.Role.TREASURER, "Hasan Öztürk", date(2021, 3, 9), "tr", True),
    ("kultur", Post.Role.SECRETARY, "Elif Çelik", date(2023, 3, 14), "tr", False),
    ("kultur", Post.Role.BOARD_MEMBER, "Murat Şahin", date(2022, 3, 8), "tr", False),
    ("kultur", Post.Role.AUDITOR, "Birthe Frandsen", date(2022, 3, 8), "da", False),
    ("moske", Post.Role.CHAIR, "Ibrahim Koç", date(2020, 5, 3), "tr", True),
    ("moske", Post.Role.RELIGIOUS_LEADER, "Ahmet Kılıç", date(2021, 8, 1), "tr", False),
    ("rebaat", Post.Role.CHAIR, "Amal Haddad", date(2021, 2, 20), "ar", True),
    ("rebaat", Post.Role.TREASURER, "Samira Khalil", date(2021, 2, 20), "ar", True),
    ("rebaat", Post.Role.BOARD_MEMBER, "Nour Mansour", date(2024, 2, 17), "ar", False),
    ("somali", Post.Role.CHAIR, "Abdirahman Warsame", date(2022, 4, 2), "da", True),
    ("somali", Post.Role.TREASURER, "Ifrah Jama", date(2022, 4, 2), "", True),
    ("somali", Post.Role.BOARD_MEMBER, "Henrik Lyngby", date(2023, 4, 1), "da", False),
    ("kurdisk", Post.Role.CHAIR, "Rojda Demirtaş", date(2024, 9, 28), "da", True),
    ("kurdisk", Post.Role.TREASURER, "Azad Karim", date(2024, 9, 28), "", True),
    ("iransk", Post.Role.CHAIR, "Shirin Farahani", date(2018, 6, 1), "", True),
    ("afghansk", Post.Role.CHAIR, "Farid Noorzai", date(2025, 3, 15), "", True),
    ("bosnisk", Post.Role.CHAIR, "Amra Hodžić", date(2017, 5, 6), "", True),
    ("tamilsk", Post.Role.CHAIR, "தமிழ்செல்வி Kumaran", date(2025, 1, 18), "", True),
    ("eritrea", Post.Role.CONTACT_PERSON, "ሰላም Tesfay", date(2025, 6, 1), "", False),
    ("ukraine", Post.Role.CONTACT_PERSON, "Олена Shevchenko", date(2025, 2, 1), "en", False),
    ("somkvinder", Post.Role.CONTACT_PERSON, "Hodan Aweys", date(2025, 9, 1), "", False),
    ("boldklub", Post.Role.CHAIR, "Lars Buch", date(2016, 2, 1), "da", True),
    ("roederkors", Post.Role.CHAIR, "Inge Thestrup", date(2019, 1, 1), "da", True),
]

FOLLOWERS = [
    # log-in, association, access, name, language
    ("formand", "kultur", Access.Role.CHAIR, "Emine Yıldırım", "da"),
    ("kasserer", "kultur", Access.Role.TREASURER, "Hasan Öztürk", "tr"),
    ("bestyrelse", "kultur", Access.Role.BOARD_MEMBER, "Elif Çelik", "tr"),
    ("formand-ar", "rebaat", Access.Role.CHAIR, "Amal Haddad", "ar"),
    ("kasserer-ar", "rebaat", Access.Role.TREASURER, "Samira Khalil", "ar"),
    ("formand-so", "somali", Access.Role.CHAIR, "Abdirahman Warsame", "so"),
    ("formand-ku", "kurdisk", Access.Role.CHAIR, "Rojda Demirtaş", "da"),
    ("formand-bs", "bosnisk", Access.Role.CHAIR, "Amra Hodžić", "en"),
    ("formand-fa", "iransk", Access.Role.CHAIR, "Shirin Farahani", "en"),
]

FORMER = [
    ("kultur", Post.Role.CHAIR, "Kemal Aydın", date(2009, 3, 1), date(2019, 3, 12)),
    ("moske", Post.Role.RELIGIOUS_LEADER, "Yusuf Polat", date(2008, 9, 1), date(2013, 5, 31)),
    ("rebaat", Post.Role.CHAIR, "Layla Saleh", date(2012, 1, 1), date(2021, 2, 20)),
]


def build(world: World) -> None:
    consultants = (world.users["konsulent"], world.users["konsulent2"])
    for number, row in enumerate(ROWS):
        register_one(world, row, consultants[number % 2])
    for key, role, name, since, language, can_sign in BOARD:
        person = find_person(name, language)
        board.appoint(
            world.associations[key], person=person, role=role, valid_from=since,
            can_sign=can_sign, by=world.users["konsulent"], at=world.now,
        )  # fmt: skip
    for key, role, name, since, until in FORMER:
        Post.objects.create(
            association=world.associations[key], person=find_person(name, ""), role=role,
            valid_from=since, valid_until=until,
        )  # fmt: skip
    for login, key, role, name, language in FOLLOWERS:
        give_access(world, login, key, role, name, language)
    sits_on_a_board = Person.objects.get(full_name="Henrik Lyngby")
    sits_on_a_board.user = world.users["udvalg"]
    sits_on_a_board.save()
    add_statutes(world)


def register_one(world: World, row: tuple, consultant: User) -> None:
    key, name, kind, profile, stage, cvr, languages, city, purpose = row
    is_group = stage not in (A.Stage.ACTIVE, A.Stage.DORMANT)
    made = register.register(
        by=consultant, at=world.now, name=name, kind=kind, profile=profile, purpose=purpose,
        cvr_number=cvr, city=city, postal_code="4000" if city == "Roskilde" else "4130",
        municipality_code="0265", consultant=consultant,
        cvr_renewal_due=world.day(40) if key == "rebaat" else (world.day(700) if cvr else None),
        nemkonto_confirmed_on=date(2024, 5, 1) if cvr else None,
        is_public=bool(purpose) and not (is_group and key != "ukraine"),
        public_purpose=bool(purpose), public_languages=True, public_city=True, public_themes=True,
        public_phone=key == "kultur", public_email=key in ("kultur", "rebaat"),
        email=f"{key}@forening.example" if key in ("kultur", "rebaat", "somali") else "",
        phone="+4520304050" if key == "kultur" else "",
        languages=[world.languages[code] for code in languages.split()],
    )  # fmt: skip
    world.associations[key] = made
    if stage == A.Stage.DORMANT:
        register.advance(made, to=A.Stage.ACTIVE, by=consultant, at=at(date(2015, 1, 10)))
        register.make_dormant(
            made, by=consultant, at=at(date(2022, 6, 1)), reason="Ingen bestyrelse siden 2022."
        )
    elif stage == A.Stage.ACTIVE:
        register.advance(made, to=stage, by=consultant, at=at(date(2012, 9, 1)))
    elif stage != A.Stage.IDEA:
        path = A.PATH[1 : A.PATH.index(stage) + 1]
        for number, one in enumerate(path):
            days_ago = 30 + 25 * (len(path) - number - 1)
            register.advance(made, to=one, by=consultant, at=world.moment(-days_ago))


def find_person(name: str, language: str) -> Person:
    """The person of this name; invented, with an address no mail can reach."""
    first = name.split()[0].lower()
    person, _made = Person.objects.get_or_create(
        full_name=name,
        defaults={
            "preferred_language": language,
            "preferred_channel": Person.Channel.WHATSAPP
            if language in ("ar", "tr")
            else Person.Channel.PHONE,
            "phone": f"+45{20000000 + sum(map(ord, name)) * 997 % 9999999}",
            "email": f"{first}@person.example" if first.isascii() else "",
        },
    )
    return person


def give_access(world: World, login: str, key: str, role: str, name: str, language: str) -> None:
    user = make_user(world, login, name, preferred_language=language)
    person = Person.objects.get(full_name=name)
    person.user = user
    person.save()
    Access.objects.create(
        user=user, association=world.associations[key], role=role, valid_from=world.day(-400),
        granted_by=world.users["konsulent"],
    )  # fmt: skip


STATUTES = [
    # association, adopted on, assembly, sent review, results that are not in order
    ("kultur", date(2012, 3, 20), "ordinary", True, {}),
    ("kultur", date(2021, 3, 9), "ordinary", True, {}),
    ("rebaat", date(2021, 2, 20), "founding", True,
     {"dissolution": ("unclear", "Skriv, hvilket almennyttigt formål pengene går til, hvis foreningen lukker.")}),
    ("somali", date(2022, 4, 2), "founding", True, {}),
    ("kurdisk", date(2024, 9, 28), "founding", False,
     {"signing_rules": ("missing", "Skriv, hvem der skriver under for foreningen – fx formand og kasserer sammen."),
      "amendments": ("unclear", "Hvor stort et flertal skal der til for at ændre vedtægterne?")}),
    ("tamilsk", date(2025, 1, 18), "founding", None, {}),
    ("eritrea", None, "", None, {}),
]  # fmt: skip


# What short statutes say, clause by clause.
CLAUSES = (
    ("Navn og hjemsted", "Foreningens navn er {name}. Foreningen har hjemsted i Roskilde Kommune."),
    ("Formål", "Foreningens formål er at samle medlemmerne om kultur og aktivt medborgerskab."),
    ("Medlemskab", "Alle, der støtter formålet, kan blive medlem. Kontingentet fastsættes af generalforsamlingen."),
    ("Ordinær generalforsamling", "Den ordinære generalforsamling holdes hvert år i marts og indkaldes med tre ugers varsel."),
    ("Bestyrelse", "Bestyrelsen har mindst tre medlemmer, der vælges for to år."),
    ("Tegningsregler", "Foreningen tegnes af formand og kasserer i forening."),
    ("Regnskab", "Regnskabsåret er kalenderåret. Regnskabet revideres af den valgte revisor."),
    ("Vedtægtsændringer", "Vedtægterne ændres med to tredjedele af de fremmødte stemmer."),
    ("Opløsning", "Ved opløsning går formuen til et almennyttigt formål i kommunen."),
)  # fmt: skip


def statutes_file(name: str, adopted_on: date | None) -> ContentFile:
    """A short set of statutes as PDF."""
    facts = {
        "title": f"Vedtægter for {name}",
        "association": name,
        "draft": "" if adopted_on else "Udkast",
        "clauses": [
            {"heading": heading, "paragraphs": [text.format(name=name)], "points": []}
            for heading, text in CLAUSES
        ],
        "signatures": ["Dirigent", "Formand"],
        "line": f"Vedtaget den {calendar.format_date(adopted_on)}" if adopted_on else "Dato",
    }
    return ContentFile(pdf.render("associations/statutes", facts), name="vedtaegter.pdf")


def add_statutes(world: World) -> None:
    consultant = world.users["konsulent"]
    for key, adopted_on, assembly, is_sent, remarks in STATUTES:
        association = world.associations[key]
        version = statutes.add_version(
            association, upload=statutes_file(association.name, adopted_on), assembly=assembly,
            adopted_on=adopted_on, by=consultant, at=at(adopted_on) if adopted_on else world.moment(-20),
        )  # fmt: skip
        if is_sent is None:
            continue
        review = statutes.open_review(version, by=consultant, at=world.moment(-15))
        results = {one.clause: remarks.get(one.clause, ("ok", "")) for one in review.clauses.all()}
        statutes.save_review(review, results=results, by=consultant, at=world.moment(-14))
        if is_sent:
            statutes.send_review(review, by=consultant, at=world.moment(-14))
