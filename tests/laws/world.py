"""One world for all the laws: the cast, and something of everything in every state.

Built once a module, by the actions, and left alone by the tests. It is the day after the
committee's meeting.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify

from accounts.actions import invitations
from accounts.models import Access, User
from activities.actions import events
from activities.models import Event, EventInterpreting, EventOrganiser
from agreements.actions import agreements, signatories
from agreements.models import Agreement, AgreementParty, Commitment, Signatory
from associations.actions import (
    budgets,
    capacity,
    contacts,
    declarations,
    drafts,
    import_confirming,
    import_files,
    imports,
    independence,
    links,
    merging,
    openings,
    referrals,
    samples,
    signing_rules,
    stage_reports,
    statutes,
    suggestions,
    visits,
)
from associations.models import (
    Association,
    AssociationLink,
    BoardConfirmation,
    CapacityStatement,
    ChairChange,
    ContactLink,
    HelpKind,
    Person,
    Post,
)
from core import documents
from core.calendar import COPENHAGEN
from core.models import ClosingDay, CprOverride, Document, Job, Language, Municipality
from grants.actions import applications, decisions, disqualifications, letters
from grants.models import (
    Application,
    Attachment,
    CommitteeMeeting,
    DecisionLetter,
    Disqualification,
)
from tests import cases
from tests.cast import Cast, make_cast, make_user

TODAY = datetime(2026, 12, 10, 10, 0, tzinfo=COPENHAGEN)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360"
    "88dc0c000169010dde2ba1520000000049454e44ae426082"
)


@dataclass
class World:
    """Who is there (`people`, by role) and what: `samples` by the name of what it shows."""

    cast: Cast
    people: dict[str, User | None]
    applications: dict[str, Application] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    others: dict[str, Any] = field(default_factory=dict)
    # Where the test processes of one run share what they have seen.
    walks: Path | None = None


def make_world() -> World:
    """Everything, in a fresh database."""
    cast = make_cast()
    superuser = make_user("super", "Sanne Super", is_superuser=True)
    superuser.is_staff = True
    superuser.save()
    world = World(
        cast,
        people={
            "anonymous": None,
            "chair": cast.ayse,
            "treasurer": cast.mehmet,
            "board": cast.fatma,
            "other chair": cast.hodan,
            "consultant": cast.consultant,
            "coordinator": cast.coordinator,
            "secretary": cast.secretary,
            "member": cast.member,
            "disqualified": cast.torn,
            "committee chair": cast.committee_chair,
            "manager": cast.manager,
            "administrator": cast.administrator,
            "superuser": superuser,
        },
    )
    _set_up(world)
    _apply(world)
    _agree(world)
    _plan(world)
    _found(world)
    _reach_out(world)
    _look_at_themselves(world)
    _bring_in(world)
    _supervise(world)
    _open_drafts(world)
    return world


def _set_up(world: World) -> None:
    ClosingDay.objects.get_or_create(date=date(2026, 6, 5), defaults={"name": "Grundlovsdag"})
    Job.objects.get_or_create(name="letters", defaults={"last_run_at": TODAY})
    Job.objects.update(last_run_at=TODAY)
    CprOverride.objects.create(
        user=world.cast.consultant, form="associations.Contact", field="summary", reason="Sagsnr."
    )
    logo = documents.store(content=PNG, name="logo.png", by=world.cast.administrator)
    Municipality.objects.update_or_create(pk=1, defaults={"name": "Roskilde", "logo": logo})


def _apply(world: World) -> None:
    """The culture association's cases, one in each status a case can rest in; one of the women's."""
    cast, by = world.cast, world.cast.secretary
    found = world.applications
    at = cases.AFTER_DEADLINE
    granted = cases.decided(cast, title="Eid for alle", partners=[{"name": "Himmelev Boldklub"}])
    letters.send(granted.letter, by=by, at=cases.MEETING_AT)
    found["granted"] = granted.application
    found["partly_granted"] = cases.decided(
        cast, "partly_granted", 3000, title="Sprogcafé"
    ).application
    found["refused"] = cases.decided(cast, "refused", title="Fodboldrejse").application
    partners = [{"name": cast.partner.name, "association": cast.partner}]
    found["on_agenda"] = cases.on_agenda(cast, title="Nytårsfest", partners=partners)
    cases.reviewed(found["on_agenda"], by=cast.member)
    found["deferred"] = cases.on_agenda(cast, title="Udstilling")
    applications.defer(
        found["deferred"], by=cast.committee_chair, at=cases.MEETING_AT, reason="Tid"
    )
    found["recommended"] = cases.recommended(cast, title="Kogebog")
    found["under_review"] = cases.under_review(cast, title="Koncert")
    found["missing_info"] = cases.under_review(cast, title="Skovtur")
    world.others["request"] = applications.ask(
        found["missing_info"], text="Hvem leder turen?", due_on=date(2026, 12, 20), by=by, at=at
    )
    found["hearing"] = cases.under_review(cast, title="Loppemarked")
    world.others["hearing"] = applications.hear(
        found["hearing"], text="Vi har fået at vide …", due_on=date(2026, 12, 20), by=by, at=at
    )
    found["withdrawn"] = cases.received(cast, title="Bazar")
    applications.withdraw(found["withdrawn"], by=cast.ayse, at=cases.NOW)
    found["rejected_formally"] = cases.under_review(cast, title="Festival i Odense")
    decisions.decide(
        found["rejected_formally"],
        outcome="rejected_formally",
        reasons="Aktiviteten ligger uden for kommunen.",
        remedies_text=cast.pool.remedies_text,
        decided_on=timezone.localdate(at),
        by=by,
        at=at,
    )
    found["received"] = cases.received(
        cast, title="Børneteater", round_=cast.rolling, partners=partners
    )
    found["draft"] = cases.draft(cast, title="Madlavning", round_=cast.rolling, partners=partners)
    found["other's"] = cases.on_agenda(
        cast, association=cast.women, by=cast.hodan, title="Kvindecafé"
    )
    next_one = CommitteeMeeting.objects.create(
        committee=cast.committee, held_at=TODAY + timedelta(days=7)
    )
    found["other's next"] = cases.recommended(
        cast, association=cast.women, by=cast.hodan, title="Strikkecafé"
    )
    applications.put_on_agenda(found["other's next"], meeting=next_one, by=by, at=at)
    disqualifications.declare(
        found["other's"],
        ground=Disqualification.Ground.FAMILY,
        by=cast.torn,
        at=at,
    )
    for name in ("draft", "received", "missing_info"):
        applications.attach(
            found[name],
            kind="budget",
            upload=ContentFile(PDF, name="budget.pdf"),
            by=cast.ayse,
            at=TODAY,
        )
    Attachment.objects.create(
        application=found["on_agenda"],
        kind=Attachment.Kind.BUDGET,
        document=documents.store(content=PDF, name="budget.pdf", by=cast.ayse),
        added_at=cases.NOW,
        added_by=cast.ayse,
    )
    for application in found.values():
        application.refresh_from_db()
    world.documents["attachment of a draft"] = found["draft"].attachments.get().document
    world.documents["receipt"] = found["received"].receipt
    world.documents["letter that is sent"] = _letter(found["granted"]).document
    world.documents["letter that waits"] = _letter(found["refused"]).document


def _letter(application: Application) -> DecisionLetter:
    return DecisionLetter.objects.get(decision__application=application)


def _agree(world: World) -> None:
    """Agreements from draft to termination, all with the culture association."""
    cast, by = world.cast, world.cast.coordinator
    found = world.agreements
    for status in ("draft", "in_dialogue", "political_approval", "active", "under_review"):
        agreement = Agreement.objects.create(
            title=f"Aftale ({status})",
            purpose="At samarbejde om integration.",
            starts_on=date(2026, 1, 1),
            ends_on=date(2027, 12, 31),
            responsible=by,
        )
        party = AgreementParty.objects.create(agreement=agreement, association=cast.culture)
        unit = AgreementParty.objects.create(agreement=agreement, unit="Socialudvalget")
        Commitment.objects.create(agreement=agreement, party=party, text="Et årligt møde")
        named = [
            Signatory.objects.create(agreement=agreement, party=one, name=name, capacity=capacity)
            for one, name, capacity in (
                (party, "Ayşe Yılmaz", "chair"),
                (unit, "Frida Formand", "committee_chair"),
            )
        ]
        found[status] = agreement
        if status == "draft":
            continue
        agreements.share(agreement, by=by, at=cases.NOW)
        if status == "political_approval":
            agreements.send_to_committee(agreement, by=by, at=cases.NOW)
        if status in ("active", "under_review"):
            for one in named:
                signatories.sign(one, signed_on=cases.NOW.date(), method="wet", by=by, at=cases.NOW)
            agreements.conclude(agreement, by=by, at=cases.NOW)
        if status == "under_review":
            agreements.begin_review(agreement, by=by, at=cases.NOW)
    for agreement in found.values():
        agreement.refresh_from_db()
    world.documents["agreement"] = found["active"].document


def _plan(world: World) -> None:
    """Events from proposal to cancellation; one is over."""
    cast, by = world.cast, world.cast.consultant
    found = world.events
    facts = {
        "title": "Forslag om fest",
        "kind": "festival",
        "starts_at": TODAY + timedelta(days=30),
        "place": "Kulturhuset",
    }
    found["proposed"] = events.propose(cast.culture, facts=facts, by=cast.ayse, at=cases.NOW)
    for status, days in (
        ("planned", 20),
        ("published", 10),
        ("begun", -1),
        ("held", -10),
        ("cancelled", 15),
    ):
        event = Event.objects.create(
            title=f"Aktivitet ({status})",
            starts_at=TODAY + timedelta(days=days),
            ends_at=TODAY + timedelta(days=days, hours=3),
            place="Kulturhuset",
            theme=cast.theme,
            responsible=by,
        )
        EventOrganiser.objects.create(event=event, association=cast.culture, role="lead")
        EventInterpreting.objects.create(
            event=event, language=Language.objects.get(code="ar"), status="booked", is_adult=True
        )
        found[status] = event
    for status in ("published", "begun", "held", "cancelled"):
        events.publish(found[status], by=by, at=cases.NOW)
    events.hold(found["held"], participants=80, by=by, at=TODAY - timedelta(days=9))
    events.cancel(found["cancelled"], by=by, at=cases.NOW, reason="Salen er optaget.")
    for event in found.values():
        event.refresh_from_db()


def _found(world: World) -> None:
    """Statutes in three versions: advice sent, review open, not looked at."""
    cast, by = world.cast, world.cast.consultant
    for number, (assembly, adopted_on) in enumerate(
        [("founding", date(2024, 1, 1)), ("ordinary", date(2025, 1, 1)), ("", None)], start=1
    ):
        version = statutes.add_version(
            cast.culture,
            upload=ContentFile(PDF, name=f"vedtaegter-{number}.pdf"),
            assembly=assembly,
            adopted_on=adopted_on,
            by=cast.ayse,
            at=cases.NOW,
        )
        world.others[f"version {number}"] = version
        if number == 3:
            break
        review = statutes.open_review(version, by=by, at=cases.NOW)
        world.others[f"review {number}"] = review
        if number == 1:
            results = {row.clause: ("ok", "") for row in review.clauses.all()}
            statutes.save_review(review, results=results, by=by, at=cases.NOW)
            statutes.send_review(review, by=by, at=cases.NOW)
    world.documents["statutes"] = world.others["version 1"].document
    draft = drafts.begin(cast.culture, by=cast.ayse, at=cases.NOW)
    drafts.send(draft, by=cast.ayse, at=cases.NOW)
    drafts.give_back(draft, advice="Skriv mere om formålet.", by=by, at=cases.NOW)
    draft.refresh_from_db()
    world.others["draft of statutes"] = draft
    waiting = drafts.begin(cast.women, by=cast.hodan, at=cases.NOW)
    given = {"purpose": "at samle kvinder om motion, mad og fællesskab"}
    drafts.save(waiting, topic="formaal", given=given, by=cast.hodan, at=cases.NOW)
    drafts.send(waiting, by=cast.hodan, at=cases.NOW)
    world.documents["draft of statutes"] = draft.document
    signing_rules.note(
        cast.culture,
        valid_from=date(2025, 1, 1),
        combinations=[{"chair": True, "treasurer": True}],
        statutes=world.others["version 2"],
        by=by,
        at=cases.NOW,
    )


def _reach_out(world: World) -> None:
    """An entry of the log with a follow-up, one about a new group, and two open invitations."""
    cast = world.cast
    world.others["contact"] = contacts.log(
        by=cast.consultant,
        at=TODAY,
        client_key=UUID(int=1),
        happened_on=TODAY.date(),
        minutes=30,
        associations=[cast.culture],
        help_kind=cast.help_kind,
        themes=[cast.theme],
        follow_up={
            "text": "Ring om regnskabet",
            "due_on": TODAY.date(),
            "assigned_to": cast.consultant,
        },
    )
    world.others["new group"] = contacts.log(
        by=cast.consultant,
        at=TODAY,
        client_key=UUID(int=2),
        happened_on=TODAY.date(),
        minutes=10,
        associations=[],
        other_party="En ny gruppe fra Hedegårdene",
        help_kind=cast.help_kind,
    )
    _ask_boards(world)
    _measure(world)
    evening = contacts.log_batch(
        [{"associations": [cast.culture], "minutes": 15, "help_kind": cast.help_kind}],
        by=cast.consultant,
        at=TODAY,
        batch_key=UUID(int=3),
        happened_on=TODAY.date(),
        summary="Talte om budgettet efter fællesspisningen.",
    )
    ContactLink.objects.create(
        contact=evening[0],
        kind="application",
        object_id=world.applications["on_agenda"].pk,
        added_at=TODAY,
        added_by=cast.consultant,
    )
    cast.culture.themes.set([cast.theme])
    links.tie(
        cast.women,
        other=cast.culture,
        kind=AssociationLink.Kind.ATTACHED_TO,
        valid_from=date(2026, 1, 1),
        by=cast.consultant,
        at=TODAY,
    )
    for language in ("da", "ar"):
        invitation, token = invitations.invite(
            cast.culture,
            email=f"ny-{language}@test.example",
            full_name="Ny Kasserer",
            role=Access.Role.BOARD_MEMBER,
            language=language,
            by=cast.ayse,
            at=TODAY,
        )
        world.others["invitation"], world.others["token"] = invitation, token


def _ask_boards(world: World) -> None:
    """A step reported, a change of chair under way, and a link of the yearly question."""
    cast = world.cast
    stage_reports.report(
        cast.women,
        stage="founding_assembly",
        happened_on=TODAY.date(),
        remark="Vi var tyve.",
        by=cast.hodan,
        at=TODAY,
    )
    twin = Association.objects.create(name="Boldklubben i Himmelev")
    world.others["merge"] = merging.merge(
        world.cast.partner, twin, by=world.cast.consultant, at=TODAY
    )
    world.others["change"] = ChairChange.objects.create(
        association=cast.culture,
        new_chair=Person.objects.get(user=cast.mehmet),
        effective_on=TODAY.date(),
        begun_at=TODAY,
        begun_by=cast.ayse,
    )
    world.others["board token"] = "et-link-om-bestyrelsen"
    BoardConfirmation.objects.create(
        association=cast.culture,
        person=Person.objects.get(user=cast.ayse),
        token_hash=BoardConfirmation.hash_of(world.others["board token"]),
        sent_at=TODAY,
        expires_at=TODAY + timedelta(days=3650),
    )


def _measure(world: World) -> None:
    """A referral, a budget that is used up, a rung of the ladder and an offer."""
    cast = world.cast
    accounts = HelpKind.objects.get(code="accounts_reporting")
    contact = contacts.log(
        by=cast.consultant,
        at=TODAY,
        client_key=UUID(int=3),
        happened_on=TODAY.date(),
        minutes=90,
        associations=[cast.women],
        help_kind=accounts,
    )
    world.others["measured"] = contact
    referrals.make(contact, by=cast.consultant, at=TODAY)
    facts: dict[str, Any] = {"help_kind": accounts, "by": cast.consultant, "at": TODAY}
    independence.step(cast.women, rung="we_do", contact=contact, **facts)
    independence.offer(cast.women, contact=contact, **facts)
    budgets.set_up(
        association=cast.women,
        help_kind=None,
        period="month",
        hours=1,
        valid_from=date(2026, 1, 1),
        by=cast.manager,
        at=TODAY,
    )


def _look_at_themselves(world: World) -> None:
    """The culture association's check of two years, with a low answer each."""
    statements = CapacityStatement.objects.in_use()
    for place, at in enumerate((TODAY - timedelta(days=365), TODAY)):
        capacity.fill(
            world.cast.culture,
            answers={one.pk: (one.position + place) % 5 + 1 for one in statements},
            priorities=["Flere frivillige", "Et budget, alle forstår"],
            by=world.cast.ayse,
            at=at,
        )


