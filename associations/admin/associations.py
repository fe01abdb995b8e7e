"""The register at the desk: facts, people, and the way from a group to an association."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from associations import contact_search, yearly
from associations.actions import associations, people
from associations.admin.association_list import (
    AssociationResource,
    ConsultantFilter,
    LanguageFilter,
    NotContactedFilter,
    ThemeFilter,
    WithoutCvrFilter,
)
from associations.admin.declarations import NOTE_STEPS, MissingDeclarationFilter
from associations.admin.duplicates import DuplicatePages
from associations.admin.parts import PartsMixin
from associations.admin.posts import PostInline
from associations.admin.search import NameSearch
from associations.forms.associations import AdvanceForm, AssociationForm
from associations.forms.board import ChairChangeStepForm, NoteBoardForm
from associations.forms.links import TieForm
from associations.forms.public_names import PublicNameForm
from associations.models import Association, Post, Theme
from associations.register_panels import first_panels, path
from core.admin import ReadsNoted, StepButton
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.models import Language


@admin.register(Association)
class AssociationAdmin(ReadsNoted, DuplicatePages, NameSearch, PartsMixin, FormStepsAdmin):
    """An actor of the register, with its people on top and everything else beneath."""

    form = AssociationForm
    change_form_template = "admin/associations/association.html"
    list_display = ("name", "kind", "stage", "city", "last_contact", "consultant")
    list_filter = (
        NotContactedFilter,
        "stage",
        "kind",
        "profile",
        WithoutCvrFilter,
        MissingDeclarationFilter,
        "is_public",
        ConsultantFilter,
        ThemeFilter,
        LanguageFilter,
    )
    # Counting each choice would read the whole register once a choice.
    show_facets = admin.ShowFacets.NEVER
    list_select_related = ("consultant",)
    search_fields = ("name", "short_name", "cvr_number", "city")
    inlines = (PostInline,)
    export_resource = AssociationResource
    fieldsets = (
        (None, {"fields": ("name", "short_name", "kind", "profile", "stage", "consultant")}),
        (
            _("Purpose, themes and languages"),
            {"fields": ("purpose", "themes", "languages"), "classes": ("collapse",)},
        ),
        (
            _("Contact details"),
            {
                "fields": ("street", "postal_code", "city", "phone", "email", "website"),
                "classes": ("collapse",),
            },
        ),
        (
            _("Registration"),
            {
                "fields": (
                    "cvr_number",
                    "cvr_renewal_due",
                    "nemkonto_confirmed_on",
                    "folkeoplysning_status",
                ),
                "classes": ("collapse",),
            },
        ),
        (
            _("Public directory"),
            {"fields": ("is_public", *Association.PUBLIC_FACTS), "classes": ("collapse",)},
        ),
        (_("Note"), {"fields": ("note",)}),
    )
    form_steps = (
        FormStep(
            "advance",
            _("Move to the next step"),
            "associations.advance_association",
            "associations.actions.associations.advance",
            AdvanceForm,
            lambda association: any(map(association.may_advance_to, Association.PATH)),
            _("Steps may be passed over. What the association does not need, it does not need."),
        ),
        FormStep(
            "change_chair",
            _("Change the chair"),
            "associations.change_chair",
            "associations.actions.chair.begin",
            ChairChangeStepForm,
            yearly.has_board,
            _(
                "The former chair's post ends and the new one begins at once; the new chair is "
                "invited, and everybody with access is told. When the new chair says yes, the former "
                "chair's access ends in the same minute. Until then it stays. Must it end now, end "
                "it under “Access to the portal”."
            ),
        ),
        FormStep(
            "ask_board",
            _("Ask about the board"),
            "associations.ask_about_board",
            "associations.actions.confirmations.ask",
            StepForm,
            yearly.has_board,
            _("Chair and treasurer get a link each by e-mail and answer yes or no with one tap."),
        ),
        FormStep(
            "note_board",
            _("Note the board's answer"),
            "associations.ask_about_board",
            "associations.actions.confirmations.note",
            NoteBoardForm,
            yearly.has_board,
            _("Have you asked by telephone whether this is still the board? Note the answer here."),
        ),
        FormStep(
            "public_name",
            _("Note a yes to a public name"),
            "associations.change_post",
            "associations.actions.people.show_name",
            PublicNameForm,
            lambda association: association.is_public,
            _("Only the person's own yes counts. Ask before you note it."),
        ),
        FormStep(
            "tie",
            _("Link with another association"),
            "associations.add_associationlink",
            "associations.actions.links.tie",
            TieForm,
            lambda association: association.stage != Association.Stage.DISSOLVED,
            _("An umbrella, a hall they share, or who handles the money."),
        ),
        *NOTE_STEPS,
    )

    class Media:
        css = {"all": ("css/register.css", "css/charts.css")}

    @admin.display(description=_("last contact"), ordering="last_contact_on", empty_value="–")
    def last_contact(self, association: Any) -> Any:
        return association.last_contact_on

    def view_on_site(self, association: Any) -> str | None:  # type: ignore[override]
        """The public page, where there is one."""
        listed = association.is_public and association.stage != Association.Stage.DISSOLVED
        return association.get_absolute_url() if listed else None

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new one is written from top to bottom; of one that is there, the details are folded."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        return [
            (name, {"fields": ["first_stage" if f == "stage" else f for f in options["fields"]]})
            for name, options in fieldsets
        ]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "consultant":
            kwargs["queryset"] = User.objects.with_role(Role.CONSULTANT, Role.COORDINATOR)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "languages":
            kwargs["queryset"] = Language.objects.in_use()
            kwargs["widget"] = forms.CheckboxSelectMultiple
        if db_field.name == "themes":
            kwargs["queryset"] = Theme.objects.in_use()
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def extra_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        buttons = super().extra_buttons(request, obj)
        if request.user.has_perm("associations.log_contact"):
            url = f"{reverse('quick_log')}?forening={obj.pk}"
            buttons.insert(0, StepButton("log", _("Log a contact"), url))
        return buttons

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        association = self.get_object(request, object_id)
        if association is not None:
            # Read once for people and health card.
            prefetch_related_objects(
                [association], Prefetch("posts", Post.objects.select_related("person"))
            )
            context["first_panels"] = first_panels(request, association)
            context["parts"] = self.parts(association)
        return super().change_view(request, object_id, form_url, context)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The path and the history are read from the same rows."""
        steps = context.get("steps_taken")
        if steps is not None:
            context["steps_taken"] = list(steps)
            context["path_panel"] = path(context["original"], context["steps_taken"])
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        for warnings in form.warnings.values():
            for warning in warnings:
                messages.warning(request, warning)
        if change:
            super().save_model(request, obj, form, change)
            if "name" in form.changed_data:
                contact_search.follow_name(obj)
            return
        facts = {
            name: value
            for name, value in form.cleaned_data.items()
            if name in {field.name for field in Association._meta.get_fields()}
        }
        facts["stage"] = form.cleaned_data["first_stage"] or Association.Stage.IDEA
        by: Any = request.user
        obj.pk = associations.register(by=by, at=timezone.now(), **facts).pk
        obj._state.adding = False

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Posts are given and ended by their actions; only a slip of the pen is saved plainly."""
        by: Any = request.user
        now = timezone.now()
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for row in formset.forms:
            if not row.has_changed():
                continue
            given = {name: row.cleaned_data[name] for name in PostInline.fields}
            until = given.pop("valid_until")
            post = row.instance
            if post.pk is None:
                post = people.appoint(form.instance, by=by, at=now, **given)
                formset.new_objects.append(post)
            elif "valid_until" not in row.changed_data or row.initial.get("valid_until"):
                row.save()
            if until and "valid_until" in row.changed_data and not row.initial.get("valid_until"):
                people.end(post, on=until, by=by, at=now)
                row.instance.valid_until = until
            if row.instance.pk:
                formset.changed_objects.append((row.instance, row.changed_data))
