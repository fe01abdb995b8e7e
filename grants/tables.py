"""Lists of the portal and of the public pages."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.templatetags.components import status_tag
from core.templatetags.formats import money
from grants import disclosure
from grants.models import Application, Decision

AMOUNT = {"td": {"class": "amount"}, "th": {"class": "amount"}}


class ApplicationTable(tables.Table):
    """An association's applications, with what comes next in each."""

    title = tables.Column(_("Application"), empty_values=(), orderable=False)
    status = tables.Column(_("Where it is"), empty_values=(), orderable=False)
    amount_sought = tables.Column(_("Applied for"), attrs=AMOUNT, orderable=False)
    granted = tables.Column(_("Granted"), empty_values=(), attrs=AMOUNT, orderable=False)
    next = tables.Column(_("What you can do"), empty_values=(), orderable=False)

    class Meta:
        template_name = "components/table.html"
        sequence = ("title", "status", "amount_sought", "granted", "next")

    def render_title(self, record: Application) -> SafeString:
        return format_html(
            '<a href="{}">{}</a><br><span class="fine-print">{}</span>',
            record.get_absolute_url(),
            record.title or _("Without a title yet"),
            " · ".join(part for part in (record.case_number, str(record.round)) if part),
        )

    def render_status(self, record: Application) -> SafeString:
        status = disclosure.status_for_applicant(record)
        return status_tag(disclosure.WORDS[status], disclosure.LOOKS.get(status, "info"))

    def render_amount_sought(self, value: Any) -> str:
        return money(value)

    def render_granted(self, record: Application) -> str:
        return money(disclosure.amount_for_applicant(record)) or "–"

    def render_next(self, record: Application) -> SafeString:
        status = disclosure.status_for_applicant(record)
        keys = [record.association_id, record.pk]
        if status == Application.Status.DRAFT:
            return _link(
                reverse("portal_application_projekt", args=keys), _("Go on writing"), record
            )
        if status in (Application.Status.MISSING_INFO, Application.Status.HEARING):
            return _link(record.get_absolute_url(), _("Answer us"), record)
        if status in Application.DECIDED:
            return _link(record.get_absolute_url(), _("Read the decision"), record)
        return _link(record.get_absolute_url(), _("See the case"), record)


def _link(url: str, label: Any, record: Application) -> SafeString:
    return format_html('<a href="{}">{}<span class="sr-only"> {}</span></a>', url, label, record)


class GrantTable(tables.Table):
    """Grants for everybody to see."""

    association = tables.Column(
        _("Association"), accessor="application__association__name", orderable=False
    )
    title = tables.Column(_("For what"), accessor="application__title", orderable=False)
    pool = tables.Column(_("Pool"), accessor="application__round__pool__name", orderable=False)
    year = tables.Column(_("Year"), orderable=False)
    amount = tables.Column(_("Amount"), attrs=AMOUNT, orderable=False)

    class Meta:
        template_name = "components/table.html"
        empty_text = _("No grants have been published for this choice.")

    def render_amount(self, record: Decision) -> str:
        return money(record.amount)
