from grants.models.application_parts import Attachment, BudgetLine, Partner
from grants.models.applications import Application
from grants.models.committee import AgendaItem, Committee, CommitteeMeeting
from grants.models.decisions import Decision, DecisionLetter, Recommendation
from grants.models.democracy import DemocracyCheck
from grants.models.enquiries import Hearing, InformationRequest
from grants.models.pools import (
    Criterion,
    EligibilityQuestion,
    Pool,
    PoolBudget,
    PoolRound,
    PoolRule,
)
from grants.models.reviews import Disqualification, Review, Score
from grants.models.signatures import CoSignature

__all__ = [
    "AgendaItem",
    "Application",
    "Attachment",
    "BudgetLine",
    "CoSignature",
    "Committee",
    "CommitteeMeeting",
    "Criterion",
    "Decision",
    "DecisionLetter",
    "DemocracyCheck",
    "Disqualification",
    "EligibilityQuestion",
    "Hearing",
    "InformationRequest",
    "Partner",
    "Pool",
    "PoolBudget",
    "PoolRound",
    "PoolRule",
    "Recommendation",
    "Review",
    "Score",
]
