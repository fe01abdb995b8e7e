"""What the list of the register is narrowed by, and what its file holds."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from associations.models import Theme
from core.admin.export import Column, ExportResource
from core.models import Language

# An association nobody has spoken with for so long deserves a call.
SILENT_DAYS = (30, 90, 180, 365)


class NotContactedFilter(admin.SimpleListFilter):
    """Alive, and no contact for so many days."""

    title = _("contact")
    parameter_name = "kontakt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        since = [
            (str(days), _("Not contacted for %(days)s days") % {"days": days})
            for days in SILENT_DAYS
        ]
        return [*since, ("aldrig", _("Never contacted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = str(self.value() or "")
        if value == "aldrig":
            return queryset.alive().filter(last_contact_on=None)  # type: ignore[attr-defined]
        if not value.isdecimal() or int(value) not in SILENT_DAYS:
            return queryset
        return queryset.silent_since(timezone.localdate() - timedelta(days=int(value)))  # type: ignore[attr-defined]


class WithoutCvrFilter(admin.SimpleListFilter):
    """Who cannot be paid a grant yet."""

    title = _("CVR number")
    parameter_name = "cvr"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("uden", _("Without a CVR number")), ("med", _("With a CVR number"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "uden":
                return queryset.filter(cvr_number="")
            case "med":
                return queryset.exclude(cvr_number="")
        return queryset


class ChosenFilter(admin.SimpleListFilter):
    """A filter whose choices are a short list, read without looking through the register."""

    field = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = dict(self.lookup_choices)
        return queryset.filter(**{self.field: self.value()}) if self.value() in chosen else queryset


class ConsultantFilter(ChosenFilter):
    title = _("consultant")
    parameter_name = "konsulent"
    field = "consultant"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        staff = User.objects.with_role(Role.CONSULTANT, Role.COORDINATOR)
        return [(str(one.pk), str(one)) for one in staff]


class ThemeFilter(ChosenFilter):
    title = _("theme")
    parameter_name = "tema"
    field = "themes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(one.pk), one.name) for one in Theme.objects.in_use()]


class LanguageFilter(ChosenFilter):
    title = _("language")
    parameter_name = "taler"
    field = "languages"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(one.pk, one.name) for one in Language.objects.in_use()]


class AssociationResource(ExportResource):
    name = Column("name", _("Name"))
    kind = Column("get_kind_display", _("Kind"))
    profile = Column("get_profile_display", _("Profile"))
    stage = Column("get_stage_display", _("Stage"))
    cvr_number = Column("cvr_number", _("CVR number"))
    address = Column("address", _("Address"))
    phone = Column("phone", _("Telephone"))
    email = Column("email", _("E-mail"))
    consultant = Column("consultant", _("Consultant"))
    last_contact_on = Column("last_contact_on", _("Last contact"))
