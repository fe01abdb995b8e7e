"""The forms every page derives from: guarded against CPR numbers, with Danish fields."""

from core.forms.base import Form, ModelForm, danish_formfield
from core.forms.fields import (
    CvrField,
    DanishDateField,
    DanishDateTimeField,
    DocumentField,
    MoneyField,
    PhoneField,
)

__all__ = [
    "CvrField",
    "DanishDateField",
    "DanishDateTimeField",
    "DocumentField",
    "Form",
    "ModelForm",
    "MoneyField",
    "PhoneField",
    "danish_formfield",
]
