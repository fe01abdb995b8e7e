"""What an association declares each year, in which words, and who has not done so yet.

Child certificates: børneattestloven and folkeoplysningsloven § 33(7). The donation ban: lov om
forbud mod modtagelse af donationer fra visse fysiske og juridiske personer; the list is kept by
Udlændingestyrelsen and never copied here.
"""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from associations.health import WITH_STATUTES
from associations.models import Association, ChildCertificateDeclaration, Declaration
from associations.models.associations import AssociationQuerySet
from core import money

Answer = ChildCertificateDeclaration.Answer
D = TypeVar("D", bound=Declaration)

# From this month on the declaration for the next year can be given, so that it is there in January.
NEXT_YEAR_FROM_MONTH = 11
# What the law on donations sets (§ 1): a gift above it, or several within a year.
DONATION_LIMIT = Decimal(10000)
# The authority's own page with the list in force (domain §7, A26).
BAN_LIST_URL = (
    "https://www.us.dk/center-for-dokumentation-og-indsats-mod-ekstremisme/"
    "center-for-dokumentation-og-indsats-mod-ekstremisme/forbudslisten/"
)
# An association that has elected its board answers for who is with the children.
ASKED_STAGES = Association.PATH[Association.PATH.index(Association.Stage.CONSTITUTED) :]

_CERTIFICATES: dict[str, Promise] = {
    Answer.OBTAINED: _(
        "On behalf of %(association)s I solemnly declare (tro og love) that in %(year)s the "
        "association has obtained a child certificate (børneattest) for everybody aged 15 or over "
        "who has continuing direct contact with children under 15."
    ),
    Answer.NO_CONTACT: _(
        "On behalf of %(association)s I solemnly declare (tro og love) that in %(year)s nobody in "
        "the association has continuing direct contact with children under 15. If that changes, we "
        "obtain child certificates (børneattester) before anybody begins."
    ),
}
_DONATIONS = _(
    "On behalf of %(association)s I solemnly declare (tro og love) that in %(year)s the association "
    "has not received and will not receive more than %(limit)s in all from anybody on the public "
    "ban list (forbudslisten)."
)


def open_years(day: date) -> list[int]:
    """The years for which an association can declare on this day, the present one first."""
    return [day.year, day.year + 1] if day.month >= NEXT_YEAR_FROM_MONTH else [day.year]


def words(association: Association, year: int, *, answer: str = "") -> str:
    """What is declared, in the language in use: child certificates by the answer, else donations."""
    text = _CERTIFICATES[answer] if answer else _DONATIONS
    return str(text) % {
        "association": association.name,
        "year": year,
        "limit": money.format(DONATION_LIMIT),
    }


def signed_words(association: Association, year: int, *, answer: str = "") -> str:
    """What is kept: the Danish words, which count, and below them those that were read."""
    with translation.override(settings.LANGUAGE_CODE):
        danish = words(association, year, answer=answer)
    read = words(association, year, answer=answer)
    return danish if read == danish else f"{danish}\n\n{read}"


def missing(found: AssociationQuerySet, year: int) -> AssociationQuerySet:
    """Those of them that should have declared on child certificates for this year and have not."""
    given = ChildCertificateDeclaration.objects.filter(association=OuterRef("pk"), year=year)
    return found.filter(~Exists(given), kind__in=WITH_STATUTES, stage__in=ASKED_STAGES)


def is_asked(association: Association) -> bool:
    """Whether the association should declare on child certificates."""
    return association.kind in WITH_STATUTES and association.stage in ASKED_STAGES
