"""The same world, crowded: thirty of everything where there was one, to see which pages count rows.

With another number it is crowded less: a page that shows a few rows of everything asks whatever a
page with many asks, where a page with none leaves questions out.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from post_office.models import Email

from accounts.models import Access, Invitation, User
from activities.models import EventInterpreting, EventOrganiser
from agreements.models import AgreementParty
from associations.models import (
    Association,
    CapacityCheck,
    ChildCertificateDeclaration,
    Contact,
    DonationBanDeclaration,
    FollowUp,
    HelpKind,
    HelpOffer,
    HourBudget,
    IndependenceStep,
    Person,
    Post,
    Referral,
    StatutesReview,
    StatutesVersion,
    Suggestion,
    SupervisionSample,
    Theme,
)
from core.models import ClosingDay, CprOverride, Document, Job, Language, Transition
from grants.models import (
    AgendaItem,
    Application,
    CommitteeMeeting,
    Criterion,
    Decision,
    DecisionLetter,
    InformationRequest,
    Pool,
    PoolRound,
)
from tests.laws.world import TODAY, World

MORE = 29
SIZE: ContextVar[int] = ContextVar("size", default=MORE)
M = TypeVar("M", bound=models.Model)


def copies(pattern: M, number: int | None = None, /, **changes: Callable[[int], Any]) -> list[M]:
    """Saved copies of a row; `changes` say what each has of its own."""
    kind = type(pattern)
    taken = {
        field.attname: getattr(pattern, field.attname)
        for field in kind._meta.concrete_fields
        if not field.primary_key
    }
    made = []
    for place in range(SIZE.get() if number is None else number):
        own = {name: make(place) for name, make in changes.items()}
        kept = {
            name: value
            for name, value in taken.items()
            if not {name, name.removesuffix("_id")} & own.keys()
        }
        made.append(kind(**kept, **own))
    return kind._base_manager.bulk_create(made)


def with_rows(owner: models.Model, copy: models.Model, *relations: str) -> None:
    """Copy the rows that hang on a row, too."""
    for name in relations:
        relation = owner._meta.get_field(name)
        for row in relation.related_model._base_manager.filter(**{relation.field.name: owner}):
            copies(row, 1, **{relation.field.name: lambda _place: copy})


def crowd(world: World, more: int = MORE) -> None:
    """So many more of everything that a list or a page can show."""
    size = SIZE.set(more)
    people = _people(world)
    associations = _associations(world, people)
    _outreach(world)
    _meter(world, associations)
    _checks(world, associations)
    _statutes(world)
    _agreements(world, associations)
    _events(world, associations)
    _pools(world, people)
    _cases(world, people)
    _supervise(world, associations)
    _open_drafts(world, people)
    _set_up(world)
    SIZE.reset(size)


def _people(world: World) -> list[User]:
    people = copies(
        world.cast.fatma,
        email=lambda i: f"mange-{i}@test.example",
        full_name=lambda i: f"Person {i:02}",
    )
    access = Access.objects.get(user=world.cast.fatma)
    copies(access, user=lambda i: people[i])
    copies(
        world.others["invitation"],
        email=lambda i: f"inviteret-{i}@test.example",
        token_hash=lambda i: Invitation.hash_of(str(i)),
    )
    person = Person.objects.get(user=world.cast.ayse)
    persons = copies(
        person, user=lambda _i: None, full_name=lambda i: f"Medlem {i:02}", email=lambda _i: ""
    )
    post = Post.objects.get(association=world.cast.culture, role=Post.Role.TREASURER)
    copies(post, role=lambda _i: Post.Role.BOARD_MEMBER, person=lambda i: persons[i])
    return people


def _associations(world: World, people: list[User]) -> list[Association]:
    made = copies(
        world.cast.culture,
        name=lambda i: f"Forening {i:02}",
        cvr_number=lambda _i: "",
        consultant=lambda _i: world.cast.consultant,
    )
    arabic = Language.objects.get(code="ar")
    arabic.associations.add(*made, world.cast.culture)
    post = Post.objects.get(association=world.cast.culture, role=Post.Role.CHAIR)
    copies(post, association=lambda i: made[i])
    return made


def _outreach(world: World) -> None:
    contact = world.others["contact"]
    made = copies(contact, client_key=lambda i: UUID(int=100 + i))
    for one in made:
        one.associations.set([world.cast.culture, world.cast.women])
        one.consultants.set([world.cast.consultant, world.cast.secretary])
        one.themes.set([world.cast.theme])
    due = contact.follow_ups.get()
    promised = copies(due, contact=lambda i: made[i], association=lambda _i: world.cast.culture)
    for one in promised:
        cast = world.cast
        one.snoozes.create(
            old_due_on=one.due_on - timedelta(days=1),
            new_due_on=one.due_on,
            snoozed_at=contact.logged_at,
            snoozed_by=cast.consultant,
        )
        one.handovers.create(
            from_user=cast.coordinator,
            to_user=cast.consultant,
            reason="Ferie",
            handed_over_at=contact.logged_at,
            handed_over_by=cast.coordinator,
        )
    for one in made:
        one.links.create(
            kind="application",
            object_id=world.applications["on_agenda"].pk,
            added_at=contact.logged_at,
            added_by=world.cast.consultant,
        )
    copies(due, assigned_to=lambda _i: world.cast.secretary)
    assert FollowUp.objects.count() > SIZE.get()
    assert Contact.objects.count() > SIZE.get()


def _meter(world: World, associations: list[Association]) -> None:
    """Referrals, rungs and offers by the thirty, and a budget for everybody."""
    contact = world.others["measured"]
    met = copies(contact, client_key=lambda i: UUID(int=300 + i))
    for place, one in enumerate(met):
        one.associations.set([world.cast.women, associations[place]])
        one.consultants.set([world.cast.consultant, world.cast.secretary, world.cast.coordinator])
    for pattern in (Referral, IndependenceStep, HelpOffer):
        row = pattern.objects.get()
        copies(row, association=lambda i: associations[i])
        copies(row)
    budget = HourBudget.objects.get()
    for one in copies(budget, association=lambda i: associations[i], hours=lambda _i: 1):
        budget.notes.create(
            begins_on=one.valid_from, text="Mere", noted_at=TODAY, noted_by=world.cast.manager
        )
    copies(budget, association=lambda _i: world.cast.culture)


def _checks(world: World, associations: list[Association]) -> None:
    """A check of every association, and of the culture's a year each."""
    pattern = CapacityCheck.objects.filter(association=world.cast.culture).first()
    years = copies(pattern, year=lambda i: 1990 + i)
    for one in (*copies(pattern, association=lambda i: associations[i]), *years):
        with_rows(pattern, one, "answers")


