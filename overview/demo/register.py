"""Who belongs together with whom, what the associations work with, and who stands in public by name."""

from datetime import date

from associations.actions import associations, links, people
from associations.models import AssociationLink, Post
from overview.demo.world import World, at

K = AssociationLink.Kind

LINKS = [
    # this one, how, that one, since, until, remark
    ("moske", K.ATTACHED_TO, "kultur", date(2009, 3, 1), None, "Menigheden beder i foreningens hus."),
    ("kultur", K.MEMBER_OF, "raad", date(2010, 1, 1), None, ""),
    ("somali", K.MEMBER_OF, "raad", date(2014, 5, 1), None, ""),
    ("bosnisk", K.MEMBER_OF, "raad", date(2012, 2, 1), date(2020, 12, 31), ""),
    ("rebaat", K.SHARES_HALL, "kvarterhus", date(2019, 9, 1), None, "Tirsdag og torsdag aften."),
    ("somkvinder", K.SHARES_HALL, "aeblehaven", date(2025, 9, 1), None, "Beboerhuset."),
    ("ukraine", K.HOSTED_BY, "frivillignet", date(2025, 2, 15), None, "Indtil gruppen har egen konto."),
    ("kurdisk", K.SISTER, "iransk", date(2025, 3, 21), None, "Holder nytår sammen."),
]  # fmt: skip

THEMES = {
    "kultur": ["Børn og skole", "Pension og hjemrejseregler"],
    "rebaat": ["Sundhed og motion", "Styrkelse af foreninger"],
    "somali": ["Børn og skole", "Integrationspolitik"],
    "kurdisk": ["Foreningsdannelse"],
    "eritrea": ["Foreningsdannelse", "Børn og skole"],
    "ukraine": ["Børn og skole"],
    "somkvinder": ["Sundhed og motion"],
    "gymnastik": ["Sundhed og motion"],
    "natteravne": ["Natteravne"],
    "roederkors": ["Hjemmepleje og hjemmehjælp"],
    "raad": ["Integrationspolitik"],
}
# Two chairs who wish to be found by name.
NAMED = {"formand": "kultur", "formand-ar": "rebaat"}


def build(world: World) -> None:
    by = world.users["konsulent"]
    for key, kind, other, since, until, note in LINKS:
        link = links.tie(
            world.associations[key], other=world.associations[other], kind=kind,
            valid_from=since, note=note, by=by, at=at(max(since, date(2009, 3, 1))),
        )  # fmt: skip
        if until is not None:
            links.end(link, on=until, by=by, at=at(until))
    for key, names in THEMES.items():
        world.associations[key].themes.set(world.themes[name] for name in names)
    for login, key in NAMED.items():
        chair = world.users[login]
        associations.update_own_entry(
            world.associations[key], by=chair, at=world.moment(-60), is_public=True
        )
        post = Post.objects.get(
            association=world.associations[key], role=Post.Role.CHAIR, person__user=chair
        )
        people.show_name(post, shown=True, by=chair, at=world.moment(-60))
