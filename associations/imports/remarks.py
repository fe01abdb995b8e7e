"""What is said about a row: kept as a code with what it speaks of, written out when it is shown."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Remark = dict[str, Any]

# Why a row is left out.
LEFT_OUT: dict[str, str | Promise] = {
    "cpr": _(
        "A cell looks like a CPR number. Please remove it: we don't need it, and what is written "
        "here is read by several people."
    ),
    "nameless": _("The row names no association. Write its name."),
    "name_too_long": _("The name is longer than 150 characters. Shorten it."),
    "no_choice": _(
        "It may be in the register already, and nobody chose. Bring the row in again and choose."
    ),
    "left_out": _("You chose to leave it out."),
    "changed": _(
        "Somebody changed the register after the check. Bring the row in again to see how it is now."
    ),
}
# What is told about a row that is brought in.
TOLD: dict[str, str | Promise] = {
    "cvr": _("“%(value)s” is not a CVR number: the check digit is wrong. It is not brought in."),
    "cvr_malformed": _(
        "“%(value)s” is not a CVR number: it has not 8 digits. It is not brought in."
    ),
    "cvr_taken": _("%(name)s has this CVR number in the register. It is not brought in."),
    "cvr_zero": _("The CVR number had lost the zero in front; it is put back."),
    "phone": _("%(column)s: “%(value)s” is not a phone number. It is not brought in."),
    "second_phone": _("%(column)s: there is one more number, %(value)s. It is put into the note."),
    "email": _("%(column)s: “%(value)s” is not an e-mail address. It is not brought in."),
    "second_email": _("%(column)s: there is one more address, %(value)s. It is put into the note."),
    "website": _("“%(value)s” is not a web address. It is not brought in."),
    "postal_code": _("“%(value)s” is not a postal code of four digits. It is not brought in."),
    "date": _("%(column)s: “%(value)s” is not a date. The day of the import is taken."),
    "future": _("%(column)s: %(value)s lies in the future. The day of the import is taken."),
    "span": _("%(person)s: the post ends before it begins. The post is not brought in."),
    "former": _("%(person)s: the post has ended. It is not brought in."),
    "language": _("“%(value)s” is not in the list of languages. It is not brought in."),
    "kind": _("“%(value)s” is no kind of actor that the register knows. It is not brought in."),
    "stage": _("“%(value)s” is no stage that the register knows. It is not brought in."),
    "consultant": _("“%(value)s” is no consultant here. It is not brought in."),
    "role": _(
        "“%(value)s” is no post that the register knows. %(person)s becomes a contact person."
    ),
    "nameless_person": _(
        "%(column)s: there is a number or an address, but no name. It is not brought in."
    ),
    "person_too_long": _(
        "%(column)s: the name is longer than 150 characters. It is not brought in."
    ),
    "too_long": _("%(column)s: the text is too long and was cut to %(limit)s characters."),
    "two_people": _(
        "%(column)s: two people stand in one cell. %(person)s is taken, the other not."
    ),
    "auditor_on_board": _(
        "%(person)s sits on the board and can't be its auditor. The post of auditor is not brought in."
    ),
    "proposed": _(
        "The list names %(person)s as %(role)s; in the register it is %(holder)s. Nothing is changed: "
        "note the change on the association's page, so that access and duties pass on."
    ),
    "formula": _("%(column)s: the cell is a formula whose result is not in the file."),
    "repeats": _("The same association stands in row %(row)s."),
    "other_cvr": _("%(name)s has another CVR number in the register."),
    "same_contact": _("%(name)s has the same telephone number or e-mail address."),
    "alike": _("%(name)s has almost the same name."),
    "same_key": _("%(name)s had this number in an earlier list, under another name."),
    "several": _("Several in the register have this name."),
}
_ALL = {**LEFT_OUT, **TOLD}


def remark(code: str, **about: Any) -> Remark:
    """A remark as it is kept; KeyError for a code that has no sentence."""
    _ALL[code]
    return {"code": code, **about}


def sentence(one: Remark) -> str:
    """A remark in words."""
    about = {name: str(value) for name, value in one.items()}
    return str(_ALL[one["code"]]) % about


def is_left_out(remarks: Iterable[Remark]) -> bool:
    return any(one["code"] in LEFT_OUT for one in remarks)