def _documents(pattern: Document) -> list[Document]:
    return copies(pattern, id=lambda i: UUID(int=pattern.pk.int ^ (i + 1)))


def _statutes(world: World) -> None:
    version: StatutesVersion = world.others["version 1"]
    files = _documents(version.document)
    made = copies(version, number=lambda i: 10 + i, document=lambda i: files[i])
    for pattern in (world.others["review 1"], world.others["review 2"]):
        half = made[::2] if pattern == world.others["review 1"] else made[1::2]
        pattern.refresh_from_db()
        for review, one in zip(
            copies(pattern, len(half), version=lambda i, half=half: half[i]), half, strict=True
        ):
            assert review.version_id == one.pk
            with_rows(pattern, review, "clauses")
    assert StatutesReview.objects.count() > SIZE.get()


def _agreements(world: World, associations: list[Association]) -> None:
    for status in ("active", "in_dialogue"):
        pattern = world.agreements[status]
        for one in copies(pattern, title=lambda i: f"Aftale {i:02}"):
            party = pattern.parties.exclude(association=None).get()
            theirs = copies(party, 1, agreement=lambda _i, one=one: one)[0]
            unit = pattern.parties.get(association=None)
            copies(unit, 1, agreement=lambda _i, one=one: one)
            for row in (*pattern.commitments.all(), *pattern.signatories.all()):
                copies(
                    row,
                    1,
                    agreement=lambda _i, one=one: one,
                    party=lambda _i, theirs=theirs: theirs,
                )
        parties = [
            AgreementParty.objects.create(agreement=pattern, association=one)
            for one in associations
        ]
        for row in (pattern.commitments.first(), pattern.signatories.first()):
            copies(row, party=lambda i, parties=parties: parties[i])


def _events(world: World, associations: list[Association]) -> None:
    languages = Language.objects.exclude(code="ar")[:20]
    for status, pattern in world.events.items():
        for one in copies(pattern, title=lambda i, status=status: f"{status} {i:02}"):
            with_rows(pattern, one, "organiser_group", "interpreting")
        EventOrganiser.objects.bulk_create(
            EventOrganiser(event=pattern, association=one, profile=one.profile)
            for one in associations
        )
        EventInterpreting.objects.bulk_create(
            EventInterpreting(event=pattern, language=one) for one in languages
        )


def _pools(world: World, people: list[User]) -> None:
    world.cast.committee.members.add(*people[:10])
    pools = copies(
        world.cast.pool,
        code=lambda i: f"P{i:02}",
        slug=lambda i: f"pulje-{i:02}",
        name=lambda i: f"Pulje {i:02}",
    )
    for pool in pools:
        copies(world.cast.rolling, 1, pool=lambda _i, pool=pool: pool)
    for round_ in (world.cast.round, world.cast.rolling):
        for one in copies(round_, name=lambda i: f"Runde {i:02}"):
            with_rows(round_, one, "criteria")
        copies(
            Criterion.objects.filter(round=round_).first(),
            8,
            title=lambda i: f"Kriterium {i}",
            position=lambda i: 10 + i,
        )
    copies(
        CommitteeMeeting.objects.first(),
        held_at=lambda i: TODAY + timedelta(days=i + 8),
    )
    assert Pool.objects.count() > SIZE.get()
    assert PoolRound.objects.count() > SIZE.get()


