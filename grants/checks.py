"""The automatic checks of a case: what was looked at, what was found, and where it comes from.

They are the same for every applicant and decide nothing: the officer judges (domain §1.6, §2.3).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.models import ChildCertificateDeclaration, Post
from core import calendar, cvr, money
from grants import poolrules, signatures
from grants.budget import totals
from grants.models import Application, DemocracyCheck, PoolRule


class Outcome(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    INFO = "info"


REGISTER = gettext_lazy("The register")
APPLICATION = gettext_lazy("The application")
POOL = gettext_lazy("The pool's rules")
LEDGER = gettext_lazy("Earlier cases")
OFFICER = gettext_lazy("The officer")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    code: str
    label: str
    outcome: Outcome
    explanation: str
    source: str | Promise


def run(application: Application, *, on: date) -> list[Check]:
    """All checks of a case, as of the day `on`, at a constant number of queries."""
    return [check for look in LOOKS for check in look(application, on)]


def _cvr(application: Application, on: date) -> Iterator[Check]:
    association = application.association
    label = _("CVR number")
    if not association.cvr_number:
        text = _(
            "The association has no CVR number. It can apply, but nothing can be paid before it has one."
        )
        yield Check("cvr", label, Outcome.WARN, text, REGISTER)
    elif not cvr.is_valid(association.cvr_number):
        text = _("The number %(number)s fails the check digit. Ask the association.")
        yield Check("cvr", label, Outcome.FAIL, text % {"number": association.cvr_number}, REGISTER)
    elif association.cvr_renewal_due and association.cvr_confirmation_overdue_on(on):
        text = _("The registration was to be confirmed by %(day)s. The number may be inactive.")
        day = calendar.format_date(association.cvr_renewal_due)
        yield Check("cvr", label, Outcome.WARN, text % {"day": day}, REGISTER)
    else:
        yield Check("cvr", label, Outcome.OK, association.cvr_number, REGISTER)


def _nemkonto(application: Application, on: date) -> Iterator[Check]:
    label = _("NemKonto")
    confirmed_on = application.association.nemkonto_confirmed_on
    if confirmed_on is None:
        text = _("Not confirmed. A grant cannot be paid before it is.")
        yield Check("nemkonto", label, Outcome.WARN, text, REGISTER)
    else:
        text = _("Confirmed on %(day)s.") % {"day": calendar.format_date(confirmed_on)}
        yield Check("nemkonto", label, Outcome.OK, text, REGISTER)


def _board(application: Application, on: date) -> Iterator[Check]:
    posts = [
        post
        for post in application.association.posts.all()
        if post.valid_from <= on and (post.valid_until is None or post.valid_until >= on)
    ]
    seats = {post.person_id for post in posts if post.role in Post.BOARD}
    roles = {post.role for post in posts}
    label = _("Board")
    missing = [
        str(Post.Role(role).label)
        for role in (Post.Role.CHAIR, Post.Role.TREASURER)
        if role not in roles
    ]
    if missing:
        text = _("The register knows no %(posts)s.") % {"posts": ", ".join(missing).lower()}
        yield Check("board", label, Outcome.WARN, text, REGISTER)
    elif len(seats) < 3:
        text = _("The register knows %(count)s persons on the board; three are usual.")
        yield Check("board", label, Outcome.WARN, text % {"count": len(seats)}, REGISTER)
    else:
        text = _("%(count)s persons, with chair and treasurer.") % {"count": len(seats)}
        yield Check("board", label, Outcome.OK, text, REGISTER)


def _statutes(application: Application, on: date) -> Iterator[Check]:
    versions = application.association.statutes.all()
    adopted = [one.adopted_on for one in versions if one.adopted_on]
    label = _("Statutes")
    if adopted:
        text = _("Adopted on %(day)s.") % {"day": calendar.format_date(max(adopted))}
        yield Check("statutes", label, Outcome.OK, text, REGISTER)
    else:
        text = _("The register holds no adopted statutes.")
        yield Check("statutes", label, Outcome.WARN, text, REGISTER)


def _signatures(application: Application, on: date) -> Iterator[Check]:
    """Whether those who signed bind the association; a missing signature never undoes a deadline."""
    if application.submitted_at is None:
        return
    label = _("Signatures")
    found = signatures.look(application)
    if not found.rule:
        text = _("The register knows no signing rule. Signed by %(names)s.")
        names = {"names": ", ".join(found.names) or "–"}
        yield Check("signatures", label, Outcome.INFO, text % names, REGISTER)
    elif found.missing:
        text = _(
            "Missing: %(missing)s. The statutes say: %(rule)s. The application is valid meanwhile."
        )
        told = {"missing": "; ".join(found.missing), "rule": found.rule}
        yield Check("signatures", label, Outcome.WARN, text % told, REGISTER)
    else:
        text = _("Signed by %(names)s, as the statutes say: %(rule)s.")
        told = {"names": ", ".join(found.names), "rule": found.rule}
        yield Check("signatures", label, Outcome.OK, text % told, REGISTER)


def with_declared(cases: QuerySet[Application], year: int) -> QuerySet[Application]:
    """The cases with what their association has declared on child certificates for this year."""
    given = ChildCertificateDeclaration.objects.filter(
        association=OuterRef("association"), year=year
    )
    return cases.annotate(declared_on_children=Subquery(given.values("answer")[:1]))


def _child_certificates(application: Application, on: date) -> Iterator[Check]:
    """This year's declaration; without it nothing is paid (folkeoplysningsloven § 33(7))."""
    label = _("Child certificates")
    # Read with the case where the page has it (casefile.with_everything).
    if hasattr(application, "declared_on_children"):
        answer = application.declared_on_children
    else:
        given = ChildCertificateDeclaration.objects.of(application.association, on.year)
        answer = given.values_list("answer", flat=True).first()
    if answer:
        text = str(ChildCertificateDeclaration.Answer(answer).label)
        yield Check("child_certificates", label, Outcome.OK, text, REGISTER)
    else:
        text = _("No declaration for %(year)s. Nothing can be paid before it is given.")
        yield Check("child_certificates", label, Outcome.WARN, text % {"year": on.year}, REGISTER)