def _supervise(world: World) -> None:
    """Declarations of two years, a draw in use and one to decide on, and a visit of each kind."""
    cast, by = world.cast, world.cast.coordinator
    last_year = TODAY - timedelta(days=365)
    for at, answer in ((last_year, "no_contact"), (TODAY, "obtained")):
        declarations.declare_certificates(
            cast.culture, year=at.year, answer=answer, by=cast.ayse, at=at
        )
        declarations.declare_donations(cast.culture, year=at.year, by=cast.mehmet, at=at)
    sample = samples.draw(percent=100, seed="et-frø", by=by, at=last_year)
    samples.confirm(sample, by=by, at=last_year)
    plan = {"kind": "supervision", "officers": [cast.consultant, by], "by": by}
    serious = visits.plan(
        cast.culture,
        selection="sample",
        sample=sample,
        planned_on=last_year.date(),
        at=last_year,
        **plan,
    )
    visits.hold(
        serious,
        held_on=last_year.date(),
        board="Bestyrelsen mødes hver måned.",
        conclusion="serious",
        summary="Vi lægger sagen frem for kommunalbestyrelsen.",
        by=by,
        at=last_year,
    )
    world.others["visit"] = visits.plan(
        cast.culture, selection="routine", planned_on=TODAY.date(), at=TODAY, **plan
    )
    world.others["serious visit"] = serious
    world.others["draw"] = samples.draw(percent=5, seed="et-andet-frø", by=by, at=TODAY)


