"""An application being written as a draft that can be opened to a consultant."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations import draft_targets
from core import panels
from core.panels import DraftField, DraftPart, DraftTarget
from grants.actions import applications
from grants.contents import FIELDS, contents
from grants.forms.rows import typed_rows
from grants.forms.steps import BudgetForm, PeopleForm, ProjectForm, StepForm
from grants.models import Application

KIND = "application"
FORMS: tuple[tuple[type[StepForm], Any], ...] = (
    (ProjectForm, _("The project")),
    (PeopleForm, _("People and partners")),
    (BudgetForm, _("Budget")),
)
# Lists of rows, as fields one can remark on: prefix of the rows → what the contents call them.
ROWS: dict[str, tuple[tuple[str, Any], ...]] = {
    "deltagere": (("partnere", _("Partners")),),
    "budget": (("udgifter", _("Expenses")), ("indtaegter", _("Income"))),
}
STEP_OF = {name: step for step, names in FIELDS.items() for name in names}


def parts(application: Application) -> list[DraftPart]:
    """The steps that are written, each field with its text or what is being typed."""
    written = contents(application)
    return [
        DraftPart(
            form.step,
            label,
            list(_fields(form, application, written[form.step])),
            is_unfinished=form.step in application.typed,
        )
        for form, label in FORMS
    ]


def _fields(
    form: type[StepForm], application: Application, rows: list[tuple[str, str]]
) -> Iterable[DraftField]:
    typed: dict[str, list[str]] = application.typed.get(form.step, {})
    names = FIELDS[form.step]
    for name, (label, value) in zip(names, rows, strict=False):
        if name in typed:
            value = draft_targets.as_typed(form.base_fields[name], typed[name])  # type: ignore[attr-defined]
        field: Any = Application._meta.get_field(name)
        is_text = isinstance(field, models.CharField | models.TextField)
        yield DraftField(
            name,
            label,
            value,
            longest=(field.max_length or 0) if is_text else 0,
            is_line=isinstance(field, models.CharField),
        )
    for (prefix, label), (_label, value) in zip(
        ROWS.get(form.step, ()), rows[len(names) :], strict=True
    ):
        yield DraftField(prefix, capfirst(label), _typed(form, prefix, typed) if typed else value)


def _typed(form: type[StepForm], prefix: str, typed: dict[str, list[str]]) -> str:
    """Rows that are being typed, one a line."""
    sent = QueryDict(mutable=True)
    for name, values in typed.items():
        sent.setlist(name, values)
    asked = form.row_sets[prefix].form.base_fields
    lines = []
    for row in typed_rows(sent, prefix, list(asked)):
        told = [
            draft_targets.as_typed(asked[name], [value]) for name, value in row.items() if value
        ]
        lines.append(" · ".join(told))
    return "\n".join(line for line in lines if line)


def put(application: Application, name: str, text: str, **who: Any) -> None:
    """Write a text into a field; in a step that is not checked yet, beside what is typed there."""
    step = STEP_OF[name]
    kept = application.typed.get(step)
    if kept is not None:
        applications.keep_typed(application, step=step, typed={**kept, name: [text]}, **who)
    else:
        applications.save(application, step=step, fields={name: text}, **who)


def helped(application: Application, *, by: User, **when: Any) -> None:
    """Whoever helped to write it does not assess it."""
    applications.record_help(application, helper=by, by=by, **when)


def closed(application: Application) -> str:
    if application.is_draft:
        return ""
    return gettext("The application has been sent. There is nothing more to suggest.")


def barred(application: Application, user: User) -> str:
    """A consultant with a tie to the association is out of its case, from the draft on (§ 3)."""
    if Application.objects.filter(pk=application.pk).closed_to(user).exists():
        return gettext("%(name)s cannot help with this: there is a conflict of interest (§ 3).") % {
            "name": user
        }
    return ""


def _step_url(application: Application, slug: str) -> str:
    keys = [application.association_id, application.pk]
    return reverse(f"portal_application_{slug}", args=keys)


def draft_target() -> DraftTarget:
    rows = Application.objects.select_related("association", "round__pool")
    return DraftTarget(
        kind=KIND,
        label=_("Application"),
        permission="grants.edit_application",
        help_kind="fundraising_application",
        section="portal_applications",
        rows=lambda: rows.prefetch_related("budget_lines", "partners", "attachments__document"),
        parts=parts,
        put=put,
        helped=helped,
        closed=closed,
        barred=barred,
        url=lambda application: _step_url(application, "send"),
        part_url=_step_url,
    )


panels.register("draft_targets", draft_target, order=20)
