"""What was agreed and is to be followed up: by whom, until when, and how often it was put off."""

from datetime import date

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models.associations import Association
from associations.models.contacts import Contact


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: User) -> "FollowUpQuerySet":
        """The staff's; what follows from a note that is not for all is seen by its readers and by
        whoever is to do it."""
        if not user.has_perm("associations.view_contact"):
            return self.none()
        if user.has_perm("associations.view_management_note"):
            return self
        was_there = Contact.consultants.through.objects.filter(
            contact=OuterRef("contact"), user=user
        )
        return self.filter(
            Q(contact=None)
            | Q(contact__visibility__in=Contact.readable_by(user))
            | Q(assigned_to=user)
            | Q(contact__logged_by=user)
            | Exists(was_there)
        )

    def shared_with(self, association: Association) -> "FollowUpQuerySet":
        """What the association may read of it in the portal."""
        open_note = Q(contact=None) | Q(contact__visibility=Contact.Visibility.TEAM)
        return self.filter(open_note, association=association, is_shared=True)

    def about(self, association: Association) -> "FollowUpQuerySet":
        """Its own, and those of the contacts it took part in."""
        own = FollowUp.objects.filter(association=association).order_by().values("pk")
        together = FollowUp.objects.filter(contact__associations=association).order_by()
        return self.filter(pk__in=own.union(together.values("pk")))

    def awaiting(self) -> "FollowUpQuerySet":
        """Those not done yet."""
        return self.filter(done_at=None)

    def due_by(self, day: date) -> "FollowUpQuerySet":
        return self.awaiting().filter(due_on__lte=day)

    def with_snoozes(self) -> "FollowUpQuerySet":
        """With how often each was put off, as `times_snoozed`."""
        rows = Snooze.objects.filter(follow_up=OuterRef("pk")).order_by().values("follow_up")
        number = Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return self.annotate(times_snoozed=Coalesce(number, 0))


class FollowUp(models.Model):
    """Something agreed: what, who does it, who sees to it, until when, and when it was done."""

    class Owner(models.TextChoices):
        MUNICIPALITY = "municipality", _("We")
        ASSOCIATION = "association", _("The association")

    contact = models.ForeignKey(
        Contact,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("contact"),
    )
    association = models.ForeignKey(
        Association,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("association"),
    )
    text = models.CharField(_("what"), max_length=250)
    owner = models.CharField(
        _("who does it"), max_length=12, choices=Owner, default=Owner.MUNICIPALITY
    )
    due_on = models.DateField(_("when"))
    assigned_to = models.ForeignKey(
        User, models.PROTECT, related_name="follow_ups", verbose_name=_("who sees to it")
    )
    is_shared = models.BooleanField(
        _("show it to the association"),
        default=False,
        help_text=_("The association reads the text and the day on its own pages."),
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("done by")
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["assigned_to", "done_at", "due_on"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(done_at=None),
                name="associations_followup_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False),
                name="associations_follow_up_done",
                violation_error_message=_("What is done has a time at which it was done."),
            ),
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(association__isnull=False),
                name="associations_follow_up_shared",
                violation_error_message=_(
                    "Choose the association that is to read it, or do not show it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def is_overdue_on(self, day: date) -> bool:
        return self.done_at is None and self.due_on < day


class Snooze(models.Model):
    """A follow-up was put off: from which day to which, and by whom."""

    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, related_name="snoozes", verbose_name=_("follow-up")
    )
    old_due_on = models.DateField(_("was due on"))
    new_due_on = models.DateField(_("put off to"))
    snoozed_at = models.DateTimeField(_("put off at"))
    snoozed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("put off by")
    )

    class Meta:
        verbose_name = _("postponement")
        verbose_name_plural = _("postponements")
        ordering = ["snoozed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_due_on=F("new_due_on")),
                name="associations_snooze_moves",
                violation_error_message=_("It is due on that day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_due_on:%d-%m-%Y} → {self.new_due_on:%d-%m-%Y}"


class Handover(models.Model):
    """A follow-up went to a colleague, and why."""

    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, related_name="handovers", verbose_name=_("follow-up")
    )
    from_user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("from"))
    to_user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("to"))
    reason = models.CharField(_("reason"), max_length=250)
    handed_over_at = models.DateTimeField(_("handed over at"))
    handed_over_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("handed over by")
    )

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["handed_over_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_user=F("to_user")),
                name="associations_handover_to_another",
                violation_error_message=_("Choose a colleague who does not have it already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.handed_over_at:%d-%m-%Y}: {self.reason}"


auditlog.register(FollowUp)
auditlog.register(Snooze)
auditlog.register(Handover)
