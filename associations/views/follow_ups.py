"""The daily list of follow-ups on a phone: done, put off or handed over with a tap."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from associations.actions import follow_ups
from associations.forms.follow_ups import SNOOZES, HandOverForm, SnoozeForm
from associations.models import FollowUp
from associations.views.quick_log import LogKeeperMixin
from core.actions import NotPossibleNow
from core.views.base import ActionFormView

AHEAD = timedelta(days=7)
# More than so many for a week are looked through at the desk.
LINES = 100


class DailyListView(LogKeeperMixin, TemplateView):
    """Mine: overdue, today, and the seven days to come."""

    template_name = "associations/follow_ups.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        today = timezone.localdate()
        mine = FollowUp.objects.visible_to(user).filter(assigned_to=user).due_by(today + AHEAD)
        rows = mine.with_snoozes().select_related("association")
        found = list(rows.prefetch_related("handovers__handed_over_by")[: LINES + 1])
        shown = found[:LINES]
        parts = [
            ("overdue", _("Overdue"), [one for one in shown if one.due_on < today]),
            ("today", _("Today"), [one for one in shown if one.due_on == today]),
            ("soon", _("The next seven days"), [one for one in shown if one.due_on > today]),
        ]
        return super().get_context_data(
            parts=[part for part in parts if part[2]],
            has_more=len(found) > LINES,
            snoozes=SNOOZES,
            today=today,
            **kwargs,
        )


class StepView(LogKeeperMixin, View):
    """A tap on one follow-up. A phone that had no network sends it later and is answered briefly."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        follow_up = get_object_or_404(FollowUp.objects.visible_to(request.user), pk=pk)
        wants_json = request.headers.get("Accept") == "application/json"
        try:
            said = self.take(follow_up)
        except ValidationError as refusal:
            if wants_json:
                return JsonResponse({"errors": refusal.messages}, status=422)
            for message in refusal.messages:
                messages.error(request, message)
        except NotPossibleNow as refusal:
            # A second tap: what was wanted is so.
            messages.info(request, refusal.message)
        else:
            messages.success(request, said)
        back = self.back()
        return JsonResponse({"url": back}) if wants_json else HttpResponseRedirect(back)

    def take(self, follow_up: FollowUp) -> str:
        """Call the action; what the user is told."""
        raise TypeError(f"{type(self).__name__} takes no step.")

    def back(self) -> str:
        """The page the tap was made on."""
        asked = self.request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(
            asked, {self.request.get_host()}, self.request.is_secure()
        )
        return asked if ours else reverse("quick_log")


class DoneView(StepView):
    """One tap: it is done."""

    def take(self, follow_up: FollowUp) -> str:
        user: Any = self.request.user
        follow_ups.finish(follow_up, by=user, at=timezone.now())
        return _("Done: %(what)s") % {"what": follow_up.text}


class SnoozeView(StepView):
    """One tap: tomorrow, in a week, or a day of one's own."""

    def take(self, follow_up: FollowUp) -> str:
        form = SnoozeForm(self.request.POST, user=self.request.user)
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        user: Any = self.request.user
        day = form.day()
        follow_ups.postpone(follow_up, to=day, by=user, at=timezone.now())
        return _("Put off to %(day)s: %(what)s") % {
            "day": f"{day:%d-%m-%Y}",
            "what": follow_up.text,
        }


class FollowUpView(LogKeeperMixin, ActionFormView):
    """One follow-up: what it is, what has become of it, and to whom it may go."""

    template_name = "associations/follow_up.html"
    form_class = HandOverForm

    def get_follow_up(self) -> FollowUp:
        rows = FollowUp.objects.visible_to(self.request.user)
        rows = rows.select_related("association", "contact", "assigned_to", "done_by")
        rows = rows.prefetch_related(
            "snoozes__snoozed_by", "handovers__from_user", "handovers__to_user"
        )
        found: FollowUp = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        follow_up = self.get_follow_up()
        return super().get_context_data(
            follow_up=follow_up,
            to=SnoozeForm(user=self.request.user)["to"],
            today=timezone.localdate(),
            **kwargs,
        )

    def act(self, form: Any) -> FollowUp:
        user: Any = self.request.user
        given = {"to": form.cleaned_data["to"], "reason": form.cleaned_data["reason"]}
        found = follow_ups.hand_over(self.get_follow_up(), by=user, at=timezone.now(), **given)
        said = _("%(name)s sees to it now: %(what)s") % {"name": given["to"], "what": found.text}
        messages.success(self.request, said)
        return found

    def get_success_url(self) -> str:
        return reverse("quick_log_follow_ups")