def _open_drafts(world: World) -> None:
    """Both kinds of draft lie open to a consultant, with suggestions that wait and one answered."""
    cast = world.cast
    given: dict[str, Any] = {"days": 30, "by": cast.ayse, "at": TODAY}
    statutes_draft, application = world.others["draft of statutes"], world.applications["draft"]
    world.others["opened statutes"] = openings.open_draft(
        statutes_draft, kind="statutes_draft", consultant=cast.consultant, **given
    )
    opening = openings.open_draft(
        application, kind="application", consultant=cast.coordinator, **given
    )
    world.others["opened application"] = opening
    for name, seen in (("purpose", application.purpose), ("place", application.place)):
        world.others["suggestion"] = suggestions.suggest(
            opening, field=name, text="Skriv, hvad I gør sammen.", note="Det står i puljens tekst.",
            seen=seen, by=cast.coordinator, at=TODAY,
        )  # fmt: skip
        if name == "purpose":
            suggestions.decline(world.others["suggestion"], by=cast.ayse, at=TODAY)
    suggestions.suggest(
        world.others["opened statutes"], field="purpose", note="Et par ord mere.",
        seen=statutes_draft.read().purpose, by=cast.consultant, at=TODAY,
    )  # fmt: skip


def _bring_in(world: World) -> None:
    """Lists on their way into the register, one in each status; the checked one has questions."""
    by = world.cast.coordinator
    text = (
        "Forening;By;Tlf\nKulturforeningen i Roskilde;Viby;20304050\nNyt Kor;Viby;ved ikke\n;;12\n"
    )
    for status in ("checked", "uploaded", "checking", "confirming", "confirmed", "cancelled"):
        source = import_files.upload(
            upload=ContentFile(text.encode(), name=f"{status}.csv"), by=by, at=cases.NOW
        )
        if status not in ("uploaded", "cancelled"):
            source = imports.begin_check(
                source, columns=source.columns, mode="fill", by=by, at=cases.NOW
            )
        if status in ("checked", "confirming", "confirmed"):
            source = imports.check_next(source, by=by, at=cases.NOW)
        if status in ("confirming", "confirmed"):
            source = import_confirming.confirm(source, by=by, at=cases.NOW)
        if status == "confirmed":
            source = import_confirming.bring_in(source, by=None, at=cases.NOW)
        if status == "cancelled":
            imports.cancel(source, by=by, at=cases.NOW)
        world.others[f"import {status}"] = source


