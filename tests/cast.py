"""The cast: the same people in every test, whose names finish the sentence “it …”.

The municipality is Roskilde. Two associations: `culture` (Roskilde Kulturforening, established,
chair Ayşe, treasurer Mehmet) and `women` (Somalisk Kvindeforening, chair Hodan). Rival of nobody,
used as the outsider: Hodan must never see what is Ayşe's.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.contrib.auth.models import Group

from accounts.models import Access, User
from accounts.roles import Role
from associations.models import Association, HelpKind, Person, Post, Theme
from core.calendar import COPENHAGEN
from grants.models import Committee, Criterion, EligibilityQuestion, Pool, PoolBudget, PoolRound

# Every test that needs a clock uses this one: a Wednesday morning inside the open round.
NOW = datetime(2026, 10, 14, 10, 0, tzinfo=COPENHAGEN)
TODAY = NOW.date()
PASSWORD = "et-langt-kodeord-42"


@dataclass
class Cast:
    """Everybody, by name."""

    culture: Association
    women: Association
    partner: Association
    ayse: User  # chair of culture, Danish
    mehmet: User  # treasurer of culture
    fatma: User  # board member of culture: reads, does not sign
    hodan: User  # chair of women, reads Arabic
    consultant: User
    coordinator: User
    secretary: User
    manager: User
    administrator: User
    member: User  # committee member without ties
    torn: User  # committee member who sits on culture's board
    committee_chair: User
    committee: Committee
    pool: Pool
    round: PoolRound
    rolling: PoolRound
    theme: Theme
    help_kind: HelpKind


def make_user(email: str, name: str, *roles: Role, **fields: object) -> User:
    """A user; with roles a member of staff."""
    user = User.objects.create_user(
        f"{email}@test.example", PASSWORD, full_name=name, is_staff=bool(roles), **fields
    )
    if roles:
        user.groups.set(Group.objects.filter(name__in=roles))
    return user


def give_access(user: User, association: Association, role: str) -> Access:
    """Access in the portal from a year ago on."""
    return Access.objects.create(
        user=user, association=association, role=role, valid_from=date(2025, 1, 1)
    )


def give_post(user: User, association: Association, role: str, *, can_sign: bool = False) -> Post:
    """A post in the association since a year ago."""
    person, _made = Person.objects.get_or_create(
        user=user, defaults={"full_name": user.full_name, "email": user.email}
    )
    return Post.objects.create(
        association=association,
        person=person,
        role=role,
        can_sign=can_sign,
        valid_from=date(2025, 1, 1),
    )


def make_pool(committee: Committee) -> tuple[Pool, PoolRound, PoolRound]:
    """The Kultur- og Integrationspulje with an open round, a rolling one, 250.000 kr. a year."""
    pool = Pool.objects.create(
        code="KIP",
        slug="kultur-og-integrationspuljen",
        name="Kultur- og Integrationspuljen",
        summary="Støtte til aktiviteter, der styrker integration og dialog mellem kulturer.",
        committee=committee,
        delegation_limit=Decimal(10000),
        remedies_text="Du kan bede kommunen om at se på afgørelsen igen.",
        contact_email="puljer@roskilde.example",
        contact_phone="46 31 30 00",
        is_public=True,
    )
    for year in (2026, 2027):
        PoolBudget.objects.create(pool=pool, year=year, amount=Decimal(250000))
    opens = datetime(2026, 9, 1, 0, 0, tzinfo=COPENHAGEN)
    dated = PoolRound.objects.create(
        pool=pool,
        name="Aktiviteter i 2027",
        year=2027,
        opens_at=opens,
        deadline=datetime(2026, 11, 15, 23, 59, 59, tzinfo=COPENHAGEN),
        answer_expected_on=date(2027, 1, 20),
    )
    rolling = PoolRound.objects.create(
        pool=pool, name="Små tilskud hele året", year=2026, opens_at=opens
    )
    for round_ in (dated, rolling):
        Criterion.objects.create(round=round_, title="Dialog mellem kulturer", weight=2, position=1)
        Criterion.objects.create(round=round_, title="Frivillige kræfter", weight=1, position=2)
    EligibilityQuestion.objects.create(
        pool=pool,
        text="Er I en forening eller en gruppe i kommunen?",
        advice="Ring til jeres konsulent. Vi hjælper jer med at blive en forening.",
        position=1,
    )
    EligibilityQuestion.objects.create(
        pool=pool, text="Har aktiviteten allerede fundet sted?", wanted_answer=False, position=2
    )
    return pool, dated, rolling


def make_cast() -> Cast:
    """Everybody, in a fresh database."""
    culture = Association.objects.create(
        name="Roskilde Kulturforening",
        profile=Association.Profile.MINORITY_LED,
        stage=Association.Stage.ACTIVE,
        cvr_number="99000007",
        nemkonto_confirmed_on=date(2024, 5, 1),
        city="Roskilde",
        is_public=True,
        purpose="At samle tyrkiske og danske familier om kultur og fællesskab.",
    )
    women = Association.objects.create(
        name="Somalisk Kvindeforening",
        kind=Association.Kind.INFORMAL_GROUP,
        profile=Association.Profile.MINORITY_LED,
        stage=Association.Stage.GROUP_FORMED,
    )
    partner = Association.objects.create(
        name="Himmelev Boldklub",
        kind=Association.Kind.SPORTS_CLUB,
        profile=Association.Profile.MAJORITY_LED,
        stage=Association.Stage.ACTIVE,
        cvr_number="99000015",
    )
    people = {
        "ayse": make_user("ayse", "Ayşe Yılmaz"),
        "mehmet": make_user("mehmet", "Mehmet Demir"),
        "fatma": make_user("fatma", "Fatma Kaya"),
        "hodan": make_user("hodan", "Hodan Cabdi", preferred_language="ar"),
        "consultant": make_user("konsulent", "Karen Konsulent", Role.CONSULTANT),
        "coordinator": make_user("koordinator", "Kirsten Koordinator", Role.COORDINATOR),
        "secretary": make_user("sekretaer", "Søren Sekretær", Role.POOL_SECRETARY),
        "manager": make_user("leder", "Lene Leder", Role.MANAGER),
        "administrator": make_user("admin", "Anders Administrator", Role.ADMINISTRATOR),
        "member": make_user("udvalg", "Ulla Udvalg", Role.COMMITTEE_MEMBER),
        "torn": make_user("inhabil", "Ib Inhabil", Role.COMMITTEE_MEMBER),
        "committee_chair": make_user("udvalgsformand", "Frida Formand", Role.COMMITTEE_CHAIR),
    }
    give_access(people["ayse"], culture, Access.Role.CHAIR)
    give_access(people["mehmet"], culture, Access.Role.TREASURER)
    give_access(people["fatma"], culture, Access.Role.BOARD_MEMBER)
    give_access(people["hodan"], women, Access.Role.CHAIR)
    give_post(people["ayse"], culture, Post.Role.CHAIR, can_sign=True)
    give_post(people["mehmet"], culture, Post.Role.TREASURER, can_sign=True)
    give_post(people["hodan"], women, Post.Role.CHAIR)
    give_post(people["torn"], culture, Post.Role.BOARD_MEMBER)
    committee = Committee.objects.create(name="Beskæftigelses- og Socialudvalget")
    committee.members.set([people["member"], people["torn"], people["committee_chair"]])
    pool, dated, rolling = make_pool(committee)
    return Cast(
        culture=culture,
        women=women,
        partner=partner,
        committee=committee,
        pool=pool,
        round=dated,
        rolling=rolling,
        theme=Theme.objects.create(name="Pension og hjemrejse"),
        help_kind=HelpKind.objects.get(code="fundraising_application"),
        **people,
    )


def later(**span: float) -> datetime:
    """A moment after NOW."""
    return NOW + timedelta(**span)