def _cases(world: World, people: list[User]) -> None:
    for status, pattern in world.applications.items():
        if status in ("draft", "other's"):
            continue
        for place, one in enumerate(
            copies(
                pattern,
                case_number=lambda i, status=status: f"X-{status[:8]}-{i:04}",
                title=lambda i, status=status: f"{status} {i:02}",
            )
        ):
            _case(pattern, one, place)
    here = world.applications["on_agenda"]
    for pattern in (world.applications["draft"], here, world.applications["received"]):
        copies(pattern.budget_lines.first(), text=lambda i: f"Post {i:02}")
        file = world.documents["attachment of a draft"]
        others = Document.objects.all()[: SIZE.get()]
        files = _documents(file) if pattern.is_draft else list(others)
        row = world.applications["draft"].attachments.first()
        copies(
            row,
            application=lambda _i, pattern=pattern: pattern,
            document=lambda i, files=files: files[i],
        )
        copies(pattern.partners.first(), name=lambda i: f"Partner {i:02}")
    review = here.reviews.get()
    for one in copies(review, min(10, SIZE.get()), reviewer=lambda i: people[i]):
        with_rows(review, one, "scores")
    kind = ContentType.objects.get_for_model(Application)
    step = Transition.objects.filter(content_type=kind, object_id=str(here.pk)).first()
    copies(step)
    request = world.others["request"]
    copies(
        request,
        answer=lambda i: f"Svar {i}",
        answered_at=lambda _i: TODAY,
        answered_by=lambda _i: world.cast.ayse,
    )
    assert InformationRequest.objects.count() > SIZE.get()


def _case(pattern: Application, copy: Application, place: int) -> None:
    with_rows(pattern, copy, "budget_lines", "partners", "recommendation", "reviews")
    with_rows(pattern, copy, "informationrequests", "hearings")
    for item in AgendaItem.objects.filter(application=pattern):
        copies(item, 1, application=lambda _i: copy, position=lambda _i: 100 + place)
    for decision in Decision.objects.filter(application=pattern):
        made = copies(decision, 1, application=lambda _i: copy)[0]
        for letter in DecisionLetter.objects.filter(decision=decision):
            copies(letter, 1, decision=lambda _i, made=made: made)


def _supervise(world: World, associations: list[Association]) -> None:
    """Declarations of many and of many years, visits and draws."""
    for model in (ChildCertificateDeclaration, DonationBanDeclaration):
        pattern = model.objects.filter(association=world.cast.culture).first()
        copies(pattern, year=lambda i: 2100 + i)
        copies(pattern, association=lambda i: associations[i])
    copies(world.others["draw"])
    drawn = SupervisionSample.objects.in_use().get()
    copies(drawn.drawn.first(), association=lambda i: associations[i], number=lambda i: 100 + i)
    serious = world.others["serious visit"]
    for one in (
        *copies(serious, association=lambda i: associations[i]),
        *copies(world.others["visit"], association=lambda i: associations[i]),
        *copies(world.others["visit"], planned_on=lambda i: TODAY.date() + timedelta(days=i)),
    ):
        one.officers.set([world.cast.consultant, world.cast.coordinator])


def _open_drafts(world: World, people: list[User]) -> None:
    """Both drafts opened to many, each with a suggestion; and one's own answered ones."""
    for name in ("opened application", "opened statutes"):
        pattern = world.others[name]
        made = copies(pattern, consultant=lambda i: people[i])
        waiting = Suggestion.objects.filter(opening=pattern).pending().get()
        copies(waiting, opening=lambda i, made=made: made[i])
        copies(
            waiting,
            status=lambda _i: Suggestion.Status.ACCEPTED,
            decided_at=lambda _i: TODAY,
            decided_by=lambda _i: world.cast.ayse,
        )
        copies(pattern, object_id=lambda i: 10**6 + i)
    assert Suggestion.objects.count() > SIZE.get()


def _set_up(world: World) -> None:
    copies(Job.objects.first(), name=lambda i: f"job-{i}")
    copies(ClosingDay.objects.first(), date=lambda i: TODAY.date() + timedelta(days=i))
    copies(CprOverride.objects.first())
    copies(world.cast.theme, name=lambda i: f"Tema {i:02}", name_da=lambda i: f"Tema {i:02}")
    copies(HelpKind.objects.first(), code=lambda i: f"kind-{i}")
    copies(Email.objects.first(), message_id=lambda i: f"<{i}@test.example>")
    assert Theme.objects.count() > SIZE.get()
