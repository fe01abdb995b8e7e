"""The outreach log at the desk: lists, corrections, and entries that were not made on a phone."""

import calendar
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import EMPLOYED
from associations.actions import contacts, follow_ups
from associations.models import Contact, FollowUp, HelpKind, Theme
from core.admin import Inline, ModelAdmin
from core.admin.export import Column, ExportMixin, ExportResource
from core.forms import ModelForm
from core.models import Language

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


class ContactForm(ModelForm):
    """An entry; whoever was met is named, and the day is not in the future."""

    # Two clicks on “Save” send one key, and one entry is made.
    entry_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "entry_key" in self.fields:
            self.fields["entry_key"].unscanned = True  # type: ignore[attr-defined]
            self.fields["entry_key"].initial = uuid4

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The day lies in the future."), code="future")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("associations") and not cleaned.get("other_party"):
            self.add_error("associations", _("Choose an association, or write whom you met."))
        return cleaned


class FollowUpInline(Inline):
    model = FollowUp
    fields = ("text", "due_on", "assigned_to")
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("assigned_to")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "assigned_to":
            kwargs["queryset"] = User.objects.with_role(*EMPLOYED)
            kwargs["initial"] = request.user.pk
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


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

    def filter_export(self, queryset: QuerySet[Any], **kwargs: Any) -> QuerySet[Any]:
        return queryset.select_related("help_kind", "language").prefetch_related(*RELATED)

    def dehydrate_associations(self, contact: Contact) -> str:
        return ", ".join(str(one) for one in contact.associations.all())

    def dehydrate_themes(self, contact: Contact) -> str:
        return ", ".join(str(one) for one in contact.themes.all())


@admin.register(Contact)
class ContactAdmin(ExportMixin, ModelAdmin):
    """An entry of the log."""

    form = ContactForm
    list_display = ("happened_on", "met", "help_kind", "channel", "minutes", "by_whom")
    list_filter = (MonthFilter, ConsultantFilter, "help_kind", "channel", "themes")
    list_select_related = ("help_kind",)
    search_fields = ("associations__name", "other_party", "summary", "persons_met")
    autocomplete_fields = ("associations",)
    inlines = (FollowUpInline,)
    export_resource = ContactResource
    fieldsets = (
        (None, {"fields": ("entry_key", "happened_on", "associations", "other_party")}),
        (
            _("The contact"),
            {"fields": ("channel", "minutes", "help_kind", "themes", "summary", "visibility")},
        ),
        (
            _("More"),
            {
                "fields": (
                    "consultants",
                    "persons_met",
                    "started_at",
                    "place",
                    "initiative",
                    "language",
                    "interpreter_mode",
                )
            },
        ),
    )

    class Media:
        css = {"all": ("css/register.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).prefetch_related("associations", "consultants")
        return rows.select_related("help_kind", "language")

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Not by colleague, whatever is typed into the address: see ConsultantFilter."""
        is_by_person = lookup.split("__")[0] in ("consultants", "logged_by")
        return not is_by_person and super().lookup_allowed(lookup, value, request)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        facts = [name for name in fieldsets[0][1]["fields"] if name != "entry_key"]
        return ((None, {"fields": facts}), *fieldsets[1:])

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        return {"consultants": [request.user.pk], "happened_on": timezone.localdate(), **initial}

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "help_kind":
            kwargs["queryset"] = HelpKind.objects.in_use()
        elif db_field.name == "language":
            kwargs["queryset"] = Language.objects.in_use()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "consultants":
            kwargs["queryset"] = User.objects.with_role(*EMPLOYED)
            kwargs["widget"] = forms.CheckboxSelectMultiple
        elif db_field.name == "themes":
            kwargs["queryset"] = Theme.objects.in_use()
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "associations" and field is not None:
            # Leaves out the cross that clears all: it breaks the list for screen readers.
            field.widget.is_required = True
        return field

    @admin.display(description=_("associations"))
    def met(self, contact: Contact) -> str:
        names = [str(one) for one in contact.associations.all()]
        return ", ".join([*names, contact.other_party] if contact.other_party else names)

    @admin.display(description=_("consultants"))
    def by_whom(self, contact: Contact) -> str:
        return ", ".join(str(one) for one in contact.consultants.all())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        names = {field.name for field in Contact._meta.get_fields()}
        facts = {name: value for name, value in form.cleaned_data.items() if name in names}
        by: Any = request.user
        key = form.cleaned_data.get("entry_key") or uuid4()
        if change:
            contacts.correct(obj, by=by, at=timezone.now(), **facts)
        else:
            obj.pk = contacts.log(by=by, at=timezone.now(), client_key=key, **facts).pk
            obj._state.adding = False

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        by: Any = request.user
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for row in formset.forms:
            if not row.has_changed():
                continue
            if row.instance.pk:
                row.save()
                formset.changed_objects.append((row.instance, row.changed_data))
                continue
            given = {name: row.cleaned_data[name] for name in FollowUpInline.fields}
            made = follow_ups.create(contact=form.instance, by=by, at=timezone.now(), **given)
            formset.new_objects.append(made)
