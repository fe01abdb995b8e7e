"""The outreach log on a phone: /opsoegende/."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django.views.generic import DetailView, View

from associations import duplicates, receipt
from associations.actions import contacts, groups
from associations.forms.quick_log import ACTIONS, MINUTES, QuickLogForm
from associations.models import Association, Contact, FollowUp
from core.views.base import ActionFormView

LATEST = 5
# Follow-ups under the form; the daily list has them all.
SHOWN = 10
FOUND = 20


class LogKeeperMixin:
    """For those who keep the outreach log; others of the staff are told who does."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("associations.log_contact"):
            raise PermissionDenied(
                _("The outreach log is kept by the consultants and the pool secretary.")
            )
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def latest_entries(user: Any) -> list[Contact]:
    """What this user logged last."""
    rows = Contact.objects.filter(logged_by=user).order_by("-logged_at", "-pk")
    return list(rows.select_related("help_kind").prefetch_related("associations")[:LATEST])


class QuickLogView(LogKeeperMixin, ActionFormView):
    """The form, ready with the last used values; below it today's follow-ups and the last entries."""

    template_name = "associations/quick_log.html"
    form_class = QuickLogForm
    is_shell = False

    def get_initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        initial = {"client_key": uuid4(), "typed_on": today, "happened_on": today}
        if self.latest:
            last = self.latest[0]
            known = last.minutes in MINUTES
            initial |= {
                "channel": last.channel,
                "minutes" if known else "own_minutes": last.minutes,
                "help_kind": last.help_kind_id,
                "language": last.language_id,
            }
        else:
            initial |= {"channel": Contact.Channel.MEETING, "minutes": 30}
        initial |= {"visibility": Contact.Visibility.TEAM, "link": self.request.GET.get("sag", "")}
        initial |= {f"action_{n}_owner": FollowUp.Owner.MUNICIPALITY for n in ACTIONS}
        return initial | {"associations": [one.pk for one in self.asked_for]}

    @cached_property
    def asked_for(self) -> list[Association]:
        """From an association's page one comes here with it chosen already (`?forening=`)."""
        key = self.request.GET.get("forening", "")
        found = Association.objects.visible_to(self.request.user)
        return list(found.filter(pk=key)) if key.isdigit() else []

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"found": self.asked_for, **super().get_form_kwargs()}

    @cached_property
    def latest(self) -> list[Contact]:
        return latest_entries(self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "find" in request.POST:
            return self.find(request.POST.get("words", ""))
        return super().post(request, *args, **kwargs)

    def find(self, words: str) -> HttpResponse:
        """Without JavaScript: the same page with what was typed and the associations found."""
        found = search(self.request, words)
        form = self.form_class(**{**self.get_form_kwargs(), "found": found})
        context = self.get_context_data(form=form, words=words, found=found, is_searching=True)
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        mine = FollowUp.objects.visible_to(self.request.user).filter(assigned_to=self.request.user)
        lists = (
            {}
            if self.is_shell
            else {
                "latest": self.latest,
                "follow_ups": mine.due_by(today).select_related("association")[:SHOWN],
                "today": today,
            }
        )
        return super().get_context_data(**{"is_shell": self.is_shell, **lists, **kwargs})

    @property
    def wants_json(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"

    def act(self, form: Any) -> Contact:
        user: Any = self.request.user
        return contacts.log(by=user, at=timezone.now(), **form.facts(user))

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if self.wants_json and self.result is not None:
            return JsonResponse({"url": self.get_success_url()})
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        if self.wants_json:
            errors = [str(error) for errors in form.errors.values() for error in errors]
            return JsonResponse({"errors": errors}, status=422)
        return super().form_invalid(form)

    def get_success_url(self) -> str:
        return reverse("quick_log_receipt", args=[self.result.pk])


@method_decorator(never_cache, name="dispatch")
class ShellView(QuickLogView):
    """The bare form, kept by the browser for when there is no network; no lists, nothing private."""

    is_shell = True
    http_method_names = ["get", "head"]


class ReceiptView(LogKeeperMixin, DetailView):
    """It is saved: what next."""

    template_name = "associations/quick_log_receipt.html"
    context_object_name = "contact"

    def get_queryset(self) -> Any:
        rows = Contact.objects.visible_to(self.request.user)
        return rows.select_related("help_kind").prefetch_related("associations", "follow_ups")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return super().get_context_data(
            latest=[entry for entry in latest_entries(user) if entry.pk != self.object.pk],
            may_register=user.has_perm("associations.add_association"),
            **receipt.of(self.object, user),
            **kwargs,
        )


class RegisterGroupView(LogKeeperMixin, View):
    """The new group of an entry goes into the register, unless it is there already."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
        own = Association.objects.visible_to(request.user)
        known = request.POST.get("known", "")
        if known.isdecimal():
            group = get_object_or_404(own, pk=known)
            groups.recognise(contact, association=group, by=request.user, at=timezone.now())
            messages.success(request, _("The entry is about %(name)s now.") % {"name": group.name})
            return HttpResponseRedirect(reverse("quick_log_receipt", args=[pk]))
        likely = duplicates.find(name=contact.other_party, among=own)
        if likely and "is_new" not in request.POST:
            context = {"contact": contact, "likely": likely}
            return render(request, "associations/quick_log_known.html", context)
        group = contacts.register_group(contact, by=request.user, at=timezone.now())
        messages.success(request, _("%(name)s is in the register now.") % {"name": group.name})
        return HttpResponseRedirect(reverse("quick_log_receipt", args=[pk]))


def search(request: HttpRequest, words: str) -> list[Association]:
    """Living associations that match the words."""
    rows = Association.objects.visible_to(request.user).matching(words)
    return list(rows.exclude(stage=Association.Stage.DISSOLVED)[:FOUND]) if words.strip() else []


@method_decorator([never_cache, require_GET], name="dispatch")
class SearchView(LogKeeperMixin, View):
    """The associations that match what is being typed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = search(request, request.GET.get("q", ""))
        return JsonResponse({"found": [{"id": one.pk, "name": one.name} for one in found]})


@method_decorator([never_cache, require_GET], name="dispatch")
class TokenView(LogKeeperMixin, View):
    """A fresh CSRF token for entries that waited, and whose session this is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse({"token": get_token(request), "user": str(request.user.pk)})


@method_decorator(never_cache, name="dispatch")
class WorkerView(LogKeeperMixin, View):
    """The service worker; it changes every day and with the user, so that the kept page is new."""

    def get(self, request: HttpRequest) -> HttpResponse:
        version = f"{request.user.pk}-{timezone.localdate():%Y%m%d}"
        return render(
            request,
            "associations/sw.js",
            {"version": version},
            content_type="text/javascript; charset=utf-8",
        )


class ManifestView(LogKeeperMixin, View):
    """Lets a phone put the log on its home screen."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(
            request, "associations/app.webmanifest", content_type="application/manifest+json"
        )
