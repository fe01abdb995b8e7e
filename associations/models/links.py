"""How actors of the register belong together: who is a member of whom, who shares a hall."""

from datetime import date

from auditlog.registry import auditlog
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models.associations import Association
from core import phrases


class AssociationLinkQuerySet(models.QuerySet["AssociationLink"]):
    def visible_to(self, user: User) -> "AssociationLinkQuerySet":
        """All for staff who keep the register; for others those of their own associations."""
        if user.has_perm("associations.view_associationlink"):
            return self
        own = Association.objects.visible_to(user).values("pk")
        return self.filter(Q(source__in=own) | Q(target__in=own))

    def of(self, association: Association) -> "AssociationLinkQuerySet":
        """Those with the association at either end, the open ones first."""
        ended = models.Case(models.When(valid_until=None, then=0), default=1)
        return (
            self.filter(Q(source=association) | Q(target=association))
            .select_related("source", "target")
            .order_by(ended, "kind", "-valid_from", "pk")
        )

    def open_on(self, day: date) -> "AssociationLinkQuerySet":
        """Links that hold on this day, both ends included."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class AssociationLink(models.Model):
    """A tie between two actors from a day to a day, read from `source` to `target`.

    A tie that is the same from both ends is kept once, with the lower number as its source.
    """

    class Kind(models.TextChoices):
        MEMBER_OF = "member_of", _("is a member of")
        ATTACHED_TO = "attached_to", _("is attached to")
        HOSTED_BY = "hosted_by", _("receives its money through")
        SHARES_HALL = "shares_hall", _("shares premises with")
        SISTER = "sister", _("is a sister association of")

    SYMMETRIC = (Kind.SHARES_HALL, Kind.SISTER)
    # The same tie told from the other end.
    FROM_THE_OTHER_END = {
        Kind.MEMBER_OF: _("has as a member"),
        Kind.ATTACHED_TO: _("has attached to it"),
        Kind.HOSTED_BY: _("receives money on behalf of"),
        Kind.SHARES_HALL: Kind.SHARES_HALL.label,
        Kind.SISTER: Kind.SISTER.label,
    }

    source = models.ForeignKey(
        Association, models.CASCADE, related_name="links_from", verbose_name=_("from")
    )
    kind = models.CharField(_("link"), max_length=15, choices=Kind)
    target = models.ForeignKey(
        Association, models.CASCADE, related_name="links_to", verbose_name=_("to")
    )
    valid_from = models.DateField(_("since"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("remark"), max_length=200, blank=True)

    objects = AssociationLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link between associations")
        verbose_name_plural = _("links between associations")
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="associations_link_two_actors",
                violation_error_message=_(
                    "An association cannot be linked with itself. Choose another one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="associations_link_span",
                violation_error_message=phrases.ENDS_BEFORE_IT_BEGINS,
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["shares_hall", "sister"]) | Q(source__lt=F("target")),
                name="associations_link_once_for_both",
                violation_error_message=_("A link that is the same from both ends is kept once."),
            ),
            models.UniqueConstraint(
                fields=["source", "target", "kind"],
                condition=Q(valid_until=None),
                name="associations_link_open_once",
                violation_error_message=_(
                    "The two are linked like this already. End that link first if it has changed."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.source_id} → {self.target_id})"

    def other_end(self, association: Association) -> Association:
        """The actor at the other end, seen from this one."""
        return self.target if self.source_id == association.pk else self.source

    def label_from(self, association: Association) -> str | Promise:
        """The tie in words, read from this end: “is a member of” or “has as a member”."""
        if self.source_id == association.pk:
            return self.get_kind_display()
        return self.FROM_THE_OTHER_END[self.Kind(self.kind)]


auditlog.register(AssociationLink)
