"""The outreach log at the desk: lists, corrections, and entries that were not made on a phone."""

import calendar
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import EMPLOYED
from associations import case_targets, names
from associations.actions import contacts, follow_ups
from associations.models import Contact, ContactLink, FollowUp, HelpKind, Theme
from associations.models.contacts import STEP
from associations.outreach_panels import links_panel
from core.admin import Inline, StepButton
from core.admin.export import Column, ExportResource
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
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


class CaseNoteFilter(admin.SimpleListFilter):
    title = _("case notes")
    parameter_name = "sagsnotat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ja", _("Case notes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.case_notes() if self.value() == "ja" else queryset  # type: ignore[attr-defined]


class LinkForm(StepForm):
    """What the entry is about: something the associations that were there have."""

    target = forms.ChoiceField(label=_("What it is about"))
    for_notes = False

    def __init__(self, *args: Any, about: Contact, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, about=about, user=user, **kwargs)
        field: Any = self.fields["target"]
        met = about.associations.all()
        field.choices = [
            ("", "–"),
            *case_targets.offered(user, met, for_notes=self.for_notes),
        ]


class CaseNoteForm(LinkForm):
    """The case the entry becomes a note of."""

    target = forms.ChoiceField(label=_("The case"))
    for_notes = True


class UnlinkForm(StepForm):
    """Which link is taken away; a case note stays."""

    link = forms.ModelChoiceField(ContactLink.objects.none(), label=_("Link"), empty_label="–")

    def __init__(self, *args: Any, about: Contact, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, about=about, user=user, **kwargs)
        field: Any = self.fields["link"]
        seen = {
            one.link.pk: f"{one.label}: {one.title}" for one in case_targets.linked(user, about)
        }
        field.queryset = about.links.filter(pk__in=seen, noted_at=None)
        field.label_from_instance = lambda link: seen[link.pk]

    def subject(self) -> Any:
        return self.cleaned_data["link"]

    def arguments(self) -> dict[str, Any]:
        return {}


class ContactForm(ModelForm):
    """An entry; whoever was met is named, and the day is not in the future."""

    # Two clicks on “Save” send one key, and one entry is made.
    entry_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "minutes" in self.fields:
            self.fields["minutes"].widget.attrs["step"] = STEP
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
        is_private = cleaned.get("visibility") not in (None, Contact.Visibility.TEAM)
        if is_private and self.instance.pk and self.instance.links.exclude(noted_at=None).exists():
            self.add_error("visibility", contacts.NOTE_IS_READ)
        return cleaned


class FollowUpInline(Inline):
    model = FollowUp
    fields = ("text", "owner", "due_on", "assigned_to", "is_shared")
    verbose_name = _("agreed action or follow-up")
    verbose_name_plural = _("What was agreed and is to be followed up")
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


@admin.register(Contact)
class ContactAdmin(FormStepsAdmin):
    """An entry of the log."""

    form = ContactForm
    list_display = ("happened_on", "met", "help_kind", "channel", "minutes", "by_whom", "marks")
    list_filter = (MonthFilter, ConsultantFilter, CaseNoteFilter, "help_kind", "channel", "themes")
    list_select_related = ("help_kind",)
    search_fields = ("search_key",)
    search_help_text = _("Association, person, place or words of the note, in any spelling")
    autocomplete_fields = ("associations",)
    inlines = (FollowUpInline,)
    export_resource = ContactResource
    form_steps = (
        FormStep(
            "note",
            _("Make it a case note"),
            "associations.log_contact",
            "associations.actions.contact_links.note_on_case",
            CaseNoteForm,
            lambda contact: not contact.is_private and bool(contact.summary),
            _(
                "The note stands on the case from now on, with your name and the time. It can be corrected, but what it said before stays readable."
            ),
        ),
        FormStep(
            "link",
            _("Link it"),
            "associations.log_contact",
            "associations.actions.contact_links.link",
            LinkForm,
            lambda contact: True,
            _("An application, an agreement, an event or a review of statutes it was about."),
        ),
        FormStep(
            "unlink",
            _("Take a link away"),
            "associations.log_contact",
            "associations.actions.contact_links.unlink",
            UnlinkForm,
            lambda contact: contact.links.filter(noted_at=None).exists(),
        ),
    )
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
        noted = ContactLink.objects.filter(contact=OuterRef("pk"), noted_at__isnull=False)
        rows = rows.annotate(is_case_note=Exists(noted))
        return rows.select_related("help_kind", "language")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Every word in any of its spellings; one index answers (`associations.contact_search`)."""
        return queryset.filter(names.matching("search_key", search_term)), False

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        may = request.user.has_perm("associations.view_management_note")
        rows = super().get_export_queryset(request)
        return rows.annotate(exports_private=Value(may, output_field=BooleanField()))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        contact = self.get_object(request, object_id)
        if contact is not None:
            panel = links_panel(request, contact)
            context["panels"] = [panel] if panel else []
        return super().change_view(request, object_id, form_url, context)

    def extra_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        buttons = super().extra_buttons(request, obj)
        if request.user.has_perm("associations.log_contact"):
            url = reverse("quick_log_receipt", args=[obj.pk])
            buttons.append(StepButton("receipt", _("Refer, hours and next time"), url))
        return buttons

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

    @admin.display(description=_("mark"))
    def marks(self, contact: Any) -> str:
        """Whether it is a case note, or not for everybody."""
        found = [_("Case note")] if contact.is_case_note else []
        if contact.is_private:
            found.append(contact.get_visibility_display())
        return ", ".join(str(one) for one in found)

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
            if not obj.help_kind.is_ours and obj.help_kind.referral_target:
                messages.info(
                    request,
                    format_html(
                        '{} <a href="{}">{}</a>',
                        _("Others can help with this: %(target)s.")
                        % {"target": obj.help_kind.referral_target},
                        reverse("quick_log_receipt", args=[obj.pk]),
                        _("Referral text"),
                    ),
                )

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        by: Any = request.user
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for row in formset.forms:
            if not row.has_changed():
                continue
            given = {name: row.cleaned_data[name] for name in FollowUpInline.fields}
            if row.instance.pk:
                given["is_shared"] &= self.may_share(request, form.instance, row.instance)
                kept = follow_ups.correct(row.instance, by=by, at=timezone.now(), **given)
                formset.changed_objects.append((kept, row.changed_data))
                continue
            if given["is_shared"]:
                given["is_shared"] = self.may_share(request, form.instance)
            formset.new_objects += contacts.agree(
                form.instance,
                contacts.Agreed(**{n: given[n] for n in ("text", "due_on", "owner", "is_shared")}),
                assigned_to=given["assigned_to"],
                by=by,
                at=timezone.now(),
            )

    @staticmethod
    def may_share(
        request: HttpRequest, contact: Contact, follow_up: FollowUp | None = None
    ) -> bool:
        """Whether an association may read what was agreed; if not, the user is told why."""
        kept = Contact.objects.get(pk=contact.pk)
        whose = follow_up.association_id if follow_up else kept.associations.exists()
        if whose and not kept.is_private:
            return True
        if not follow_up or follow_up.is_shared:
            messages.warning(
                request,
                _(
                    "It is not shown to the association: the note is not for everybody, or no association was there."
                ),
            )
        return False
