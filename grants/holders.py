"""Whose rows let whom read which file (core.documents)."""

from core.documents import register_holder
from grants.models import Application, Attachment, DecisionLetter

register_holder(Application, "receipt")
register_holder(Attachment, "document")
register_holder(DecisionLetter, "document")
