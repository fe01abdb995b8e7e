"""Joint events: what, when, by whom, and how many came; no name of a participant."""

from datetime import datetime

from auditlog.registry import auditlog
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.models import User
from accounts.permissions import open_roles
from activities.models.event_parts import EventInterpreting, EventOrganiser
from associations.models import Association, Theme
from core import phrases
from core.models import LifecycleModel
from core.slugs import slug
from core.states import condition, step


class EventQuerySet(models.QuerySet["Event"]):
    def public(self) -> "EventQuerySet":
        """What everybody may see; a cancelled event stays, marked, so that nobody comes in vain."""
        return self.filter(status__in=Event.PUBLIC)

    def upcoming_at(self, moment: datetime) -> "EventQuerySet":
        return self.filter(Q(ends_at__gte=moment) | Q(ends_at=None, starts_at__gte=moment))

    def visible_to(self, user: User) -> "EventQuerySet":
        """Staff see all; an association the public ones and those it proposed or organises."""
        if user.has_perm("activities.view_event"):
            return self
        own = list(open_roles(user))
        organised = EventOrganiser.objects.filter(association_id__in=own).values("event_id")
        return self.filter(
            Q(status__in=Event.PUBLIC) | Q(proposed_for_id__in=own) | Q(pk__in=organised)
        )


@condition(_("Give the event a time and a place first."))
def has_time_and_place(event: "Event") -> bool:
    return event.starts_at is not None and bool(event.place)


@condition(
    _("Say that every booked interpreter is at least 18 years old (law 469 of 14 May 2025).")
)
def interpreters_are_adults(event: "Event") -> bool:
    return not event.interpreting.filter(
        mode__in=EventInterpreting.BY_A_PERSON,
        status=EventInterpreting.Status.BOOKED,
        is_adult=False,
    ).exists()


class Event(LifecycleModel):
    """A joint event, proposed by an association or entered by staff."""

    class Kind(models.TextChoices):
        INFO_MEETING = "info_meeting", _("Information meeting")
        FESTIVAL = "festival", _("Celebration")
        TOURNAMENT = "tournament", _("Tournament")
        WORKSHOP = "workshop", _("Workshop")
        COURSE = "course", _("Course")
        RECEPTION = "reception", _("Reception")
        NETWORK_MEETING = "network_meeting", _("Network meeting")
        OTHER = "other", _("Other event")

    class MunicipalRole(models.TextChoices):
        INITIATOR = "initiator", _("Initiator")
        CO_ORGANISER = "co_organiser", _("Co-organiser")
        PARTICIPANT = "participant", _("Participant")
        SUPPORTER_ONLY = "supporter_only", _("Supporter only")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        PLANNED = "planned", _("Being planned")
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")
        DECLINED = "declined", _("Declined")

    PUBLIC = (Status.PUBLISHED, Status.HELD, Status.CANCELLED)

    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    municipal_role = models.CharField(
        _("the municipality's part"),
        max_length=15,
        choices=MunicipalRole,
        default=MunicipalRole.PARTICIPANT,
    )
    status = FSMField(
        _("status"), max_length=12, choices=Status, default=Status.PLANNED, protected=True
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("theme")
    )
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    audience = models.CharField(_("for whom"), max_length=150, blank=True)
    open_to_all = models.BooleanField(_("open to all"), default=True)
    capacity = models.PositiveIntegerField(_("room for"), null=True, blank=True)
    has_children = models.BooleanField(_("children under 15 take part"), default=False)
    participants = models.PositiveIntegerField(
        _("head count"),
        null=True,
        blank=True,
        help_text=_("Counted or estimated; no names are kept."),
    )
    volunteers = models.PositiveIntegerField(_("volunteers"), null=True, blank=True)
    volunteer_hours = models.PositiveIntegerField(_("volunteer hours"), null=True, blank=True)
    responsible = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_staff": True},
        verbose_name=_("responsible at the municipality"),
    )
    proposed_for = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_events",
        verbose_name=_("proposed by the association"),
    )
    proposed_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed at"), null=True, blank=True)
    organisers = models.ManyToManyField(
        Association,
        through=EventOrganiser,
        related_name="organised_events",
        verbose_name=_("organisers"),
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["status", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gte=F("starts_at")),
                name="activities_event_span",
                violation_error_message=phrases.ENDS_BEFORE_IT_BEGINS,
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "held"])
                | (Q(starts_at__isnull=False) & ~Q(place="")),
                name="activities_event_published",
                violation_error_message=_("A published event has a time and a place."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """One address in every language: it carries the Danish title."""
        # title_da is added by modeltranslation.
        name = slug(self.title_da, otherwise="aktivitet")  # type: ignore[attr-defined]
        return reverse("public_event", args=[self.pk, name])

    @transition(
        field=status,
        source=Status.PROPOSED,
        target=Status.PLANNED,
        custom=step(
            _("Take up the proposal"),
            permission="activities.change_event",
            action="activities.actions.events.take_up",
        ),
    )
    def take_up(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.PROPOSED,
        target=Status.DECLINED,
        custom=step(
            _("Decline the proposal"),
            permission="activities.change_event",
            action="activities.actions.events.decline",
            reason_required=True,
        ),
    )
    def decline(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.PLANNED, Status.PROPOSED],
        target=Status.PUBLISHED,
        conditions=[has_time_and_place, interpreters_are_adults],
        custom=step(
            _("Publish"),
            permission="activities.publish_event",
            action="activities.actions.events.publish",
        ),
    )
    def publish(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.PUBLISHED, Status.PLANNED],
        target=Status.HELD,
        conditions=[has_time_and_place],
        custom=step(
            _("Mark as held"),
            permission="activities.change_event",
            action="activities.actions.events.hold",
        ),
    )
    def hold(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.PLANNED, Status.PUBLISHED],
        target=Status.CANCELLED,
        custom=step(
            _("Cancel the event"),
            permission="activities.change_event",
            action="activities.actions.events.cancel",
            reason_required=True,
        ),
    )
    def cancel(self) -> None:
        pass


auditlog.register(Event)
