"""What an application says, step by step, as labels and values for a page."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.templatetags.formats import day, money, typed
from grants.models import Application, BudgetLine

Row = tuple[str, str]
# What each step asks, in the order of its form.
FIELDS = {
    "projekt": (
        "title",
        "purpose",
        "activities",
        "expected_effect",
        "starts_on",
        "ends_on",
        "place",
    ),
    "deltagere": (
        "audience",
        "expected_participants",
        "open_to_all",
        "has_children",
        "announcement",
        "volunteers",
        "volunteer_hours",
    ),
    "budget": ("amount_sought", "other_applications"),
}
DAYS = ("starts_on", "ends_on")


def contents(application: Application) -> dict[str, list[Row]]:
    """The rows of each step that is written; empty where nothing is filled in.

    Asks for lines, partners and attachments unless they are prefetched.
    """
    rows = {step: [_row(application, field) for field in fields] for step, fields in FIELDS.items()}
    rows["deltagere"].append((_("Partners"), "\n".join(_partners(application))))
    lines = application.budget_lines.all()
    for side, label in (
        (BudgetLine.Side.EXPENSE, _("Expenses")),
        (BudgetLine.Side.INCOME, _("Income")),
    ):
        of_side = [f"{_line(one)}: {money(one.amount)}" for one in lines if one.side == side]
        rows["budget"].append((label, "\n".join(of_side)))
    rows["bilag"] = [
        (str(one.get_kind_display()), one.document.name) for one in application.attachments.all()
    ]
    return rows


def _row(application: Application, field: str) -> Row:
    value: Any = getattr(application, field)
    label = capfirst(str(Application._meta.get_field(field).verbose_name))  # type: ignore[union-attr]
    if value is None:
        return label, ""
    if isinstance(value, bool):
        return label, _("Yes") if value else _("No")
    if field in DAYS:
        return label, day(value)
    return label, money(value) if field == "amount_sought" else str(value)


def _partners(application: Application) -> list[str]:
    return [
        f"{typed(one.name)} ({typed(one.contribution)})" if one.contribution else typed(one.name)
        for one in application.partners.all()
    ]


def _line(line: BudgetLine) -> str:
    kind = str(line.get_category_display())
    return f"{kind}, {typed(line.text)}" if line.text else kind