def sample_of(world: World, model: type[Model]) -> Any:
    """The object of `model` that its pages are asked for: the richest one."""
    chosen = {
        "grants.Application": world.applications["on_agenda"],
        "associations.Association": world.cast.culture,
        "associations.Contact": world.others["contact"],
        "agreements.Agreement": world.agreements["active"],
        "activities.Event": world.events["published"],
        "grants.DecisionLetter": _letter(world.applications["refused"]),
        "accounts.Invitation": world.others["invitation"],
        "accounts.User": world.cast.fatma,
        "associations.Import": world.others["import checked"],
        "associations.SupervisionVisit": world.others["visit"],
        "associations.SupervisionSample": world.others["draw"],
    }.get(model._meta.label)
    found = chosen or model._base_manager.order_by("pk").first()
    assert found is not None, f"the world has no {model._meta.label}; put one into world.py"
    return found


# Which object fills an address; `name variant` is one more row for the same address.
def arguments_of(world: World) -> dict[str, dict[str, Any]]:
    """By row of the matrix, the values in its address; the association is always the culture's."""
    meeting = CommitteeMeeting.objects.get(held_at=cases.MEETING_AT)
    found: dict[str, dict[str, Any]] = {
        "invitation": {"token": world.others["token"]},
        "board_confirmation": {"token": world.others["board token"]},
        "portal_board_end": {"pk": Post.objects.get(person__user=world.cast.mehmet).pk},
        "portal_path_report": {"stage": "cvr_registered"},
        "portal_path_paper": {"kind": "referat"},
        "admin:associations_paper": {"pk": world.cast.women.pk, "kind": "indkaldelse"},
        "portal_declare certificates": {"kind": "boerneattester", "year": TODAY.year},
        "portal_declare donations": {"kind": "donationer", "year": TODAY.year + 1},
        "portal_declare long ago": {"kind": "donationer", "year": 2015},
        "portal_bridge": {"kind": "application", "pk": world.applications["draft"].pk},
        "portal_bridge of statutes": {
            "kind": "statutes_draft",
            "pk": world.others["draft of statutes"].pk,
        },
        "portal_suggestions": {"kind": "application", "pk": world.applications["draft"].pk},
        "portal_suggestions of statutes": {
            "kind": "statutes_draft",
            "pk": world.others["draft of statutes"].pk,
        },
        "portal_bridge_close": {"pk": world.others["opened application"].pk},
        "portal_suggestion": {"pk": world.others["suggestion"].pk},
        "opened_draft": {"pk": world.others["opened application"].pk},
        "opened_draft of statutes": {"pk": world.others["opened statutes"].pk},
        "opened_draft_suggest": {"pk": world.others["opened application"].pk, "field": "purpose"},
        "opened_draft_finish": {"pk": world.others["opened application"].pk},
        "quick_log_receipt": {"pk": world.others["contact"].pk},
        "quick_log_referred": {"pk": world.others["measured"].pk},
        "quick_log_rung": {"pk": world.others["measured"].pk},
        "quick_log_offered": {"pk": world.others["measured"].pk},
        "admin:associations_association_compare": {"other_id": world.cast.partner.pk},
        "admin:associations_person_compare": {
            "other_id": Person.objects.order_by("pk").values_list("pk", flat=True)[1]
        },
        "quick_log_register": {"pk": world.others["new group"].pk},
        "quick_log_follow_up_done": {"pk": world.others["contact"].follow_ups.get().pk},
        "quick_log_follow_up": {"pk": world.others["contact"].follow_ups.get().pk},
        "quick_log_follow_up_snooze": {"pk": world.others["contact"].follow_ups.get().pk},
        "quick_log_evening_receipt": {"key": UUID(int=3)},
        "portal_statutes_review": {"number": 1},
        "portal_statutes_review open": {"number": 2},
        "portal_builder_step": {"topic": "formaal"},
        "portal_access_withdraw": {"pk": world.others["invitation"].pk},
        "portal_access_end": {
            "pk": Access.objects.get(user=world.cast.fatma, association=world.cast.culture).pk
        },
        "portal_event_edit": {"pk": world.events["proposed"].pk},
        "portal_application_answer": {
            "pk": world.applications["missing_info"].pk,
            "kind": "oplysninger",
            "enquiry_id": world.others["request"].pk,
        },
        "portal_application_signatures": {"pk": world.applications["received"].pk},
        "portal_application_receipt": {"pk": world.applications["received"].pk},
        "portal_application_withdraw": {"pk": world.applications["received"].pk},
        "portal_application_copy": {"pk": world.applications["granted"].pk},
        "public_pool": {"slug": world.cast.pool.slug},
        "public_association": {"pk": world.cast.culture.pk, "slug": "roskilde-kulturforening"},
        "public_association not public": {
            "pk": world.cast.women.pk,
            "slug": "somalisk-kvindeforening",
        },
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
        "admin:view_on_site": {
            "content_type_id": ContentType.objects.get_for_model(Event).pk,
            "object_id": world.events["published"].pk,
        },
        "admin:associations_rung": {
            "association_id": world.cast.women.pk,
            "kind_id": world.cast.help_kind.pk,
        },
        "admin:associations_offered": {
            "association_id": world.cast.women.pk,
            "kind_id": world.cast.help_kind.pk,
        },
        "admin:associations_association_panels": {"app": "grants"},
        "admin:associations_import_sheet": {"pk": world.others["import uploaded"].pk},
        "admin:associations_import_next": {"pk": world.others["import checking"].pk},
        "admin:associations_import_left_out": {"pk": world.others["import confirmed"].pk},
        "admin:associations_followup_done": {"pk": world.others["contact"].follow_ups.get().pk},
        "admin:grants_meeting": {"meeting_id": meeting.pk},
        "admin:grants_meeting_file": {"meeting_id": meeting.pk},
    }
    for name, case in (("", "other's"), (" of culture", "on_agenda"), (" decided", "granted")):
        for page in ("decide", "defer", "ability"):
            found[f"admin:grants_meeting_{page}{name}"] = {
                "meeting_id": meeting.pk,
                "pk": world.applications[case].pk,
            }
        for page in ("my_case", "my_case_conflict", "my_case_file"):
            found[f"admin:grants_{page}{name}"] = {"pk": world.applications[case].pk}
    for status, application in world.applications.items():
        found[f"portal_application {status}"] = {"pk": application.pk}
    for name in ("kan_vi_soege", "projekt", "deltagere", "budget", "bilag", "send", "discard"):
        found[f"portal_application_{name}"] = {"pk": world.applications["draft"].pk}
    for status, agreement in world.agreements.items():
        found[f"portal_agreement {status}"] = {"pk": agreement.pk}
    for status, event in world.events.items():
        found[f"public_event {status}"] = {"pk": event.pk, "slug": slugify(event.title)}
        found[f"event_feed {status}"] = {"pk": event.pk}
    for name, document in world.documents.items():
        found[f"core:document {name}"] = {"pk": document.pk}
    return found
