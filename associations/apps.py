"""The register of associations, their boards and statutes, and the log of outreach."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssociationsConfig(AppConfig):
    name = "associations"
    verbose_name = _("Associations")

    def ready(self) -> None:
        # Follows the invitations of accounts, which knows nothing of chairs.
        from associations.actions import chair  # noqa: F401 - registers itself