def _democracy(application: Application, on: date) -> Iterator[Check]:
    """What a person has answered; never judged by the machine."""
    label = _("Democracy condition")
    answer = getattr(application, "democracy_check", None)
    if answer is None:
        text = _("Not answered yet. Nothing can be granted before it is.")
        yield Check("democracy", label, Outcome.INFO, text, OFFICER)
        return
    outcome = {
        DemocracyCheck.Result.NO_REMARKS: Outcome.OK,
        DemocracyCheck.Result.TO_BE_EXAMINED: Outcome.WARN,
        DemocracyCheck.Result.NOT_MET: Outcome.FAIL,
    }[DemocracyCheck.Result(answer.result)]
    text = _("%(result)s: answered by %(name)s on %(day)s.") % {
        "result": answer.get_result_display(),
        "name": answer.checked_by,
        "day": calendar.format_date(timezone.localdate(answer.checked_at)),
    }
    yield Check("democracy", label, outcome, text, OFFICER)


def _budget(application: Application, on: date) -> Iterator[Check]:
    sums = totals(application)
    label = _("Budget")
    if sums.adds_up:
        text = _("Adds up; %(share)s %% of the expenses are applied for.")
        yield Check(
            "budget", label, Outcome.OK, text % {"share": round(sums.share_percent)}, APPLICATION
        )
    else:
        text = _("Does not add up: %(amount)s.") % {
            "amount": money.format(sums.missing or sums.surplus)
        }
        yield Check("budget", label, Outcome.FAIL, text, APPLICATION)


def _timeliness(application: Application, on: date) -> Iterator[Check]:
    label = _("In time")
    deadline = application.round.deadline
    sent = application.submitted_at
    if sent is None:
        return
    if deadline is None or sent <= deadline:
        text = _("Submitted %(moment)s.") % {"moment": calendar.format_moment(sent)}
        yield Check("timeliness", label, Outcome.OK, text, APPLICATION)
    else:
        text = _("Submitted %(moment)s, after the deadline.") % {
            "moment": calendar.format_moment(sent)
        }
        yield Check("timeliness", label, Outcome.FAIL, text, APPLICATION)


def _starts_after_answer(application: Application, on: date) -> Iterator[Check]:
    label = _("Starts after the decision")
    starts, answer = application.starts_on, application.answer_expected_on
    if starts is None or answer is None:
        return
    if starts <= answer:
        text = _("The activity starts on %(start)s; the answer is expected by %(answer)s.")
        days = {"start": calendar.format_date(starts), "answer": calendar.format_date(answer)}
        yield Check("start", label, Outcome.WARN, text % days, APPLICATION)
    else:
        yield Check("start", label, Outcome.OK, calendar.format_date(starts), APPLICATION)


def _eligibility(application: Application, on: date) -> Iterator[Check]:
    label = _("Eligibility questions")
    others = [
        question.text
        for question in application.round.pool.eligibility_questions.all()
        if application.eligibility.get(str(question.pk)) not in (None, question.wanted_answer)
    ]
    if others:
        text = _("Look at: %(questions)s") % {"questions": " ".join(others)}
        yield Check("eligibility", label, Outcome.WARN, text, APPLICATION)
    else:
        yield Check("eligibility", label, Outcome.OK, _("Nothing to remark."), APPLICATION)


def _rules(application: Application, on: date) -> Iterator[Check]:
    outcome = {
        PoolRule.Severity.BLOCK: Outcome.FAIL,
        PoolRule.Severity.WARN: Outcome.WARN,
        PoolRule.Severity.INFO: Outcome.INFO,
    }
    found = poolrules.findings(application)
    for one in found:
        severity = outcome[PoolRule.Severity(one.severity)]
        yield Check(one.rule.kind, one.rule.get_kind_display(), severity, one.message, POOL)
    if not found:
        yield Check("rules", _("The pool's rules"), Outcome.OK, _("All are kept."), POOL)


def _already_granted(application: Application, on: date) -> Iterator[Check]:
    granted = poolrules.granted_in_year(application)
    text = _("%(amount)s from this pool in %(year)s.") % {
        "amount": money.format(granted),
        "year": application.round.year,
    }
    yield Check("granted", _("Granted already"), Outcome.INFO, text, LEDGER)


def _help(application: Application, on: date) -> Iterator[Check]:
    helpers = [str(person) for person in application.helpers.all()]
    if helpers:
        text = _("%(names)s helped, and cannot assess the case.") % {"names": ", ".join(helpers)}
        yield Check("help", _("Help with the application"), Outcome.INFO, text, APPLICATION)


LOOKS: tuple[Callable[[Application, date], Iterator[Check]], ...] = (
    _timeliness,
    _eligibility,
    _cvr,
    _nemkonto,
    _board,
    _statutes,
    _signatures,
    _child_certificates,
    _democracy,
    _budget,
    _starts_after_answer,
    _rules,
    _already_granted,
    _help,
)
