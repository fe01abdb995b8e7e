"""The municipality itself, its staff and its committee, with one demo log-in a role."""

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import Role
from core.models import ClosingDay, Municipality
from grants.models import Committee
from overview.demo.world import World

PASSWORD = "foreningsbro-demo"  # noqa: S105 — printed by `make run`; exists in demo databases only

STAFF = [
    ("admin", "Anders Bech", [Role.ADMINISTRATOR]),
    ("leder", "Lene Hvidtfeldt", [Role.MANAGER]),
    ("koordinator", "Maja Tværnø", [Role.COORDINATOR]),
    ("konsulent", "Yasmin Krogh", [Role.CONSULTANT]),
    ("konsulent2", "Jonas Damgaard", [Role.CONSULTANT]),
    ("sekretaer", "Bodil Nørregaard", [Role.POOL_SECRETARY]),
    ("udvalg", "Henrik Lyngby", [Role.COMMITTEE_MEMBER]),
    ("udvalg2", "Pia Skovgaard", [Role.COMMITTEE_MEMBER]),
    ("udvalg3", "Tarik Aslan", [Role.COMMITTEE_MEMBER]),
    ("udvalg4", "Grethe Munk", [Role.COMMITTEE_MEMBER]),
    ("udvalgsformand", "Torben Jyllinge", [Role.COMMITTEE_CHAIR]),
]


def make_user(world: World, name: str, full_name: str, **fields: object) -> User:
    """A user with the demo password, known in the world by the first part of the address."""
    user = User.objects.create_user(f"{name}@demo.example", PASSWORD, full_name=full_name, **fields)
    world.users[name] = user
    return user


def build(world: World) -> None:
    Municipality.objects.filter(pk=1).update(
        name="Roskilde Kommune",
        department="Beskæftigelse, Social og Økonomi",
        municipality_code="0265",
        street="Rådhusbuen 1",
        postal_code="4000",
        city="Roskilde",
        phone="+4546313000",
        email="foreninger@roskilde.example",
        website="https://roskilde.example/",
        privacy_url="https://roskilde.example/privatliv/",
        primary_colour="#00527a",
    )
    for year in range(world.today.year - 1, world.today.year + 2):
        for month, day, name in (
            (6, 5, "Grundlovsdag"),
            (12, 24, "Juleaftensdag"),
            (12, 31, "Nytårsaftensdag"),
        ):
            ClosingDay.objects.create(
                date=world.today.replace(year=year, month=month, day=day), name=name
            )
    for name, full_name, roles in STAFF:
        user = make_user(world, name, full_name, is_staff=True, phone="+4546313000")
        user.groups.set(Group.objects.filter(name__in=roles))
    committee = Committee.objects.create(name="Beskæftigelses- og Socialudvalget")
    committee.members.set(
        world.users[name] for name, _full_name, _roles in STAFF if name.startswith("udvalg")
    )
    world.committees["social"] = committee
