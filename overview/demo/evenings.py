"""The log after everything else: an evening in one go, case notes, what was agreed, put off and
handed over."""

from datetime import timedelta

from activities.models import Event
from associations.actions import contact_links, contacts, follow_ups
from associations.actions.contacts import Agreed
from associations.models import Contact, FollowUp
from grants.models import Application
from overview.demo.outreach import key_of
from overview.demo.world import World, at

Owner = FollowUp.Owner

# association, minutes, kind of help, note, days until the follow-up, what is to be done
EVENING = [
    ("kultur", 20, "fundraising_application", "Vil søge puljen til foråret.", 7, "Send linket til puljens side"),
    ("somali", 15, "room_equipment", "Mangler et lokale om onsdagen.", 14, "Hør Kultur og Fritid om lokaler"),
    ("iransk", 10, "dialogue_relationship", "Takkede for en god aften.", 0, ""),
    ("rebaat", 15, "accounts_reporting", "Har spørgsmål til regnskabet.", 7, "Ring om regnskabet"),
]  # fmt: skip


def build(world: World) -> None:
    log_evening(world)
    agree(world)
    make_case_notes(world)
    write_for_few(world)
    put_off_and_hand_over(world)


def log_evening(world: World) -> None:
    """After the latest event that was held."""
    by = world.users["konsulent"]
    held = Event.objects.filter(status=Event.Status.HELD, starts_at__lt=world.now)
    event = held.order_by("-starts_at", "-pk").first()
    day = event.starts_at.date() if event and event.starts_at else world.day(-20)
    lines = [
        {
            "associations": [world.associations[key]],
            "minutes": minutes,
            "help_kind": world.help_kinds[kind],
            "summary": note,
            "follow_up": {
                "text": task, "due_on": world.day(days), "assigned_to": by,
            } if task else None,
        }
        for key, minutes, kind, note, days, task in EVENING
    ]  # fmt: skip
    contacts.log_batch(
        lines, by=by, at=at(day + timedelta(days=1), 9), batch_key=key_of("evening"),
        happened_on=day, channel=Contact.Channel.EVENT, place="Byens Hus",
        consultants=[by, world.users["koordinator"]], language=world.languages["da"],
        themes=[world.themes["Integrationspolitik"]], link=f"event:{event.pk}" if event else "",
    )  # fmt: skip


def agree(world: World) -> None:
    """A visit with what both do; the association reads its part on its own pages."""
    contacts.log(
        by=world.users["konsulent"], at=world.moment(-3, 16), client_key=key_of("agreed"),
        happened_on=world.day(-3), minutes=60, channel=Contact.Channel.VISIT,
        associations=[world.associations["kultur"]], place="Foreningens lokaler",
        persons_met="Formand og kasserer", initiative=Contact.Initiative.ASSOCIATION,
        help_kind=world.help_kinds["accounts_reporting"],
        summary="Gennemgik årets regnskab. De gør det selv næste gang.",
        agreed=[
            Agreed("Send regnskabet med revisors underskrift", world.day(10), Owner.ASSOCIATION, is_shared=True),
            Agreed("Sender jer et eksempel på et budget", world.day(4), is_shared=True),
            Agreed("Spørg økonomi om frist for revision", world.day(5)),
        ],
    )  # fmt: skip


def make_case_notes(world: World) -> None:
    """Two conversations that the case must know of; one was corrected later."""
    by = world.users["konsulent"]
    open_cases = Application.objects.visible_to(by).filter(
        status__in=(Application.Status.UNDER_REVIEW, Application.Status.MISSING_INFO)
    )
    for number, case in enumerate(open_cases.order_by("pk")[:2]):
        entry = contacts.log(
            by=by, at=world.moment(-2, 11 + number), client_key=key_of(f"case-note/{number}"),
            happened_on=world.day(-2), minutes=15, channel=Contact.Channel.PHONE,
            associations=[case.association],
            help_kind=world.help_kinds["fundraising_application"],
            summary="Formanden oplyste, at arrangementet er flyttet en uge. Budgettet er uændret.",
        )  # fmt: skip
        target = f"application:{case.pk}"
        contact_links.note_on_case(entry, target=target, by=by, at=world.moment(-2, 12 + number))
        if number == 0:
            contacts.correct(
                entry, by=by, at=world.moment(-1, 9), associations=[case.association],
                consultants=[by],
                summary="Formanden oplyste, at arrangementet er flyttet to uger. Budgettet er uændret.",
            )  # fmt: skip


def write_for_few(world: World) -> None:
    """A note for the consultants, and one for the manager alone."""
    for number, (visibility, note) in enumerate(
        (
            (Contact.Visibility.UNIT, "Bestyrelsen er uenig indbyrdes. Vi tager det roligt og taler med begge."),
            (Contact.Visibility.MANAGEMENT, "Jeg bruger for meget tid her. Skal vi tale om det?"),
        )
    ):  # fmt: skip
        contacts.log(
            by=world.users["konsulent"], at=world.moment(-6 - number, 15),
            client_key=key_of(f"private/{number}"), happened_on=world.day(-6 - number), minutes=20,
            associations=[world.associations["kurdisk"]], visibility=visibility, summary=note,
            help_kind=world.help_kinds["conflict_mediation"], channel=Contact.Channel.PHONE,
        )  # fmt: skip


def put_off_and_hand_over(world: World) -> None:
    """One promise that is put off again and again, and one that a colleague gave away."""
    mine, colleague = world.users["konsulent"], world.users["konsulent2"]
    waiting = follow_ups.create(
        text="Få nøglen til klubhuset udleveret", due_on=world.day(-20), assigned_to=mine, by=mine,
        at=world.moment(-30), association=world.associations["bosnisk"],
    )  # fmt: skip
    for days in (-14, -6, 0):
        follow_ups.postpone(waiting, to=world.day(days), by=mine, at=world.moment(days - 5, 15))
    given = follow_ups.create(
        text="Svar om tolk til generalforsamlingen", due_on=world.day(2), assigned_to=colleague,
        by=colleague, at=world.moment(-4), association=world.associations["eritrea"],
    )  # fmt: skip
    follow_ups.hand_over(
        given, to=mine, reason="Jeg er på kursus resten af ugen", by=colleague,
        at=world.moment(-1),
    )  # fmt: skip
