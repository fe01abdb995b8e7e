"""The committee that decides, its meetings and their agendas."""

from auditlog.registry import auditlog
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from grants.models.applications import Application


class Committee(models.Model):
    """Who decides on a pool: a standing committee, an integration council …"""

    name = models.CharField(
        _("name"),
        max_length=150,
        unique=True,
        error_messages={"unique": _("This committee exists already.")},
    )
    members = models.ManyToManyField(
        User, blank=True, related_name="committees", verbose_name=_("members")
    )

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class CommitteeMeetingQuerySet(models.QuerySet["CommitteeMeeting"]):
    def visible_to(self, user: User) -> "CommitteeMeetingQuerySet":
        """The pool's staff see all meetings, members those of their committees."""
        if user.has_perm("grants.view_every_application"):
            return self
        if user.has_perm("grants.view_agenda"):
            return self.filter(committee__members=user)
        return self.none()


class CommitteeMeeting(models.Model):
    """A meeting to which cases are put on the agenda."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="meetings", verbose_name=_("committee")
    )
    held_at = models.DateTimeField(_("time"))
    place = models.CharField(_("place"), max_length=150, blank=True)

    objects = CommitteeMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("committee meeting")
        verbose_name_plural = _("committee meetings")
        ordering = ["-held_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "held_at"],
                name="grants_meeting_once",
                violation_error_message=_("The committee has a meeting at this time already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.held_at:%d-%m-%Y}"


class AgendaItem(models.Model):
    """A case on a meeting's agenda."""

    meeting = models.ForeignKey(
        CommitteeMeeting, models.PROTECT, related_name="items", verbose_name=_("meeting")
    )
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="agenda_items", verbose_name=_("application")
    )
    position = models.PositiveSmallIntegerField(_("item"))

    class Meta:
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")
        ordering = ["meeting_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "application"],
                name="grants_item_once",
                violation_error_message=_("This case is on the agenda already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.application}"


auditlog.register(Committee, m2m_fields={"members"})
auditlog.register(CommitteeMeeting)
auditlog.register(AgendaItem)
