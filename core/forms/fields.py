"""Form fields that read what Danes type: amounts, dates, CVR and phone numbers, and documents."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import from_current_timezone, to_current_timezone
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import calendar, cvr, money, phone, uploads

# The T is how ISO parts them.
_BETWEEN_DAY_AND_HOUR = re.compile(r"\s*(?:kl\.?|T)\s*", re.IGNORECASE)


class MoneyField(forms.DecimalField):
    """An amount in kroner, never negative: `1.500`, `1500,50`, `kr. 1.500`."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", Decimal(0))
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str) and value.strip():
            return money.parse(value)
        return None if value in self.empty_values or isinstance(value, str) else Decimal(value)

    def prepare_value(self, value: Any) -> Any:
        return money.format_number(value) if isinstance(value, Decimal | int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}


class DanishDateField(forms.DateField):
    """A day typed as `24-12-2026` (and as people vary it: core.calendar.parse_date)."""

    widget = forms.DateInput(format="%d-%m-%Y")

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return calendar.parse_date(value) if value and value.strip() else None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off"}


class DanishDateTimeField(forms.DateTimeField):
    """A day and an hour in Copenhagen in one field: `24-12-2026 18.30`, also with `kl.`."""

    widget = forms.DateTimeInput(format="%d-%m-%Y %H.%M")
    default_error_messages = {
        "invalid": _("Write the date and the time, for example 24-12-2026 18.30.")
    }

    def prepare_value(self, value: Any) -> Any:
        return to_current_timezone(value) if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, datetime):
            return value if timezone.is_aware(value) else from_current_timezone(value)
        if not value or not value.strip():
            return None
        day, parted, hour = _BETWEEN_DAY_AND_HOUR.sub(" ", value.strip()).rpartition(" ")
        if not parted:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return from_current_timezone(
            datetime.combine(calendar.parse_date(day), calendar.parse_time(hour))
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off"}


class CvrField(forms.CharField):
    """A CVR number, empty where an association has none. A wrong check digit only warns."""

    unscanned = True

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        # As typed with "DK", spaces and hyphens; eight digits remain.
        kwargs["max_length"] = 20
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return cvr.normalise(text) if text else text

    def prepare_value(self, value: Any) -> Any:
        is_stored = isinstance(value, str) and len(value) == 8 and value.isdigit()
        return cvr.display(value) if is_stored else value

    def warning(self, value: str) -> Promise | None:
        """What the form tells beside a value that it accepts."""
        return None if not value or cvr.is_valid(value) else cvr.UNUSUAL

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}


class PhoneField(forms.CharField):
    """A phone number, Danish unless it begins with + and another country's code; kept as E.164."""

    # Eight digits in Denmark; a foreign number may look like anything.
    unscanned = True
    widget = forms.TextInput(attrs={"type": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = 40
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return phone.normalise(text) if text else text

    def prepare_value(self, value: Any) -> Any:
        is_stored = isinstance(value, str) and value.startswith("+")
        return phone.display(value) if is_stored else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "autocomplete": "tel"}


class DocumentField(forms.FileField):
    """A file that core.uploads allows; its name is cleaned and its content type the true one."""

    default_error_messages = {"required": _("Choose a file.")}

    def __init__(self, **kwargs: Any) -> None:
        # core.uploads says it with the file's name and what is allowed.
        kwargs["allow_empty_file"] = True
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> UploadedFile | None:
        upload = cast("UploadedFile | None", super().to_python(value))
        if upload is None:
            return None
        upload.content_type = uploads.check(upload).content_type
        upload.name = uploads.clean_name(upload.name or "")
        return upload

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": uploads.ACCEPT}
