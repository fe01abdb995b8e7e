"""Form and ModelForm: no CPR number in free text or file names, warnings, Danish fields."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import cpr
from core.forms.fields import DanishDateField, DanishDateTimeField, MoneyField
from core.models import CprOverride

OVERRIDE = "cpr_override_reason"
_REASON_MIN_LENGTH = 10

_IN_TEXT = _(
    "This looks like a CPR number. Please remove it: we don't need it, and what is written here "
    "is read by several people."
)
_IN_FILE_NAME = _(
    "The name of this file looks like it contains a CPR number. Please rename the file and choose "
    "it again."
)
_REASON_TOO_SHORT = _("Write the reason in at least 10 characters.")


class CprGuard(forms.BaseForm):
    """Refuses what looks like a CPR number; staff may go on with a reason, which is logged.

    Guarded are all text fields except e-mail, web addresses, passwords and fields with
    `unscanned = True` (account numbers), and the names of uploaded files. `user` is who fills in
    the form. After validation `warnings` maps field names to what should be told though the
    form is accepted.
    """

    user: Any = None

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user or self.user
        self.warnings: dict[str, list[str | Promise]] = {}
        self._suspected: list[str] = []
        # Sent back with the form once it has been shown.
        if self.is_bound and self.add_prefix(OVERRIDE) in self.data:
            self._offer_override()

    @property
    def may_override_cpr(self) -> bool:
        return bool(self.user is not None and self.user.is_staff)

    def full_clean(self) -> None:
        self._suspected = []
        super().full_clean()
        if self.is_bound and self._suspected and not self.errors:
            CprOverride.objects.create(
                user=self.user,
                form=self._name(),
                field=", ".join(self._suspected)[:250],
                reason=self.cleaned_data[OVERRIDE],
            )

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        suspected = {
            name: error
            for name, value in self.cleaned_data.items()
            if (error := self._suspicion(name, value))
        }
        self._suspected = list(suspected)
        if suspected and self.may_override_cpr:
            self._offer_override()
        if suspected and not self._has_reason():
            for name, error in suspected.items():
                self.add_error(name, error)
        self._collect_warnings()

    def _name(self) -> str:
        """Which form it was, for the log: its model, else its own name."""
        model = getattr(getattr(self, "_meta", None), "model", None)
        name = model._meta.label if model else f"{type(self).__module__}.{type(self).__qualname__}"
        return name[-120:]

    def _suspicion(self, name: str, value: Any) -> ValidationError | None:
        field = self.fields[name]
        if isinstance(value, UploadedFile):
            is_suspect = cpr.find(value.name or "")
            return ValidationError(_IN_FILE_NAME, code="cpr") if is_suspect else None
        is_guarded = isinstance(field, forms.CharField) and not (
            getattr(field, "unscanned", False)
            or name == OVERRIDE
            or isinstance(field, forms.EmailField | forms.URLField)
            or getattr(field.widget, "input_type", "") == "password"
        )
        if is_guarded and value and cpr.find(str(value)):
            return ValidationError(_IN_TEXT, code="cpr")
        return None

    def _has_reason(self) -> bool:
        """Whether a member of staff gave a sufficient reason to go on."""
        if not self.may_override_cpr:
            return False
        reason = self.cleaned_data.get(OVERRIDE, "")
        if cpr.find(reason):
            self.add_error(OVERRIDE, _IN_TEXT)
        elif reason and len(reason) < _REASON_MIN_LENGTH:
            self.add_error(OVERRIDE, _REASON_TOO_SHORT)
        return bool(reason) and not self.has_error(OVERRIDE)

    def _offer_override(self) -> None:
        if not self.may_override_cpr:
            return
        if OVERRIDE not in self.fields:
            self.fields[OVERRIDE] = forms.CharField(
                label=_("Reason to keep what looks like a CPR number"),
                help_text=_(
                    "Fill this in only if it is something else, for example a case number. Your "
                    "reason is logged."
                ),
                required=False,
                max_length=500,
            )
        # A page with a layout of its own shows only the fields it names.
        layout = getattr(getattr(self, "helper", None), "layout", None)
        if layout is not None and OVERRIDE not in layout.fields:
            layout.insert(0, OVERRIDE)

    def _collect_warnings(self) -> None:
        self.warnings = {}
        for name, value in self.cleaned_data.items():
            warn = getattr(self.fields[name], "warning", None)
            if warn and (message := warn(value)):
                self.warnings.setdefault(name, []).append(message)


def danish_formfield(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """The form field for a model field: days, moments and amounts as Danes type them."""
    if not field.choices:
        if isinstance(field, models.DateTimeField):
            kwargs.setdefault("form_class", DanishDateTimeField)
        elif isinstance(field, models.DateField):
            kwargs.setdefault("form_class", DanishDateField)
        elif isinstance(field, models.DecimalField) and field.decimal_places == 2:
            kwargs.setdefault("form_class", MoneyField)
    return field.formfield(**kwargs)


class DanishModelFormMetaclass(ModelFormMetaclass):
    """Gives a ModelForm Danish fields unless its Meta says how fields are made."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(danish_formfield)
        return super().__new__(mcs, name, bases, attrs)


class Form(CprGuard, forms.Form):
    """The form every form derives from."""


class ModelForm(CprGuard, forms.ModelForm, metaclass=DanishModelFormMetaclass):
    """The model form every model form derives from."""
