"""The outreach log at the desk: lists, corrections, and entries that were not made on a phone."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin, messages
from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import EMPLOYED
from associations import names
from associations.actions import contacts, follow_ups
from associations.admin.contact_list import (
    CaseNoteFilter,
    ConsultantFilter,
    ContactResource,
    MonthFilter,
)
from associations.forms.contacts import CaseNoteForm, ContactForm, LinkForm, UnlinkForm
from associations.models import Contact, ContactLink, FollowUp, HelpKind, Theme
from associations.outreach_panels import links_panel
from core.admin import Inline, ReadsNoted, StepButton
from core.admin.form_steps import FormStep, FormStepsAdmin
from core.models import Language


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


@admin.register(Contact)
class ContactAdmin(ReadsNoted, FormStepsAdmin):
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
