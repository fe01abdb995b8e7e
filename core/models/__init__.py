"""Rows that belong to every app: documents, transitions, numbers, the municipality itself."""

from core.models.calendar import ClosingDay
from core.models.documents import Document
from core.models.jobs import Job
from core.models.languages import Language
from core.models.lifecycle import LifecycleModel
from core.models.municipality import Municipality
from core.models.record import CprOverride, Transition
from core.models.sequences import Sequence

__all__ = [
    "ClosingDay",
    "CprOverride",
    "Document",
    "Job",
    "Language",
    "LifecycleModel",
    "Municipality",
    "Sequence",
    "Transition",
]
