"""The evening after an event: many entries of the log in one go, all of them or none."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from associations.actions import contacts
from associations.forms.evening import MOST, Evening, with_more_lines
from associations.models import Contact
from associations.views.quick_log import LogKeeperMixin, latest_entries, search
from core.actions import NotPossibleNow
from core.calendar import format_date, parse_date


class EveningView(LogKeeperMixin, View):
    """What is common once, then a line for each association.

    An event's page leads here with its day and organisers (`?dato=&foreninger=&sted=&sag=`).
    """

    template_name = "associations/evening.html"
    is_shell = False

    def get(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        kept = getattr(request, "kept_typed", None)
        if kept is not None:
            messages.warning(
                request,
                _(
                    "You had been logged out. What you had typed is here: look it through and send it again."
                ),
            )
            return self.show(Evening(user, data=kept), is_typed=True)
        return self.show(Evening(user, initial=self.initial(user), chosen=self.organisers()))

    def initial(self, user: Any) -> dict[str, Any]:
        asked = self.request.GET
        today = timezone.localdate()
        return {
            "client_key": uuid4(),
            "typed_on": today,
            "happened_on": self.day() or today,
            "channel": Contact.Channel.EVENT,
            "place": asked.get("sted", "")[:150],
            "link": asked.get("sag", "")[:60],
            "help_kind": next((one.help_kind_id for one in latest_entries(user)), None),
        }

    def day(self) -> Any:
        """The day of the event, if it is one and has come."""
        try:
            day = parse_date(self.request.GET.get("dato", ""))
        except ValidationError:
            return None
        return min(day, timezone.localdate())

    def organisers(self) -> list[int]:
        asked = self.request.GET.get("foreninger", "").split(",")
        return list(dict.fromkeys(int(key) for key in asked if key.isdecimal()))[:MOST]

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        sent = request.POST
        if "more" in sent:
            return self.show(Evening(user, data=with_more_lines(sent)), is_adding=True)
        if "add" in sent:
            grown = with_more_lines(sent, association=sent["add"])
            return self.show(Evening(user, data=grown), is_adding=True)
        if "find" in sent:
            words = sent.get("words", "")
            found = search(request, words)
            page = Evening(user, data=sent, found=found)
            return self.show(page, is_adding=True, is_searching=True, found=found, words=words)
        page = Evening(user, data=sent)
        made = self.save(page) if page.is_valid() else None
        if made is None:
            return self.refuse(page)
        url = reverse("quick_log_evening_receipt", args=[page.form.cleaned_data["client_key"]])
        return JsonResponse({"url": url}) if self.wants_json else HttpResponseRedirect(url)

    def save(self, page: Evening) -> list[Contact] | None:
        """All lines, or none and what is wrong stands at its line."""
        user: Any = self.request.user
        key = page.form.cleaned_data["client_key"]
        try:
            return contacts.log_batch(
                page.rows(), by=user, at=timezone.now(), batch_key=key, **page.form.facts(user)
            )
        except ValidationError as refusal:
            page.show(refusal, getattr(refusal, "row", None))
        except NotPossibleNow as refusal:
            page.form.add_error(None, refusal.message)
        return None

    @property
    def wants_json(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"

    def refuse(self, page: Evening) -> HttpResponse:
        if not self.wants_json:
            return self.show(page, status=422, is_typed=True)
        sources = [page.form, *page.lines.forms]
        errors = [str(e) for one in sources for errors in one.errors.values() for e in errors]
        errors += [str(error) for error in page.lines.non_form_errors()]
        return JsonResponse({"errors": errors}, status=422)

    def show(self, page: Evening, *, status: int = 200, **context: Any) -> HttpResponse:
        context = {"is_shell": self.is_shell, "form": page.form, "lines": page.lines, **context}
        return render(self.request, self.template_name, context, status=status)


@method_decorator(never_cache, name="dispatch")
class ShellView(EveningView):
    """The bare form, kept by the browser for when there is no network."""

    is_shell = True
    http_method_names = ["get", "head"]


class ReceiptView(LogKeeperMixin, TemplateView):
    """The evening is saved: what was written, and what follows from it."""

    template_name = "associations/evening_receipt.html"

    def get_context_data(self, key: UUID, **kwargs: Any) -> dict[str, Any]:
        keys = [uuid5(key, str(place)) for place in range(MOST)]
        rows = Contact.objects.visible_to(self.request.user).filter(client_key__in=keys)
        entries = list(
            rows.select_related("help_kind").prefetch_related("associations", "follow_ups")
        )
        if not entries:
            raise Http404
        heading = ngettext("%(n)s entry is saved", "%(n)s entries are saved", len(entries)) % {
            "n": len(entries)
        }
        return super().get_context_data(
            key=key,
            entries=entries,
            heading=heading,
            day=format_date(entries[0].happened_on),
            **kwargs,
        )
