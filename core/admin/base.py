"""What every page of the admin has: permission by predicates, the CPR guard, history, and buttons
for the steps of a lifecycle that this user may take now."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField
from modeltranslation.admin import TranslationAdmin

from core import phrases
from core.actions import NotPossibleNow
from core.admin.export import ListExport
from core.admin.paginator import BoundedPaginator
from core.forms import DanishDateField, Form, ModelForm, MoneyField
from core.models import Transition


@dataclass(frozen=True)
class StepButton:
    """A step as the page shows it."""

    name: str
    label: Any
    url: str


class ReasonForm(Form):
    """Asks why, where the law or the step wants it."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), help_text=phrases.REASON_NEEDED
    )


class PermissionMixin:
    """Permissions from the predicates in `<app>/permissions.py`, asked with the object at hand."""

    model: type[models.Model]
    opts: Any
    # Amounts and days are read as Danes type them, here as in the portal.
    formfield_overrides: Mapping[type[models.Field], Mapping[str, Any]] = {
        models.DecimalField: {"form_class": MoneyField},
        models.DateField: {"form_class": DanishDateField},
    }

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """A page with wishes of its own for some fields keeps the Danish amounts and days."""
        super().__init_subclass__(**kwargs)
        merged: dict[type[models.Field], Mapping[str, Any]] = {}
        for one in reversed(cls.__mro__):
            merged.update(one.__dict__.get("formfield_overrides", {}))
        cls.formfield_overrides = merged

    def _may(self, request: HttpRequest, verb: str, obj: models.Model | None = None) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.{verb}_{self.opts.model_name}", obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view", obj) or self._may(request, "change", obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "delete", obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


class ModelAdmin(ListExport, PermissionMixin, admin.ModelAdmin):
    """Base of our admin pages: rows this user may see, and the steps of the lifecycle, if there is one."""

    form = ModelForm
    list_per_page = 50
    show_full_result_count = False
    paginator = BoundedPaginator
    change_form_template = "admin/core/change_form.html"
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Start from what this user may see."""
        queryset = self.model._default_manager.get_queryset()
        if hasattr(queryset, "visible_to"):
            queryset = queryset.visible_to(request.user)
        ordering = self.get_ordering(request)
        return queryset.order_by(*ordering) if ordering else queryset

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Give the form its user, for the CPR guard and its override."""
        form_class = super().get_form(request, obj, change=change, **kwargs)
        user = request.user

        class WithUser(form_class):  # type: ignore[misc, valid-type]
            def __init__(self, *args: Any, **kw: Any) -> None:
                super().__init__(*args, user=user, **kw)

        WithUser.__name__ = form_class.__name__
        return WithUser

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A status is changed by its steps alone."""
        field = self.state_field()
        fixed = tuple(super().get_readonly_fields(request, obj))
        return (*fixed, field) if field and field not in fixed else fixed

    # --- steps of the lifecycle ----------------------------------------------------------------

    @classmethod
    def state_field_of(cls, model: type[models.Model]) -> str:
        return next((f.name for f in model._meta.get_fields() if isinstance(f, FSMField)), "")

    def state_field(self) -> str:
        return self.state_field_of(self.model)

    def available_steps(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """The steps with a plain button that the present state and the user's role allow."""
        field = self.state_field()
        if not field:
            return {}
        found = {}
        for one in getattr(obj, f"get_all_{field}_transitions")():
            custom = one.custom
            is_possible = custom.get("button") and one.source in (getattr(obj, field), "*", "+")
            if is_possible and request.user.has_perm(custom["permission"], obj):
                found[one.name] = one
        return found

    def extra_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        """Buttons of steps that have a page of their own."""
        return []

    def step_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_step"
        plain = [
            StepButton(one.name, one.custom["label"], reverse(name, args=[obj.pk, one.name]))
            for one in self.available_steps(request, obj).values()
        ]
        return [*self.extra_buttons(request, obj), *plain]

    def get_urls(self) -> list[URLPattern]:
        prefix = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path(
                "<path:object_id>/skridt/<slug:name>/",
                self.admin_site.admin_view(self.step_view),
                name=f"{prefix}_step",
            ),
            *super().get_urls(),
        ]

    def get_visible_or_404(self, request: HttpRequest, object_id: str) -> Any:
        """The object, if this user may see it; the page does not exist for others."""
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_view_permission(request, obj):
            raise Http404
        return obj

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """A row that is not visible is not there; Django would lead to the start page instead."""
        raise Http404

    def step_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """Confirm a step, with a reason where one is needed, and have its action taken."""
        obj = self.get_visible_or_404(request, object_id)
        back = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        step = self.available_steps(request, obj).get(name)
        if step is None:
            raise NotPossibleNow(
                str(
                    _(
                        "This step is not possible any more. Somebody may have been faster; look at the page again."
                    )
                )
            )
        needs_reason = step.custom["reason_required"]
        form = ReasonForm(request.POST or None, user=request.user) if needs_reason else None
        if request.method == "POST" and (form is None or form.is_valid()):
            reason = form.cleaned_data["reason"] if form else ""
            if self.take(request, step.custom["action"], obj, reason=reason, form=form):
                return HttpResponseRedirect(back)
        return self.page(
            request,
            "admin/core/step.html",
            obj,
            title=step.custom["label"],
            text=self.step_text(obj, name),
            form=form,
            back=back,
        )

    def step_text(self, obj: Any, name: str) -> str:
        """What somebody should know before taking this step."""
        return ""

    def take(
        self, request: HttpRequest, action: str, obj: Any, *, form: Any = None, **arguments: Any
    ) -> bool:
        """Call an action by its dotted path and tell how it went; refusals go to the form or on top.

        Actions without a reason do not take one, so an empty reason is not passed on.
        """
        module, function = action.rsplit(".", 1)
        if not arguments.get("reason", True):
            arguments.pop("reason")
        try:
            getattr(import_module(module), function)(
                obj, by=request.user, at=timezone.now(), **arguments
            )
        except NotPossibleNow as refusal:
            messages.error(request, refusal.message)
            return False
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
            return False
        except ValidationError as refusal:
            if form is not None and hasattr(form, "add_error"):
                form.add_error(None, refusal)
            else:
                for message in refusal.messages:
                    messages.error(request, message)
            return False
        if said := self.said_after(action):
            messages.success(request, said)
        return True

    def said_after(self, action: str) -> str:
        """What the next page begins with after this action; nothing where that page tells it."""
        return _("Done.")

    def page(
        self, request: HttpRequest, template: str, obj: Any = None, **context: Any
    ) -> TemplateResponse:
        """A page of our own inside the admin's frame."""
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "object": obj,
                "original": obj,
                **context,
            },
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        obj = self.get_object(request, object_id)
        if obj is not None:
            context["step_buttons"] = self.step_buttons(request, obj)
            if self.state_field():
                context["steps_taken"] = Transition.objects.of(obj).select_related("moved_by")
        return super().change_view(request, object_id, form_url, context)


class TranslatedModelAdmin(ModelAdmin, TranslationAdmin):
    """For models with texts in several languages: tabs made by our own script, nothing from a CDN."""

    change_form_template = "admin/core/change_form_translated.html"


class ReferenceAdmin(TranslatedModelAdmin):
    """Plain reference data, edited freely."""


class ReadOnlyAdmin(ModelAdmin):
    """Rows that are written elsewhere and only read here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
