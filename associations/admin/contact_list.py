"""What the list of the log is narrowed by, and what its file holds."""

import calendar
from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from associations.models import Contact
from core.admin.export import Column, ExportResource

MONTHS = 18
RELATED = ("associations", "themes")


class MonthFilter(admin.SimpleListFilter):
    title = _("month")
    parameter_name = "maaned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        first = timezone.localdate().replace(day=1)
        months = []
        for _month in range(MONTHS):
            months.append((f"{first:%Y-%m}", date_format(first, "F Y")))
            first = (first - timedelta(days=1)).replace(day=1)
        return months

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in dict(self.lookup_choices):
            return queryset
        year, month = map(int, str(self.value()).split("-"))
        last = calendar.monthrange(year, month)[1]
        return queryset.filter(happened_on__range=(date(year, month, 1), date(year, month, last)))


class ConsultantFilter(admin.SimpleListFilter):
    """One's own entries. The log is not sorted by colleague: whose hours are whose is theirs alone."""

    title = _("consultant")
    parameter_name = "konsulent"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        user: Any = request.user
        mine = user.has_perm("associations.view_own_hours")
        return [(str(user.pk), _("My own"))] if mine else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        user: Any = request.user
        return (
            queryset.filter(consultants=user) if self.value() == str(user.pk) else queryset.none()
        )


class CaseNoteFilter(admin.SimpleListFilter):
    title = _("case notes")
    parameter_name = "sagsnotat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ja", _("Case notes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.case_notes() if self.value() == "ja" else queryset  # type: ignore[attr-defined]


class ContactResource(ExportResource):
    happened_on = Column("happened_on", _("Date"))
    minutes = Column("minutes", _("Minutes"))
    associations = Column("pk", _("Associations"))
    other_party = Column("other_party", _("Somebody else"))
    channel = Column("get_channel_display", _("Channel"))
    help_kind = Column("help_kind", _("Kind of help"))
    themes = Column("pk", _("Themes"))
    language = Column("language", _("Language"))
    summary = Column("summary", _("Note"))
    visibility = Column("get_visibility_display", _("Who may read the note"))

    def filter_export(self, queryset: QuerySet[Any], **kwargs: Any) -> QuerySet[Any]:
        return queryset.select_related("help_kind", "language").prefetch_related(*RELATED)

    def dehydrate_summary(self, contact: Any) -> str:
        """A note that is not for everybody leaves the house only with a manager."""
        if contact.is_private and not contact.exports_private:
            return ""
        return str(contact.summary)

    def dehydrate_associations(self, contact: Contact) -> str:
        return ", ".join(str(one) for one in contact.associations.all())

    def dehydrate_themes(self, contact: Contact) -> str:
        return ", ".join(str(one) for one in contact.themes.all())
