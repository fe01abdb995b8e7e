"""What the crispy pack `dkfds` needs to draw Django's fields in Det Fælles Designsystem."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from crispy_forms.layout import BaseInput
from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString

register = template.Library()

# Widgets whose content is short get a short field, so that the width says what is expected.
SHORT = (forms.NumberInput, forms.DateInput, forms.TimeInput)
BUTTON_VARIANTS = ("button-primary", "button-secondary", "button-tertiary", "button-warning")


class Complaint(NamedTuple):
    """A line of the error summary: what is wrong, and the id of the field it leads to."""

    text: str
    target: str = ""


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox of a group."""

    tag: SafeString
    id: str
    label: str
    hint: str = ""


def _looks(widget: forms.Widget) -> str:
    """The DKFDS class of a widget's element."""
    if isinstance(widget, forms.CheckboxInput):
        return "form-checkbox"
    if isinstance(widget, forms.Select):
        return "form-select"
    if isinstance(widget, forms.FileInput):
        return "form-file"
    return "form-input input-width-xs" if isinstance(widget, SHORT) else "form-input"


def _with_class(widget: forms.Widget, added: str) -> str:
    return f"{added} {widget.attrs.get('class', '')}".strip()


@register.filter
def field_kind(field: BoundField) -> str:
    """Which part of `dkfds/field.html` draws the field."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.ClearableFileInput):
        return "file"
    return "group" if isinstance(widget, forms.MultiWidget) else "input"


@register.simple_tag
def dkfds_widget(field: BoundField) -> SafeString:
    """The field's element with the classes of DKFDS; Django adds ids of hint and error."""
    widget = field.field.widget
    # No grey text inside fields: it is hard to read and gone when it is needed. Hints say it.
    attributes: dict[str, Any] = {
        "class": _with_class(widget, _looks(widget)),
        "placeholder": False,
    }
    if isinstance(widget, forms.MultiWidget):
        # Each part has its own look; the group around them carries the hint and the error.
        for part in widget.widgets:
            part.attrs["class"] = _with_class(part, _looks(part))
        return field.as_widget()
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows", "10") == "10":
        attributes["rows"] = 5  # Django's own ten lines fill a phone
    return field.as_widget(attrs=attributes)


@register.simple_tag
def dkfds_options(field: BoundField) -> list[Option]:
    """The buttons of a radio or checkbox group."""
    look = "form-radio" if field_kind(field) == "radios" else "form-checkbox"
    hints = getattr(field.field, "option_hints", {})
    options = []
    for part in field.subwidgets:
        attributes = {**part.data["attrs"], "class": look}
        hint = str(hints.get(str(part.data["value"]), ""))
        if hint:
            attributes["aria-describedby"] = f"{part.id_for_label}_hint"
        data = {**part.data, "attrs": attributes, "wrap_label": False}
        tag = part.parent_widget._render(part.template_name, {"widget": data}, field.form.renderer)
        options.append(Option(tag, part.id_for_label, part.choice_label, hint))
    return options


@register.simple_tag
def dkfds_file(field: BoundField) -> dict[str, Any]:
    """A file field in its parts: the file there is, the box that removes it, the new one."""
    widget = field.field.widget
    attributes = field.build_widget_attrs({"class": _with_class(widget, "form-file")}, widget)
    context = widget.get_context(
        field.html_name, field.value(), {**attributes, "id": field.auto_id}
    )
    parts = context["widget"]
    current = parts["value"] if parts["is_initial"] else None
    if current:
        # A file that is there satisfies a required field; the browser must not ask for another.
        parts["attrs"]["required"] = False
    return {
        "input": forms.FileInput()._render(
            forms.FileInput.template_name, context, field.form.renderer
        ),
        "current": current,
        "can_clear": bool(current) and not parts["required"],
        "clear_name": parts["checkbox_name"],
        "clear_id": parts["checkbox_id"],
    }


@register.filter
def input_classes(button: BaseInput) -> str:
    """The DKFDS classes of a crispy button: primary if it sends, unless another look is asked for."""
    asked = [name for name in button.field_classes.split() if name not in ("btn", "btn-primary")]
    usual = "button-primary" if button.input_type == "submit" else "button-secondary"
    look = [] if set(asked) & set(BUTTON_VARIANTS) else [usual]
    return " ".join(["button", *look, *asked])


@register.filter
def button_variant(tags: list[str] | None) -> str:
    """The look of a button that allauth describes with its own words."""
    described = set(tags or [])
    if "danger" in described:
        return "button-warning"
    return (
        "button-secondary"
        if described & {"outline", "secondary", "link", "tool"}
        else "button-primary"
    )


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether the label says that the field may be left empty: not for boxes, not in filters."""
    wanted = getattr(field.form, "mark_optional", True)
    return bool(wanted) and not field.field.required and field_kind(field) != "checkbox"


@register.filter
def field_warnings(field: BoundField) -> list[Any]:
    """What is told about a value though it is accepted (core.forms collects it)."""
    return list(getattr(field.form, "warnings", {}).get(field.name, []))


@register.inclusion_tag("dkfds/error_summary.html")
def error_summary(*forms_and_sets: forms.BaseForm | BaseFormSet) -> dict[str, Any]:
    """One list of everything that is wrong in these forms, with links to the fields."""
    complaints = [line for item in forms_and_sets for line in _complaints(item)]
    return {"complaints": complaints}


def _complaints(item: Any) -> Iterator[Complaint]:
    if isinstance(item, BaseFormSet):
        if item.is_bound:
            yield from (Complaint(str(error)) for error in item.non_form_errors())
            for form in item.forms:
                yield from _complaints(form)
        return
    yield from (Complaint(str(error)) for error in item.non_field_errors())
    for field in item:
        for error in field.errors:
            if field.is_hidden:
                yield Complaint(str(error))
            else:
                yield Complaint(f"{field.label}: {error}", first_id(field))


@register.filter
def first_id(field: BoundField) -> str:
    """The id of the first element of a field, where a link of the error summary leads."""
    if field_kind(field) in ("radios", "checkboxes"):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
