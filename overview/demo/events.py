"""Joint events: the seed's of 2012 and 2013 with their true figures, and a present-day calendar."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from activities.actions import events
from activities.models import Event, EventInterpreting, EventOrganiser
from overview.demo.audience_texts import AUDIENCES
from overview.demo.event_texts import INVITATION, TITLES
from overview.demo.world import World, at, columns

K, M = Event.Kind, Event.MunicipalRole

NEW_DANISH = ["kultur", "rebaat", "somali", "iransk", "bosnisk", "vietnam", "moske", "afghansk"]
DANISH_2012 = ["roederkors", "boldklub", "spejder", "kvarterhus"]
DANISH_2013 = [*DANISH_2012, "frivillignet", "ældresagen", "husflid", "gymnastik", "oplysning"]
NINE = ["ar", "tr", "so", "fa", "ku", "bs", "ta", "prs", "vi"]

# title, kind, part of the municipality, day, hour, hours, place, audience, theme, organisers,
# languages, participants, volunteers, volunteer hours
SEED = [
    ("Repatriering", K.INFO_MEETING, M.INITIATOR, date(2012, 10, 4), 17, 2, "Byens Hus", "Borgere med minoritetsbaggrund", "Repatriering", ["kultur", "rebaat"], ["ar", "tr", "so"], 48, 6, 18),
    ("Pension og hjemrejseregler", K.INFO_MEETING, M.INITIATOR, date(2012, 11, 15), 17, 2, "Byens Hus", "Ældre borgere og deres familier", "Pension og hjemrejseregler", ["kultur", "bosnisk"], ["tr", "bs"], 62, 5, 15),
    ("Hjemmepleje og hjemmehjælp", K.INFO_MEETING, M.INITIATOR, date(2013, 1, 24), 17, 2, "Roskilde Kulturforening", "Ældre borgere og deres familier", "Hjemmepleje og hjemmehjælp", ["kultur", "moske"], ["tr", "ar"], 55, 8, 20),
    ("Familiesammenføring og permanent ophold", K.INFO_MEETING, M.INITIATOR, date(2013, 4, 11), 17, 3, "Byrådssalen", "Alle med spørgsmål til reglerne", "Familiesammenføring og permanent ophold", ["kultur", "rebaat", "somali", "iransk"], NINE, 130, 18, 60),
    ("Eid-fest 2012", K.FESTIVAL, M.CO_ORGANISER, date(2012, 8, 25), 14, 6, "Stændertorvet", "Alle i Roskilde", "Integrationspolitik", DANISH_2012 + NEW_DANISH, [], 700, 60, 420),
    ("Eid-fest 2013", K.FESTIVAL, M.CO_ORGANISER, date(2013, 8, 10), 14, 6, "Stændertorvet", "Alle i Roskilde", "Integrationspolitik", DANISH_2013 + NEW_DANISH, [], 900, 85, 610),
    ("Integrations Cup i fodbold", K.TOURNAMENT, M.INITIATOR, date(2013, 5, 25), 10, 7, "Himmelev Boldklub", "Syv hold med danskere og nydanskere", "Sundhed og motion", ["boldklub", "somali", "kultur"], [], 110, 22, 150),
    ("Workshop om integrationspolitikken", K.WORKSHOP, M.INITIATOR, date(2013, 3, 7), 17, 4, "Byens Hus", "Borgere og politikere", "Integrationspolitik", ["raad"], ["ar", "tr"], 70, 10, 40),
    ("Vægtstopkursus for mænd og kvinder", K.COURSE, M.CO_ORGANISER, date(2013, 2, 5), 16, 2, "Sundhedscenter Roskilde", "Mænd og kvinder", "Sundhed og motion", ["sundhed", "kultur"], ["tr"], 18, 2, 24),
    ("Zumba for kvinder", K.COURSE, M.PARTICIPANT, date(2013, 2, 12), 18, 1, "Æblehaven", "Kvinder", "Sundhed og motion", ["rebaat"], [], 24, 3, 30),
    ("Arabiske læger fra Kræftens Bekæmpelse", K.COURSE, M.CO_ORGANISER, date(2013, 4, 20), 13, 3, "Rebaat", "Kvinder i Rebaat", "Sundhed og motion", ["rebaat"], ["ar"], 40, 4, 16),
    ("Afskedsreception for imamen og underskrift af samarbejdsaftalen", K.RECEPTION, M.CO_ORGANISER, date(2012, 9, 15), 16, 2, "Roskilde Kulturforening", "Foreninger og etniske grupper", "Styrkelse af foreninger", ["kultur", "moske"], ["tr"], 90, 12, 40),
    ("KEM: Kapacitetsudvikling af etniske minoritetsforeninger", K.COURSE, M.CO_ORGANISER, date(2013, 2, 23), 10, 6, "Byens Hus", "Bestyrelser", "Styrkelse af foreninger", ["frivillignet", "kultur", "somali", "rebaat"], [], 32, 5, 25),
]  # fmt: skip

# as above, with the day as days from today; and a state
PRESENT = [
    ("Natteravnene: vær med i weekenden", K.INFO_MEETING, M.INITIATOR, 10, 17, 2, "Byens Hus", "Voksne, der vil gøre en forskel", "Natteravne", ["natteravne", "somali", "kultur"], ["ar", "tr", "so"], "published"),
    ("Sundhed på arabisk: en aften om kræft", K.INFO_MEETING, M.CO_ORGANISER, 17, 18, 2, "Rebaat, Æblehaven 12", "Arabisktalende kvinder", "Sundhed og motion", ["rebaat", "sundhed"], ["ar"], "published"),
    ("Regler for plejetilladelse", K.INFO_MEETING, M.INITIATOR, 24, 17, 2, "Rådhuset, mødelokale 2", "Familier og foreninger", "Regler for plejetilladelse", ["kultur", "bosnisk"], NINE, "published"),
    ("Fællesspisning i Æblehaven", K.FESTIVAL, M.PARTICIPANT, 31, 17, 3, "Beboerhuset Æblehaven", "Alle", "Integrationspolitik", ["aeblehaven", "somali", "rebaat"], [], "published"),
    ("Regnskab for foreninger", K.COURSE, M.INITIATOR, 45, 17, 3, "Frivilligcentret", "Kasserere og formænd", "Tilskud og regnskab", ["frivillignet"], ["ar", "so"], "published"),
    ("Integrations Cup – nu også for piger", K.TOURNAMENT, M.CO_ORGANISER, 150, 10, 7, "Himmelev Boldklub", "Hold fra alle foreninger", "Sundhed og motion", ["boldklub", "kultur", "somali", "kurdisk"], [], "planned"),
    ("Netværksmøde for alle foreninger", K.NETWORK_MEETING, M.INITIATOR, 5, 17, 2, "Byens Hus", "Bestyrelser", "Styrkelse af foreninger", ["raad", "kultur", "rebaat", "somali", "iransk"], ["ar", "so"], "cancelled"),
    ("Netværksmøde i foråret", K.NETWORK_MEETING, M.INITIATOR, -60, 17, 2, "Byens Hus", "Bestyrelser", "Styrkelse af foreninger", ["raad", "kultur", "rebaat", "somali", "bosnisk", "kurdisk"], ["ar", "tr"], "held"),
    ("Eid-fest på Stændertorvet", K.FESTIVAL, M.CO_ORGANISER, -170, 14, 6, "Stændertorvet", "Alle i Roskilde", "Integrationspolitik", [*DANISH_2013, "kultur", "rebaat", "somali", "iransk", "bosnisk", "afghansk", "kurdisk", "moske", "tamilsk"], [], "held"),
    ("Pension og hjemrejseregler", K.INFO_MEETING, M.INITIATOR, -25, 17, 2, "Byens Hus", "Ældre borgere og deres familier", "Pension og hjemrejseregler", ["kultur", "bosnisk", "iransk"], ["tr", "bs", "fa"], "held"),
    ("Babyzumba", K.COURSE, M.PARTICIPANT, -4, 10, 1, "Æblehaven", "Mødre med små børn", "Sundhed og motion", ["rebaat"], [], "past"),
]  # fmt: skip

PROPOSALS = [
    ("rebaat", "formand-ar", "Syning og samtale", "Vi syr sammen og taler om livet i Danmark.", 40),
    (
        "kurdisk",
        "formand-ku",
        "Newroz på Stændertorvet",
        "Forårsfest med musik og dans for hele byen.",
        120,
    ),
]


def build(world: World) -> None:
    for row in SEED:
        seed_event(world, row)
    for row in PRESENT:
        present_event(world, row)
    for key, login, title, description, days in PROPOSALS:
        starts = world.moment(days, 15)
        events.propose(
            world.associations[key], by=world.users[login], at=world.moment(-3),
            facts={
                "title": title, "description": description, "kind": K.OTHER, "starts_at": starts,
                "ends_at": starts + timedelta(hours=3), "place": "Beboerhuset Æblehaven",
                "audience": "Alle", "open_to_all": True,
            },
        )  # fmt: skip


def plan(world: World, row: tuple, starts: datetime) -> Event:
    title, kind, part, _day, _hour, hours, place, audience, theme, organisers, languages = row[:11]
    event = Event.objects.create(
        kind=kind, municipal_role=part, starts_at=starts,
        ends_at=starts + timedelta(hours=hours), place=place,
        theme=world.themes[theme], responsible=world.users["koordinator"],
        has_children=kind in (K.FESTIVAL, K.TOURNAMENT),
        **columns("title", {"da": title, **TITLES[title]}),
        **columns("audience", {"da": audience, **AUDIENCES[audience]}),
        **columns("description", INVITATION),
    )  # fmt: skip
    for number, key in enumerate(organisers):
        role = EventOrganiser.Role.LEAD if number == 0 else EventOrganiser.Role.CO
        EventOrganiser.objects.create(event=event, association=world.associations[key], role=role)
    for number, code in enumerate(languages):
        is_booked = starts < world.now or number % 3 != 2
        EventInterpreting.objects.create(
            event=event, language=world.languages[code], mode=EventInterpreting.Mode.ONSITE,
            provider="Tolkeservice Sjælland" if is_booked else "", is_adult=is_booked,
            status=EventInterpreting.Status.BOOKED if is_booked else EventInterpreting.Status.NEEDED,
            cost=Decimal(1850) if is_booked else None,
        )  # fmt: skip
    return event


def seed_event(world: World, row: tuple) -> None:
    starts = at(row[3], row[4])
    event = plan(world, row, starts)
    by = world.users["koordinator"]
    events.publish(event, by=by, at=starts - timedelta(days=30))
    per_language = row[11] // (len(row[10]) + 1)
    events.hold(
        event, participants=row[11], volunteers=row[12], volunteer_hours=row[13],
        listeners={one.pk: per_language for one in event.interpreting.all()},
        by=by, at=starts + timedelta(days=1),
    )  # fmt: skip


def present_event(world: World, row: tuple) -> None:
    starts = world.moment(row[3], row[4])
    event = plan(world, row, starts)
    state = row[11]
    by = world.users["koordinator"]
    if state == "planned":
        return
    events.publish(event, by=by, at=min(starts, world.now) - timedelta(days=20))
    if state == "held":
        events.hold(
            event, participants=55 + row[3] % 70, volunteers=9, volunteer_hours=36,
            listeners={one.pk: 8 for one in event.interpreting.all()}, by=by, at=starts + timedelta(days=1),
        )  # fmt: skip
    elif state == "cancelled":
        events.cancel(
            event,
            by=by,
            at=world.moment(-1),
            reason="Byens Hus er lukket på grund af vandskade. Ny dato følger.",
        )
