"""Cooperation agreements, the first of them the seed's of 2012."""

from datetime import date, timedelta

from agreements.actions import agreements, commitments, signatories
from agreements.models import Agreement, AgreementParty, Commitment, Signatory
from overview.demo.world import World, at

UNIT = "Beskæftigelses- og Integrationsudvalget"


def build(world: World) -> None:
    the_first(world)
    in_force(world)
    being_discussed(world)
    draft(world)


def draw_up(
    world: World, parties: list[str], **facts: object
) -> tuple[Agreement, list[AgreementParty]]:
    """A draft with its parties; the municipality's is the last."""
    agreement = Agreement.objects.create(responsible=world.users["koordinator"], **facts)
    rows = [
        AgreementParty.objects.create(agreement=agreement, association=world.associations[key])
        for key in parties
    ]
    rows.append(AgreementParty.objects.create(agreement=agreement, unit=UNIT))
    return agreement, rows


def promise(
    agreement: Agreement, party: AgreementParty, text: str, due_on: date | None = None
) -> Commitment:
    return Commitment.objects.create(agreement=agreement, party=party, text=text, due_on=due_on)


def the_first(world: World) -> None:
    """2012: signed by the association's chair, the imam and the chair of the committee."""
    by = world.users["koordinator"]
    agreement, (culture, mosque, town) = draw_up(
        world,
        ["kultur", "moske"],
        title="Samarbejde mellem Roskilde Kulturforening, Den tyrkiske Moské og Roskilde Kommune",
        background="Kommunen og foreningen har arbejdet tæt sammen siden 2010. Moskéen ligger i tilknytning til foreningen.",
        purpose="At styrke medborgerskab og dialog og at gøre det let for nye borgere at deltage i byens liv.",
        areas="Informationsmøder, fælles fester, sport og forebyggelse blandt unge.",
        meeting_rhythm="To statusmøder om året",
        economy="Ingen. Tilskud søges særskilt i kommunens puljer.",
        limits="Foreningens frivillige løser ikke myndighedsopgaver.",
        starts_on=date(2012, 9, 15),
        ends_on=world.day(75),
        evaluation_on=world.day(20),
        notice_months=3,
    )
    when = at(date(2012, 9, 15), 17)
    agreements.share(agreement, by=by, at=when - timedelta(days=60))
    for party, name, capacity in (
        (culture, "Kemal Aydın", Signatory.Capacity.CHAIR),
        (mosque, "Yusuf Polat", Signatory.Capacity.RELIGIOUS_LEADER),
        (town, "Bente Ravnsborg", Signatory.Capacity.COMMITTEE_CHAIR),
    ):
        row = Signatory.objects.create(
            agreement=agreement, party=party, name=name, capacity=capacity
        )
        signatories.sign(row, signed_on=when.date(), method=Signatory.Method.WET, by=by, at=when)
    promises = [
        promise(agreement, town, "Stiller en fast kontaktperson til rådighed"),
        promise(agreement, town, "Inviterer alle foreninger til statusmødet", world.day(20)),
        promise(
            agreement,
            culture,
            "Åbner huset for informationsmøder fire gange om året",
            world.day(30),
        ),
        promise(
            agreement,
            mosque,
            "Tager en aften om året om hjemmepleje og hjemmehjælp",
            world.day(-12),
        ),
    ]
    agreements.conclude(agreement, by=by, at=when)
    agreements.activate(agreement, at=when)
    commitments.keep(promises[0], done_on=date(2012, 10, 1), by=by, at=world.now)


def in_force(world: World) -> None:
    by = world.users["koordinator"]
    agreement, (club, town) = draw_up(
        world,
        ["boldklub"],
        title="Integrations Cup – fælles stævne hvert år",
        purpose="Et årligt fodboldstævne, hvor hold fra alle byens foreninger mødes.",
        areas="Bane, dommere, invitation og præmier.",
        meeting_rhythm="Et møde før og et efter stævnet",
        starts_on=world.day(-300),
        ends_on=world.day(430),
        evaluation_on=world.day(120),
    )
    agreements.share(agreement, by=by, at=world.moment(-330))
    for party, name, capacity in (
        (club, "Lars Buch", Signatory.Capacity.CHAIR),
        (town, "Torben Jyllinge", Signatory.Capacity.COMMITTEE_CHAIR),
    ):
        row = Signatory.objects.create(
            agreement=agreement, party=party, name=name, capacity=capacity
        )
        signatories.sign(
            row,
            signed_on=world.day(-305),
            method=Signatory.Method.SCAN,
            by=by,
            at=world.moment(-305, 15),
        )
    promise(agreement, club, "Stiller baner og dommere", world.day(150))
    promise(
        agreement, town, "Inviterer foreningerne og skaffer tolk til holdledermødet", world.day(120)
    )
    agreements.conclude(agreement, by=by, at=world.moment(-304))
    agreements.activate(agreement, at=world.moment(-300))


def being_discussed(world: World) -> None:
    """One party has signed; who is missing stands on the page."""
    by = world.users["koordinator"]
    agreement, (rebaat, town) = draw_up(
        world,
        ["rebaat"],
        title="Sundhed på arabisk – kvinder i Rebaat og Sundhedscentret",
        purpose="At give arabisktalende kvinder viden om sundhed på deres eget sprog.",
        areas="Undervisning, motion og kræftscreening.",
        meeting_rhythm="Fire møder om året",
        starts_on=world.day(25),
        ends_on=world.day(755),
    )
    agreements.share(agreement, by=by, at=world.moment(-18))
    for party, name, capacity in (
        (rebaat, "Amal Haddad", Signatory.Capacity.CHAIR),
        (town, "Torben Jyllinge", Signatory.Capacity.COMMITTEE_CHAIR),
    ):
        row = Signatory.objects.create(
            agreement=agreement, party=party, name=name, capacity=capacity
        )
        if party == town:
            signatories.sign(
                row,
                signed_on=world.day(-6),
                method=Signatory.Method.WET,
                by=by,
                at=world.moment(-6),
            )
    promise(agreement, rebaat, "Finder lokale og inviterer kvinderne", world.day(60))
    promise(agreement, town, "Skaffer arabisktalende læger til tre aftener", world.day(90))


def draft(world: World) -> None:
    agreement, parties = draw_up(
        world,
        ["somali", "natteravne"],
        title="Natteravne fra alle byens foreninger",
        purpose="At flere voksne fra de nye foreninger går med som natteravne.",
        areas="Rekruttering, oplæring og fælles ture.",
        starts_on=world.day(60),
    )
    promise(agreement, parties[0], "Finder fem nye natteravne", world.day(100))
