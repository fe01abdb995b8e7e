"""What the register, the log and the statutes tell on an association's timeline."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models import (
    Association,
    AssociationLink,
    Contact,
    Post,
    StatutesReview,
    StatutesVersion,
)
from associations.timeline import LATEST, on_day
from core import calendar, panels
from core.models import Transition

# So much of a note is read in passing; the entry itself has it all.
NOTE_LENGTH = 240


def contacts(association: Association, user: User) -> list[panels.Moment]:
    """Entries of the log, without the notes that are for others to read."""
    rows = Contact.objects.visible_to(user).filter(associations=association)
    return [
        panels.Moment(
            happened_at=calendar.at(one.happened_on, one.started_at)
            if one.started_at
            else on_day(one.happened_on),
            kind=_("Contact"),
            title=f"{one.get_channel_display()}: {one.help_kind}",
            url=reverse("admin:associations_contact_change", args=[one.pk]),
            note=Truncator(one.summary).chars(NOTE_LENGTH),
        )
        for one in rows.select_related("help_kind").order_by("-happened_on", "-pk")[:LATEST]
    ]


def stages_reached(association: Association, user: User) -> list[panels.Moment]:
    """Every stage, on the day it was really reached."""
    if not user.has_perm("associations.view_association"):
        return []
    steps = Transition.objects.of(association).order_by("-moved_at", "-pk")
    return [
        panels.Moment(
            happened_at=step.moved_at,
            kind=_("Stage"),
            title=Association.Stage(step.target).label,
            note=step.reason,
        )
        for step in steps[:LATEST]
    ]


def statutes(association: Association, user: User) -> list[panels.Moment]:
    """Versions adopted or handed in, and the advice sent on each."""
    sent = Transition.objects.filter(
        content_type=ContentType.objects.get_for_model(StatutesReview),
        object_id=Cast(OuterRef("review__pk"), CharField()),
        name="send",
    )
    versions = StatutesVersion.objects.visible_to(user).filter(association=association)
    rows = versions.annotate(advised_at=Subquery(sent.order_by("-pk").values("moved_at")[:1]))
    found = []
    for one in rows.order_by("-number")[:LATEST]:
        url = reverse("admin:associations_statutesversion_change", args=[one.pk])
        version = _("Version %(number)s") % {"number": one.number}
        if one.adopted_on:
            found.append(_statutes(on_day(one.adopted_on), _("Statutes adopted"), url, version))
        else:
            found.append(_statutes(one.added_at, _("Draft of statutes handed in"), url, version))
        if one.advised_at:
            found.append(_statutes(one.advised_at, _("Advice on the statutes sent"), url, version))
    return found


def _statutes(at: Any, title: str | Promise, url: str, version: str) -> panels.Moment:
    return panels.Moment(at, _("Statutes"), title, url, version)


def posts(association: Association, user: User) -> list[panels.Moment]:
    """Who came into which post, and who left it."""
    if not user.has_perm("associations.view_person"):
        return []
    rows = Post.objects.visible_to(user).filter(association=association)
    found = []
    for one in rows.select_related("person").order_by("-valid_from", "-pk")[:LATEST]:
        url = reverse("admin:associations_person_change", args=[one.person_id])
        words = {"post": one.get_role_display(), "name": str(one.person)}
        begun = _("%(post)s from this day: %(name)s") % words
        found.append(panels.Moment(on_day(one.valid_from), _("Board"), begun, url))
        if one.valid_until is not None and one.valid_until <= calendar.today():
            ended = _("%(post)s until this day: %(name)s") % words
            found.append(panels.Moment(on_day(one.valid_until), _("Board"), ended, url))
    return found


def links(association: Association, user: User) -> list[panels.Moment]:
    """Ties with other actors, begun and ended."""
    if not user.has_perm("associations.view_associationlink"):
        return []
    found = []
    for one in AssociationLink.objects.visible_to(user).of(association)[:LATEST]:
        url = reverse("admin:associations_associationlink_change", args=[one.pk])
        title = f"{one.label_from(association)} {one.other_end(association)}"
        found.append(panels.Moment(on_day(one.valid_from), _("Link"), title, url, one.note))
        if one.valid_until is not None:
            found.append(panels.Moment(on_day(one.valid_until), _("Link"), title, url, _("Ended")))
    return found


panels.register("timeline", contacts, order=10)
panels.register("timeline", stages_reached, order=20)
panels.register("timeline", statutes, order=30)
panels.register("timeline", posts, order=40)
panels.register("timeline", links, order=45)
