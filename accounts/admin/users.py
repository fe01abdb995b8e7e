"""Accounts in the admin: made with roles and a letter, closed instead of deleted, no passwords."""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import users
from accounts.models import User
from accounts.roles import Role
from core import phrases
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.forms import ModelForm


class UserForm(ModelForm):
    """Details and roles of an account."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "With a role the person works in the admin. People of associations have none: invite "
            "them from the association's page."
        ),
    )

    class Meta:
        model = User
        fields = ("email", "full_name", "phone", "preferred_language", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["roles"] = sorted(self.instance.roles)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and not self.errors:
            users.check_change(
                self.instance,
                is_active=cleaned["is_active"],
                roles=cleaned["roles"],
                by=self.user,
            )
        return cleaned


class SecondFactorForm(StepForm):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), help_text=phrases.REASON_NEEDED
    )


class HasRole(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Role.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class UserAdmin(FormStepsAdmin):
    form = UserForm
    list_display = (
        "full_name",
        "email",
        "role_names",
        "preferred_language",
        "last_login",
        "is_active",
    )
    list_filter = (HasRole, "is_active", "is_staff", "preferred_language")
    search_fields = ("full_name", "email")
    ordering = ("full_name", "id")
    form_steps = (
        FormStep(
            name="remove_second_factor",
            label=_("Remove the second factor"),
            permission="accounts.change_user",
            action="accounts.actions.users.remove_second_factor",
            form=SecondFactorForm,
            is_open=lambda user: Authenticator.objects.filter(user=user).exists(),
            text=_(
                "For somebody who has lost the telephone or the key. Make sure that it really is "
                "the person who asks: call back on a number you know."
            ),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related(Prefetch("groups"))

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        names = dict(Role.choices)
        return ", ".join(str(names.get(group.name, group.name)) for group in user.groups.all())

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        person = ("email", "full_name", "phone", "preferred_language")
        if obj is None:
            return [
                (
                    None,
                    {
                        "fields": person,
                        "description": _(
                            "The person is sent a letter and logs in with a code by e-mail; you "
                            "choose no password."
                        ),
                    },
                ),
                (_("Roles"), {"fields": ("roles",)}),
            ]
        return [
            (None, {"fields": person}),
            (_("Roles"), {"fields": ("roles", "is_active")}),
            (_("Log-ins"), {"fields": ("date_joined", "last_login")}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        # The address is what a person is known and let in by; another address is another account.
        return ("email", "date_joined", "last_login") if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        given = {
            name: form.cleaned_data[name]
            for name in ("full_name", "phone", "preferred_language", "roles")
        }
        by, at = cast(User, request.user), timezone.now()
        if change:
            users.change(obj, is_active=form.cleaned_data["is_active"], by=by, at=at, **given)
        else:
            made = users.create(email=form.cleaned_data["email"], by=by, at=at, **given)
            obj.pk = made.pk
