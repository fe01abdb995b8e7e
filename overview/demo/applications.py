"""Applications in every status, from the seed's year to today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from core import calendar, pdf
from grants.actions import (
    applications,
    decisions,
    democracy,
    disqualifications,
    letters,
    reviews,
)
from grants.models import Application, BudgetLine, CommitteeMeeting
from overview.demo.pools import REMEDIES
from overview.demo.world import World, at

ME = {
    "kultur": "formand",
    "rebaat": "formand-ar",
    "somali": "formand-so",
    "kurdisk": "formand-ku",
    "bosnisk": "formand-bs",
    "iransk": "formand-fa",
}

FESTIVAL = "Familier, der ikke kender hinanden, spiser, leger og laver musik sammen."


@dataclass
class Case:
    """A case of the demo: who, what, how much, and how far it has come."""

    key: str
    association: str
    round: str
    title: str
    sought: int
    state: str
    purpose: str = FESTIVAL
    granted: int | None = None
    partners: tuple[str, ...] = ()
    catering: int = 0
    days_ago: int = 40
    reasons: str = ""
    people: int = 80


CASES = [
    # The seed's years: decided long ago.
    Case("eid2012", "kultur", "2013", "Fælles Eid-fest i Roskilde", 45000, "sent", partners=("rebaat", "somali", "roederkors"), people=600),
    Case("cup2013", "somali", "2013", "Integrations Cup i fodbold", 22000, "sent", "Syv hold med danskere og nydanskere mødes til en dag med fodbold.", partners=("boldklub",), people=140),
    Case("zumba2013", "rebaat", "2013", "Zumba for kvinder", 18000, "sent", "Motion og samvær for kvinder, der ikke kommer i andre klubber.", granted=12000, reasons="Puljen betaler ikke indkøb af musikanlæg; det kan lånes af kommunen.", people=40),
    # Last year's round: decided, letters sent.
    Case("laes", "somali", "last", "Lektiecafé i Æblehaven", 38000, "sent", "Unge får hjælp til skolearbejdet af frivillige studerende.", partners=("aeblehaven",), days_ago=390, people=35),
    Case("film", "iransk", "last", "Filmaftener om flugt og fremtid", 24000, "sent", "Fire filmaftener med samtale bagefter.", days_ago=395, people=60),
    Case("kor", "bosnisk", "last", "Folkedans på tværs", 15000, "sent", "Åben træning og en fælles forestilling på torvet.", granted=9000, reasons="Der er givet støtte til lokale og instruktør, men ikke til dragter, som er personligt udstyr.", days_ago=400, people=50),
    Case("rejse", "kurdisk", "last", "Studietur til Bruxelles", 60000, "sent-refused", "En tur for unge til EU-Parlamentet.", reasons="Puljen betaler ikke rejser og overnatning. Aktiviteten ligger desuden uden for kommunen.", days_ago=385, people=20),
    # The autumn round: before the committee now.
    Case("mor", "rebaat", "before", "Mødre i dialog med skolen", 28000, "agenda", "Arabisktalende mødre og lærere mødes fem aftener om skole-hjem-samarbejdet.", partners=("frivillignet",), people=45),
    Case("cup", "kultur", "before", "Integrations Cup – nu også for piger", 32000, "agenda", "Otte hold, heraf tre pigehold, fra foreninger og boldklubber.", partners=("boldklub", "somali"), catering=4000, people=160),
    Case("cafe", "somali", "before", "Far og barn-café", 19500, "agenda", "Fædre og børn mødes hver anden lørdag til mad, leg og samtale.", partners=("roederkors",), people=40),
    Case("newroz", "kurdisk", "before", "Åben Newroz-fest på Stændertorvet", 41000, "agenda", "Forårsfest med musik og dans for hele byen.", partners=("kultur", "husflid"), people=400),
    Case("digt", "iransk", "before", "Digte på to sprog", 12000, "agenda", "Oplæsning på dansk og farsi sammen med biblioteket.", partners=("bibliotek",), people=50),
    Case("mad", "bosnisk", "before", "Sevdah og fællesspisning", 16000, "recommended", "Musik og mad fra Balkan sammen med beboerne i Sankt Jørgen.", partners=("kvarterhus",), people=70),
    Case("natur", "rebaat", "before", "Kvinder i naturen", 14000, "missing", "Vandreture med naturvejleder.", people=30),
    Case("svoem", "somali", "before", "Svømmehold for kvinder", 26000, "hearing", "Et hold med kvindelig instruktør.", people=25),
    Case("arkiv", "kultur", "before", "Erindringer fra Tyrkiet til Roskilde", 21000, "review", "Unge interviewer de ældre, og fortællingerne udstilles på biblioteket.", partners=("bibliotek",), people=30),
    Case("sprog", "bosnisk", "before", "Modersmål om lørdagen", 17000, "withdrawn", "Sprogundervisning for børn.", people=20),
    # The rolling round: small cases, decided by staff.
    Case("eidpynt", "kultur", "rolling", "Pynt og lys til Eid-festen", 6500, "delegated", "Lokalt pyntet torv.", days_ago=60, people=300),
    Case("garn", "rebaat", "rolling", "Garn og sting", 4800, "delegated-sent", "Strikkeklub med kvinder fra hele byen.", partners=("husflid",), days_ago=90, people=25),
    Case("taler", "iransk", "rolling", "Foredrag om tosprogethed", 7500, "delegated-sent", "Et foredrag for forældre.", days_ago=75, people=60),
    Case("tolk", "kurdisk", "rolling", "Tolk til informationsmøde", 3200, "received", "Tolkning til et møde om pension.", days_ago=2, people=50),
    Case("bold", "somali", "rolling", "Bolde og veste til gadefodbold", 5200, "received", "Gadefodbold for unge om fredagen.", days_ago=1, people=40),
    # The open round: drafts and an early one.
    Case("nytaar", "kultur", "open", "Fælles nytårsfest i Kulturhuset", 35000, "draft", "Tyrkiske og danske familier fejrer nytår sammen.", partners=("roederkors",), people=200),
    Case("sund", "rebaat", "open", "Sundhed på arabisk", 27500, "received-open", "Arabisktalende læger fra Kræftens Bekæmpelse underviser kvinder i Rebaat.", partners=("sundhed",), people=60),
]  # fmt: skip

POINTS = {
    "mor": {"udvalg": (5, 4, 4, 4), "udvalg2": (4, 4, 3, 4), "udvalg3": (5, 5, 4, 3)},
    "cup": {"udvalg2": (5, 4, 5, 4), "udvalg3": (2, 1, 3, 3)},
    "newroz": {"udvalg": (3, 3, 4, 3), "udvalg2": (5, 3, 4, 4)},
    "digt": {"udvalg2": (4, 3, 2, 5)},
}


def build(world: World) -> None:
    world_meetings(world)
    for case in CASES:
        make(world, case)
    assess(world)


def world_meetings(world: World) -> None:
    committee = world.committees["social"]
    world.meetings = {
        "2013": CommitteeMeeting.objects.create(
            committee=committee, held_at=at(date(2013, 1, 15), 16), place="Byrådssalen"
        ),
        "last": CommitteeMeeting.objects.create(
            committee=committee, held_at=world.moment(-320, 16), place="Mødelokale 2"
        ),
        "next": CommitteeMeeting.objects.create(
            committee=committee, held_at=world.moment(12, 16), place="Mødelokale 2, Rådhuset"
        ),
        "later": CommitteeMeeting.objects.create(
            committee=committee, held_at=world.moment(68, 16), place="Mødelokale 2, Rådhuset"
        ),
    }


def began(world: World, case: Case) -> datetime:
    """When the association began to write."""
    if case.round == "2013":
        return at(date(2012, 10, 20))
    if case.round == "before":
        return world.moment(-45 - world.dice.randint(0, 40), 19)
    if case.round == "open":
        return world.moment(-6, 20)
    return world.moment(-case.days_ago, 11)


def write(world: World, case: Case) -> Application:
    """Begun and filled in by the association's chair."""
    by, when = world.users[ME[case.association]], began(world, case)
    round_, association = world.rounds[case.round], world.associations[case.association]
    answers = {str(q.pk): q.wanted_answer for q in round_.pool.eligibility_questions.all()}
    begun = applications.begin(round_, association=association, eligibility=answers, by=by, at=when)
    starts = {"2013": date(2013, 8, 10), "last": world.day(-200)}.get(case.round) or max(
        world.day(90), (round_.answer_expected_on or world.day(30)) + timedelta(days=40)
    )
    own = case.catering + case.sought // 10
    amounts = [case.sought * 4 // 10, case.sought * 3 // 10, case.sought * 2 // 10]
    rest = case.sought + own - sum(amounts) - case.catering
    expenses = [
        (BudgetLine.Category.VENUE, "Leje af sal", amounts[0]),
        (BudgetLine.Category.FEE, "Oplægsholdere og musik", amounts[1]),
        (BudgetLine.Category.MATERIALS, "Materialer", amounts[2]),
        (BudgetLine.Category.PR, "Plakater og annoncer", rest),
    ]
    if case.catering:
        expenses.append((BudgetLine.Category.CATERING, "Mad til deltagerne", case.catering))
    lines = [
        {
            "side": BudgetLine.Side.EXPENSE,
            "category": category,
            "text": text,
            "amount": Decimal(amount),
        }
        for category, text, amount in expenses
    ]
    lines.append(
        {"side": BudgetLine.Side.INCOME, "category": BudgetLine.Category.OWN_FUNDING,
         "text": "Foreningens egne penge", "amount": Decimal(own)}
    )  # fmt: skip
    partners = [
        {
            "association": world.associations[key],
            "name": str(world.associations[key]),
            "contribution": "Medarrangør",
        }
        for key in case.partners
    ]
    return applications.save(
        begun, step="budget", by=by, at=when, budget_lines=lines, partners=partners,
        fields={
            "title": case.title, "purpose": case.purpose,
            "activities": "Vi planlægger sammen, fordeler opgaverne og inviterer bredt i byen.",
            "expected_effect": "Flere kender hinanden på tværs, og nye frivillige kommer til.",
            "starts_on": starts, "ends_on": starts, "place": "Roskilde",
            "audience": "Alle i Roskilde, der har lyst", "open_to_all": True, "has_children": case.people > 60,
            "announcement": "Plakater, biblioteket, skolerne og foreningernes egne grupper.",
            "expected_participants": case.people, "volunteers": case.people // 8 + 2,
            "volunteer_hours": case.people // 2 + 10, "amount_sought": Decimal(case.sought),
        },
    )  # fmt: skip


def make(world: World, case: Case) -> None:
    """Bring a case to its state, step by step, each at its time."""
    application = write(world, case)
    world.applications[case.key] = application
    if case.state == "draft":
        return
    by = world.users[ME[case.association]]
    when = application.changed_at + timedelta(days=2)
    if case.key in ("mor", "cup", "sund"):
        facts = {
            "title": "Regnskab",
            "date": calendar.format_date(when.date()),
            "paragraphs": [
                "Indtægter 42.500,00 kr.",
                "Udgifter 39.180,50 kr.",
                "Resultat 3.319,50 kr.",
            ],
        }
        upload = SimpleUploadedFile(
            "regnskab.pdf", pdf.render("core/note", facts), content_type="application/pdf"
        )
        applications.attach(application, kind="accounts", upload=upload, by=by, at=when)
    application = applications.submit(
        application, signed_name=by.full_name, declared_true=True, declared_democratic=True, by=by, at=when,
    )  # fmt: skip
    if case.state == "withdrawn":
        applications.withdraw(
            application, by=by, at=when + timedelta(days=3), reason="Vi søger igen til foråret."
        )
    elif not case.state.startswith("received"):
        handle(world, case, application, when)


def handle(world: World, case: Case, application: Application, when: datetime) -> None:
    """The secretary's part, and the committee's if it came so far."""
    secretary = world.users["sekretaer"]
    deadline = application.round.deadline
    when = max(when, deadline or when) + timedelta(days=3)
    applications.take_up(application, by=secretary, at=when)
    check_democracy(case, application, by=secretary, when=when)
    if case.state == "missing":
        applications.ask(
            application, text="Send os referatet fra jeres seneste generalforsamling, og skriv, hvem naturvejlederen er.",
            due_on=world.day(9), by=secretary, at=world.moment(-4),
        )  # fmt: skip
        return
    if case.state == "hearing":
        applications.hear(
            application,
            text="Svømmehallen oplyser, at tiderne allerede er givet til en anden forening. Det taler imod at bevilge det ansøgte. Hvad siger I til det?",
            due_on=world.day(6), by=secretary, at=world.moment(-5),
        )  # fmt: skip
        return
    if case.state.startswith("delegated"):
        decision = decisions.decide(
            application, outcome="granted", amount=application.amount_sought or Decimal(0),
            decided_on=when.date(), by=secretary, at=when,
        )  # fmt: skip
        if case.state == "delegated-sent":
            letters.send(decision.letter, by=secretary, at=when)
        return
    if case.state == "review":
        return
    recommend(world, case, application, when)


def check_democracy(case: Case, application: Application, *, by: User, when: datetime) -> None:
    """Answered in every case that has come so far; in one it is still to be examined."""
    if case.state == "hearing":
        democracy.check(
            application, result="to_be_examined", by=by, at=when,
            basis="Vedtægternes § 3 om optagelse kan læses på to måder. Vi spørger foreningen, før vi svarer.",
        )  # fmt: skip
    elif case.state != "review":
        democracy.check(
            application, result="no_remarks", by=by, at=when,
            basis="Vedtægter og formål er læst, og foreningen har selv erklæret det i ansøgningen.",
        )  # fmt: skip


def recommend(world: World, case: Case, application: Application, when: datetime) -> None:
    secretary = world.users["sekretaer"]
    is_refused = case.state == "sent-refused"
    amount = Decimal(0 if is_refused else case.granted or case.sought)
    if case.key == "cup":
        amount = Decimal(28000)
    outcome = "refused" if is_refused else "granted" if amount == case.sought else "partly_granted"
    applications.recommend(
        application, outcome=outcome, amount=amount, by=secretary, at=when + timedelta(days=4),
        reasons=case.reasons or "Aktiviteten samler flere foreninger, er åben for alle og opfylder begge kriterier. Budgettet er realistisk.",
    )  # fmt: skip
    if case.state == "recommended":
        return
    meeting = world.meetings["next" if case.round == "before" else case.round]
    applications.put_on_agenda(
        application, meeting=meeting, by=secretary, at=when + timedelta(days=5)
    )
    if case.state == "agenda":
        return
    adverse = outcome != "granted"
    decision = decisions.decide(
        application, outcome=outcome, amount=amount, reasons=case.reasons, meeting=meeting,
        conditions="" if is_refused else "Regnskab og en kort evaluering sendes senest to måneder efter aktiviteten. Nævn Roskilde Kommune i omtalen.",
        remedies_text=REMEDIES if adverse else "", decided_on=meeting.held_at.date(),
        by=world.users["udvalgsformand"], at=meeting.held_at + timedelta(hours=2),
    )  # fmt: skip
    letters.send(decision.letter, by=secretary, at=meeting.held_at + timedelta(days=2))


def assess(world: World) -> None:
    """Some members have assessed some cases; one has stepped out of one."""
    when = world.moment(-1, 21)
    for key, members in POINTS.items():
        application = world.applications[key]
        for name, points in members.items():
            scores = {
                criterion.pk: (value, "")
                for criterion, value in zip(application.round.criteria.all(), points, strict=True)
            }
            reviews.save(
                application, scores=scores, comment="God idé, som samler folk." if points[0] > 3 else "Er målgruppen bred nok?",
                submit=True, by=world.users[name], at=when,
            )  # fmt: skip
    disqualifications.declare(
        world.applications["digt"], ground="family", note="Ægtefælle er oplægsholder.",
        by=world.users["udvalg4"], at=when,
    )  # fmt: skip
