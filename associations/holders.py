"""Whoever may see a version of the statutes may read its files."""

from associations.models import StatutesVersion
from core.documents import register_holder

register_holder(StatutesVersion, "document")
register_holder(StatutesVersion, "minutes")
