"""The page of an event: facts, organisers, interpreters, the steps to the head count."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from activities.forms import HoldForm
from activities.models import Event, EventInterpreting, EventOrganiser
from activities.organisers import in_figures, in_words
from associations.admin.search import AssociationSearch
from associations.outreach_panels import on_target
from core.admin import Inline, StepButton, TranslatedModelAdmin
from core.admin.autocomplete import KnownAutocomplete, KnownRowForm
from core.admin.form_steps import FormStep, FormStepsAdmin
from core.forms import MoneyField
from core.models import Language
from core.states import unmet


class OrganiserInline(Inline):
    model = EventOrganiser
    form = KnownRowForm
    fields = ("association", "role", "profile")
    readonly_fields = ("profile",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[EventOrganiser]:
        return super().get_queryset(request).select_related("association")

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "association":
            kwargs["widget"] = KnownAutocomplete(db_field, admin.site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class InterpretingInline(Inline):
    model = EventInterpreting
    # Seven columns share the width of the page.
    formfield_overrides = {
        models.CharField: {"widget": forms.TextInput(attrs={"size": 14})},
        models.DecimalField: {
            "form_class": MoneyField,
            "widget": forms.TextInput(attrs={"size": 7}),
        },
    }
    fields = ("language", "mode", "provider", "status", "is_adult", "cost", "headcount")

    def get_queryset(self, request: HttpRequest) -> QuerySet[EventInterpreting]:
        return super().get_queryset(request).select_related("language")

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "language":
            # One list for all rows, read once.
            languages = [(one.pk, str(one)) for one in Language.objects.in_use()]
            field.choices = [("", "---------"), *languages]  # type: ignore[union-attr]
        return field


def has_begun(event: Event) -> bool:
    """Only what has begun can have been held."""
    alive = event.status in (Event.Status.PUBLISHED, Event.Status.PLANNED)
    return alive and event.starts_at is not None and event.starts_at <= timezone.now()


def evening_url(event: Event) -> str:
    """The log's page for many entries, with the event's day, place and organisers."""
    day = timezone.localdate(event.starts_at) if event.starts_at else timezone.localdate()
    organisers = [str(one.association_id) for one in event.organiser_group.all()]
    facts = {
        "dato": f"{day:%d-%m-%Y}",
        "foreninger": ",".join(organisers),
        "sted": event.place,
        "sag": f"event:{event.pk}",
    }
    return f"{reverse('quick_log_evening')}?{urlencode(facts)}"


@admin.register(Event)
class EventAdmin(AssociationSearch, FormStepsAdmin, TranslatedModelAdmin):
    association_paths = ("organisers",)
    change_form_template = "admin/activities/event_form.html"
    view_on_site = False  # `public_page` is shown once there is one
    list_display = (
        "title",
        "starts_at",
        "status",
        "kind",
        "organiser_figures",
        "participants",
    )
    list_filter = (
        "status",
        "kind",
        "municipal_role",
        "open_to_all",
        ("interpreting__language", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("title_da", "place", "organisers__name")
    date_hierarchy = "starts_at"
    autocomplete_fields = ("responsible",)
    inlines = (OrganiserInline, InterpretingInline)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "description",
                    "audience",
                    "status",
                    "kind",
                    "municipal_role",
                    "theme",
                    "responsible",
                )
            },
        ),
        (
            _("When, where, for whom"),
            {
                "fields": (
                    "starts_at",
                    "ends_at",
                    "place",
                    "open_to_all",
                    "capacity",
                    "has_children",
                )
            },
        ),
        (
            _("Afterwards"),
            {"fields": ("participants", "volunteers", "volunteer_hours", "organiser_counts")},
        ),
        (
            _("The proposal"),
            {"fields": ("proposed_for", "proposed_by", "proposed_at", "public_page")},
        ),
    )
    readonly_fields = (
        "organiser_counts",
        "proposed_for",
        "proposed_by",
        "proposed_at",
        "public_page",
    )
    form_steps = (
        FormStep(
            "hold",
            _("Mark as held"),
            "activities.change_event",
            "activities.actions.events.hold",
            HoldForm,
            has_begun,
            _("What you don't know yet can be left empty and filled in later."),
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is made here was not proposed by anybody."""
        # Asked of the parent in both cases: it puts the languages in place of each translated field.
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else fieldsets[:-1]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        found = super().get_queryset(request)
        related = ("theme", "responsible", "proposed_for", "proposed_by")
        return found.select_related(*related).prefetch_related("organiser_group")

    @admin.display(description=_("organiser group"))
    def organiser_counts(self, event: Event) -> str:
        return in_words(event.organiser_group.all()) if event.pk else "–"

    @admin.display(description=_("organisers (majority + minority)"))
    def organiser_figures(self, event: Event) -> str:
        return in_figures(event.organiser_group.all())

    @admin.display(description=_("public page"))
    def public_page(self, event: Event) -> SafeString | str:
        if event.pk is None or event.status not in Event.PUBLIC:
            return "–"
        return format_html('<a href="{0}">{0}</a>', event.get_absolute_url())

    def extra_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        """After the event: an entry of the outreach log for each organiser, in one go."""
        buttons = super().extra_buttons(request, obj)
        is_over = has_begun(obj) or obj.status == Event.Status.HELD
        if is_over and request.user.has_perm("associations.log_contact"):
            buttons.append(StepButton("evening", _("Log the evening"), evening_url(obj)))
        return buttons

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        event = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if event is not None:
            contacts = on_target(request, "event", event.pk)
            context["panels"] = [contacts] if contacts else []
        if event is not None and event.status in (Event.Status.PROPOSED, Event.Status.PLANNED):
            context["before_publishing"] = unmet(event, "publish")
        return super().change_view(request, object_id, form_url, context)
