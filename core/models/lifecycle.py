"""The base of models with a protected status."""

from collections.abc import Collection

from django.db import models
from django_fsm import FSMModelMixin


class LifecycleModel(FSMModelMixin, models.Model):
    """A model whose status only its transitions change; it can be refreshed and validated."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Validate all but the status: Django would write the cleaned value back to the field."""
        super().clean_fields({*(exclude or ()), *self._get_protected_fsm_fields()})
