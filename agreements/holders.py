"""Whoever may see an agreement may read its document."""

from agreements.models import Agreement
from core.documents import register_holder

register_holder(Agreement, "document")
