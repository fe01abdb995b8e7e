"""What is asked, one topic a step, in plain words; the Danish text is made of the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from associations.builder.answers import (
    Answers,
    Auditor,
    Beneficiary,
    Body,
    Channel,
    Majority,
    Openness,
    Period,
    Signers,
    Voters,
    Year,
)
from core import calendar

Text = str | Promise
Kind = Literal["line", "text", "number", "month", "choice", "several", "yes_no", "day", "lines"]


@dataclass(frozen=True)
class Question:
    """One question; `name` is the field of Answers that it fills."""

    name: str
    kind: Kind
    label: Text
    help: Text = ""
    choices: tuple[tuple[StrEnum, Text], ...] = ()
    is_needed: bool = False


@dataclass(frozen=True)
class Topic:
    """A step: a few questions about one thing, and why it is asked."""

    slug: str
    title: Text
    lead: Text
    questions: tuple[Question, ...]


_SIGNERS = (
    (Signers.CHAIR_TREASURER, _("The chair and the treasurer together")),
    (Signers.CHAIR_MEMBER, _("The chair together with one other member of the board")),
    (
        Signers.CHAIR_OR_TREASURER_MEMBER,
        _("The chair or the treasurer, each with one other member of the board"),
    ),
    (Signers.TWO_MEMBERS, _("Two members of the board together")),
    (Signers.WHOLE_BOARD, _("The whole board")),
)
_MAJORITIES = (
    (Majority.TWO_THIRDS, _("Two out of three votes")),
    (Majority.THREE_QUARTERS, _("Three out of four votes")),
    (Majority.SIMPLE, _("More than half of the votes")),
)
MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)

TOPICS: tuple[Topic, ...] = (
    Topic(
        "navn",
        _("Name and home"),
        _("What your association is called, and where it is at home."),
        (
            Question(
                "name",
                "line",
                _("What is your association called?"),
                _("Write the name exactly as it will stand in the CVR register."),
                is_needed=True,
            ),
            Question(
                "municipality",
                "line",
                _("In which municipality is it at home?"),
                _("Write a municipality, not a street. Then you need no new rules when you move."),
                is_needed=True,
            ),
        ),
    ),
    Topic(
        "formaal",
        _("Purpose"),
        _("The purpose says why you are here. Banks, the CVR register and pools read it first."),
        (
            Question(
                "purpose",
                "text",
                _("What do you want with the association?"),
                _(
                    "One to three sentences, in Danish if you can. For example: “at samle familier "
                    "om kultur, sprog og fællesskab”. Your consultant helps with the Danish."
                ),
                is_needed=True,
            ),
            Question(
                "activities",
                "text",
                _("How do you do it?"),
                _("For example: meetings, excursions, help with homework, parties for everybody."),
            ),
        ),
    ),
    Topic(
        "medlemmer",
        _("Members"),
        _("Who can join, and what it costs."),
        (
            Question(
                "open_to",
                "choice",
                _("Who can become a member?"),
                _("Associations that get public money are open to all who support the purpose."),
                (
                    (Openness.ALL, _("Everybody who supports the purpose")),
                    (Openness.LOCAL, _("Everybody who lives in the municipality")),
                    (Openness.OTHER, _("Others – I write it below")),
                ),
            ),
            Question(
                "open_to_other",
                "line",
                _("If others: who?"),
                _("For example: parents of children at the school."),
            ),
            Question(
                "minimum_age",
                "number",
                _("How old must a member be?"),
                _("Write 0 if everybody can join. 15 or 18 years is common for those who vote."),
            ),
            Question(
                "appeal",
                "yes_no",
                _("Can a member who is excluded ask the general meeting to decide?"),
                _("That is usual, and it is fair."),
            ),
            Question(
                "fee_set_by",
                "choice",
                _("Who decides what membership costs?"),
                _("It is usual that the general meeting decides every year."),
                (
                    (Body.ASSEMBLY, _("The general meeting, every year")),
                    (Body.BOARD, _("The board")),
                ),
            ),
            Question(
                "fee_period",
                "choice",
                _("For how long does a member pay at a time?"),
                choices=(
                    (Period.YEAR, _("For a year")),
                    (Period.HALF_YEAR, _("For half a year")),
                    (Period.MONTH, _("For a month")),
                ),
            ),
        ),
    ),
    Topic(
        "generalforsamling",
        _("The yearly general meeting"),
        _("Once a year all members meet and decide. Nobody stands above this meeting."),
        (
            Question(
                "agm_month",
                "month",
                _("Before the end of which month do you hold it?"),
                _("March is usual, because the accounts of last year are ready then."),
            ),
            Question(
                "notice_weeks",
                "number",
                _("How many weeks before do members get the invitation?"),
                _("Two to four weeks are usual. Three is a good choice."),
            ),
            Question(
                "notice_by",
                "several",
                _("How do they get it?"),
                choices=(
                    (Channel.EMAIL, _("By e-mail")),
                    (Channel.SMS, _("By SMS")),
                    (Channel.LETTER, _("By letter")),
                    (Channel.NOTICE, _("On a notice board and on your pages online")),
                ),
            ),
            Question(
                "motions_days",
                "number",
                _("How many days before must a member send a proposal to the chair?"),
                _("14 days are usual."),
            ),
            Question(
                "voters",
                "choice",
                _("Who can vote?"),
                choices=(
                    (Voters.PAID, _("Members who have paid")),
                    (Voters.ALL, _("All members")),
                ),
            ),
            Question(
                "proxies",
                "yes_no",
                _("Can a member let somebody else vote for them?"),
                _("Then with a signed paper, and for one person only."),
            ),
        ),
    ),
    Topic(
        "dagsorden",
        _("Agenda and extra meetings"),
        _(
            "The usual nine points of the agenda stand in the text by themselves: chair of the "
            "meeting, the board's report, accounts, proposals, budget and fee, elections, any other "
            "business."
        ),
        (
            Question(
                "agenda_extra",
                "lines",
                _("Do you want more points on the agenda?"),
                _(
                    "One point a line, in Danish if you can. Leave it empty if the usual are enough."
                ),
            ),
            Question(
                "egm_percent",
                "number",
                _("How many out of 100 members can demand an extra general meeting?"),
                _("Between 10 and 33 is usual."),
            ),
            Question(
                "egm_weeks",
                "number",
                _("How many weeks before do members get the invitation to it?"),
                _("Two weeks are usual."),
            ),
        ),
    ),
    Topic(
        "bestyrelse",
        _("The board"),
        _("The board leads the association between the general meetings."),
        (
            Question(
                "board_size",
                "number",
                _("How many sit on the board?"),
                _("At least three. With an odd number, such as five, a vote cannot end in a draw."),
            ),
            Question(
                "term_years",
                "number",
                _("For how many years are they elected?"),
                _("Two years are usual."),
            ),
            Question(
                "staggered",
                "yes_no",
                _("Are only some of them elected each year?"),
                _("Then somebody who knows the work always stays."),
            ),
            Question(
                "substitutes",
                "number",
                _("How many substitutes do you elect?"),
                _("A substitute steps in when somebody leaves. Two are usual; 0 is possible."),
            ),
            Question(
                "constitution",
                "choice",
                _("Who chooses the chair and the treasurer?"),
                choices=(
                    (Body.BOARD, _("The board itself, at its first meeting")),
                    (Body.ASSEMBLY, _("The general meeting")),
                ),
            ),
        ),
    ),
    Topic(
        "underskrift",
        _("Who signs"),
        _(
            "The signing rule says whose signature binds the association, for example under an "
            "agreement or at the bank."
        ),
        (
            Question(
                "signers",
                "choice",
                _("Who signs for the association?"),
                choices=(*_SIGNERS, (Signers.ONE, _("The chair alone"))),
            ),
            Question(
                "money_signers",
                "choice",
                _("Who must agree when money is paid?"),
                _("Two people together is usual. It protects the money, and the one who has it."),
                (*_SIGNERS, (Signers.ONE, _("The treasurer alone"))),
            ),
        ),
    ),
    Topic(
        "penge",
        _("Accounts and auditor"),
        _("How the members can see where the money goes."),
        (
            Question(
                "financial_year",
                "choice",
                _("Which year do your accounts follow?"),
                choices=(
                    (Year.CALENDAR, _("The calendar year, January to December")),
                    (Year.JULY, _("July to June")),
                ),
            ),
            Question(
                "auditor",
                "choice",
                _("Who checks the accounts?"),
                _("An auditor of a small association need not be a professional."),
                (
                    (Auditor.ELECTED, _("One elected auditor, and a substitute")),
                    (Auditor.TWO, _("Two elected auditors, and a substitute")),
                    (Auditor.REGISTERED, _("A professional auditor")),
                ),
            ),
            Question(
                "auditor_on_board",
                "yes_no",
                _("May somebody of the board be the auditor?"),
                _("Usually not: nobody should check their own accounts."),
            ),
            Question(
                "liability",
                "yes_no",
                _("Is it only the association, and not its members, that owes its debts?"),
                _("Yes is usual. Otherwise members can lose their own money."),
            ),
        ),
    ),
    Topic(
        "aendringer",
        _("Changes and closing"),
        _("How the rules are changed, and what happens if the association ends one day."),
        (
            Question(
                "amendment_majority",
                "choice",
                _("How many votes does it take to change the statutes?"),
                choices=_MAJORITIES,
            ),
            Question(
                "dissolution_majority",
                "choice",
                _("How many votes does it take to close the association?"),
                choices=_MAJORITIES,
            ),
            Question(
                "dissolution_twice",
                "yes_no",
                _("Must two meetings decide it, one after the other?"),
                _("Then nobody closes the association in a hurry."),
            ),
            Question(
                "money_to",
                "choice",
                _("Where does the money go then?"),
                _("Money of an association that got public support goes to a good cause."),
                (
                    (Beneficiary.MUNICIPALITY, _("To a good cause in the municipality")),
                    (Beneficiary.NAMED, _("To a certain association – I write it below")),
                    (Beneficiary.MEMBERS, _("To the members")),
                ),
            ),
            Question("money_to_name", "line", _("If a certain association: which?")),
            Question(
                "assembly_on",
                "day",
                _("When is the meeting that decides on the statutes?"),
                _("Day-month-year. Leave it empty if you do not know yet."),
            ),
        ),
    ),
)

BY_SLUG = {topic.slug: topic for topic in TOPICS}
SLUGS = tuple(BY_SLUG)
TOPIC_OF = {question.name: topic.slug for topic in TOPICS for question in topic.questions}


def summary(topic: Topic, answers: Answers) -> list[tuple[Text, str]]:
    """The answers of a step in the reader's language: question, answer."""
    return [
        (question.label, told(question, getattr(answers, question.name)))
        for question in topic.questions
    ]


def told(question: Question, value: Any) -> str:
    """An answer in words; empty if there is none."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if question.kind == "month":
        return str(MONTHS[value - 1])
    if question.choices:
        labels: Mapping[Any, Text] = dict(question.choices)
        chosen = value if isinstance(value, tuple) else (value,)
        return ", ".join(str(labels[one]) for one in chosen)
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, date):
        return calendar.format_date(value)
    return "" if value is None else str(value)
