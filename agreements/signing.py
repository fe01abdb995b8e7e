"""Who has still to sign, and whether the text may still be changed."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementParty, Signatory
from associations import signing
from associations.models import Post
from associations.signing import Signer

OPEN_FOR_SIGNING = (Agreement.Status.IN_DIALOGUE, Agreement.Status.POLITICAL_APPROVAL)
WRITABLE = (Agreement.Status.DRAFT, Agreement.Status.IN_DIALOGUE)


def missing_signatures(agreement: Agreement, *, on: date | None = None) -> list[str]:
    """In words: each person who has not signed, each party nobody signs for, and whom a party's
    signing rule demands besides those who are named; as of the day `on`, else today."""
    signatories = list(agreement.signatories.select_related("party__association"))
    parties = list(agreement.parties.select_related("association"))
    covered = {one.party_id for one in signatories}
    people = [
        _("%(person)s for %(party)s") % {"person": one, "party": one.party}
        for one in signatories
        if one.signed_on is None
    ]
    nobody = [
        _("somebody for %(party)s") % {"party": party}
        for party in parties
        if party.pk not in covered
    ]
    named = [party for party in parties if party.pk in covered and party.association_id]
    return people + nobody + _demanded(named, signatories, on or timezone.localdate())


def _demanded(
    parties: Sequence[AgreementParty], signatories: Sequence[Signatory], day: date
) -> list[str]:
    """Whom the parties' signing rules demand besides those named, at a constant number of queries."""
    rules = signing.rules_in_force([party.association_id for party in parties], on=day)  # type: ignore[misc]
    if not rules:
        return []
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(association__in=rules).open_on(day).select_related("person"):
        posts.setdefault(post.association_id, []).append(post)
    found = []
    for party in parties:
        rule = rules.get(party.association_id or 0)
        if rule is None:
            continue
        register = signing.signers(posts.get(rule.association_id, []))
        signers = [_signer(one, register) for one in signatories if one.party_id == party.pk]
        board = [Signer(_key(one.name), one.posts, one.name) for one in signing.board(register)]
        found += [
            _("%(who)s for %(party)s, as its statutes demand") % {"who": who, "party": party}
            for who in signing.missing(signing.ways(rule), signers, board=board)
        ]
    return found


def _signer(signatory: Signatory, register: Sequence[Signer]) -> Signer:
    """A person named on the paper, with the posts that the register knows of them."""
    posts = {signatory.capacity} & set(Post.Role.values)
    for one in register:
        if _key(one.name) == _key(signatory.name):
            posts |= one.posts
    return Signer(_key(signatory.name), frozenset(posts), signatory.name)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def is_text_open(agreement: Agreement) -> bool:
    """The text may change until the first signature; afterwards it is taken back first."""
    return (
        agreement.status in WRITABLE and not agreement.signatories.exclude(signed_on=None).exists()
    )
