"""The result of an association check as a PDF for the board's meeting, in the page's language."""

from django.utils.translation import get_language, gettext

from associations.capacity import Result, in_words
from associations.models import Association
from core import calendar, pdf

TEMPLATE = "core/note"


def paper(association: Association, result: Result) -> bytes:
    """The answers year by year, the priorities, and where something could help.

    The result has at least one check.
    """
    latest = result.checks[0]
    priorities = [(gettext("We want to become better at"), wanted) for wanted in latest.priorities]
    helps = [
        (one.line.text.text, one.offer.text if one.offer else one.name.text)
        for one in result.pointers
        if one.name
    ]
    facts = {
        "title": gettext("Association check %(year)s") % {"year": latest.year},
        "date": calendar.format_date(latest.filled_on),
        "recipient": [association.name],
        "paragraphs": [
            gettext(
                "The board's own answers, to choose priorities by and to see how the association "
                "develops. They decide nothing, and the municipality does not mark them."
            )
        ],
        "particulars": [*priorities, *helps],
        "table": {
            "header": [gettext("Statement"), *(str(year) for year in result.years)],
            "rows": [
                [
                    line.text.text,
                    *("–" if value is None else in_words(value) for value in line.values),
                ]
                for line in result.lines
            ],
        },
    }
    return pdf.render(TEMPLATE, facts, language=get_language() or "da")
