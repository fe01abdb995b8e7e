"""The columns in which cases leave as a spreadsheet."""

from django.utils.translation import gettext_lazy as _

from core.admin.export import Column, ExportResource
from grants.models import Application, CommitteeMeeting, DecisionLetter


class ApplicationExport(ExportResource):
    """One row a case; who may see which is decided by the list it is taken from."""

    case_number = Column("case_number", _("case number"))
    pool = Column("round__pool__name", _("pool"))
    round = Column("round__name", _("round"))
    association = Column("association__name", _("applicant"))
    cvr_number = Column("association__cvr_number", _("CVR number"))
    title = Column("title", _("title"))
    starts_on = Column("starts_on", _("first day"))
    ends_on = Column("ends_on", _("last day"))
    participants = Column("expected_participants", _("expected participants"))
    sought = Column("amount_sought", _("amount sought"))
    granted = Column("amount_granted", _("amount granted"))
    status = Column("get_status_display", _("status"))
    officer = Column("officer__full_name", _("officer"))
    submitted_at = Column("submitted_at", _("submitted at"))
    answer_expected_on = Column("answer_expected_on", _("answer expected by"))

    class Meta:
        model = Application


class DecisionLetterExport(ExportResource):
    """One row a letter, sent or waiting."""

    case_number = Column("decision__application__case_number", _("case number"))
    association = Column("decision__application__association__name", _("applicant"))
    outcome = Column("decision__get_outcome_display", _("decision"))
    amount = Column("decision__amount", _("amount"))
    status = Column("get_status_display", _("status"))
    made_at = Column("made_at", _("made at"))
    sent_at = Column("sent_at", _("sent at"))

    class Meta:
        model = DecisionLetter


class MeetingExport(ExportResource):
    """One row a meeting."""

    held_at = Column("held_at", _("time"))
    committee = Column("committee__name", _("committee"))
    place = Column("place", _("place"))

    class Meta:
        model = CommitteeMeeting
