"""The association's own events in the portal: what it proposed, what it helps to organise."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from activities.actions import events
from activities.forms import ProposalForm
from activities.models import Event, EventOrganiser
from associations.views.base import PortalMixin
from core.models import Transition
from core.views.base import ActionFormView


class OwnEvents(PortalMixin, ListView):
    """Proposals and events of this association, each with its status and the reason for a no."""

    template_name = "portal/events.html"
    section = "portal_events"
    context_object_name = "events"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Event]:
        organised = EventOrganiser.objects.filter(association=self.association).values("event_id")
        reasons = Transition.objects.filter(
            content_type=ContentType.objects.get_for_model(Event),
            object_id=Cast(OuterRef("pk"), CharField()),
            name__in=("decline", "cancel"),
        )
        return (
            Event.objects.visible_to(self.request.user)  # type: ignore[arg-type]
            .filter(Q(proposed_for=self.association) | Q(pk__in=organised))
            .annotate(said=Subquery(reasons.order_by("-moved_at").values("reason")[:1]))
            .order_by(F("starts_at").desc(nulls_first=True), "-pk")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_propose = self.request.user.has_perm("activities.propose_event", self.association)
        return super().get_context_data(may_propose=may_propose, **kwargs)


class Propose(PortalMixin, ActionFormView):
    """Propose an event to the municipality."""

    template_name = "portal/event_form.html"
    section = "portal_events"
    permission = "activities.propose_event"
    form_class = ProposalForm
    success_message = _("Thank you. Your consultant looks at the proposal and answers here.")

    def act(self, form: ProposalForm) -> Event:
        return events.propose(
            self.association,
            facts=form.cleaned_data,
            by=self.request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )

    def get_success_url(self) -> str:
        return reverse("portal_events", args=[self.association.pk])


class EditProposal(Propose):
    """Change a proposal until the municipality has taken it up."""

    success_message = _("Your proposal has been changed.")

    @cached_property
    def event(self) -> Event:
        visible = Event.objects.visible_to(self.request.user)  # type: ignore[arg-type]
        own = visible.filter(proposed_for=self.association)
        return get_object_or_404(own, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        if self.event.status != Event.Status.PROPOSED:
            raise PermissionDenied(
                _(
                    "The municipality has begun to plan the event. Call your consultant to change it."
                )
            )
        return {name: getattr(self.event, name) for name in events.PROPOSABLE}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(event=self.event, **kwargs)

    def act(self, form: ProposalForm) -> Event:
        return events.edit(
            self.event,
            facts=form.cleaned_data,
            by=self.request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
