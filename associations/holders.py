"""Whoever may see a row of an association that holds a file may read it."""

from associations.models import ChairChange, Import, StageReport, StatutesDraft, StatutesVersion
from core.documents import register_holder

register_holder(StatutesVersion, "document")
register_holder(StatutesVersion, "minutes")
register_holder(StatutesDraft, "document")
register_holder(StageReport, "document")
register_holder(ChairChange, "minutes")
register_holder(Import, "document")
