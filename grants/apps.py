"""The grant pools: rounds, applications, review, decision, letters."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrantsConfig(AppConfig):
    name = "grants"
    verbose_name = _("Pools and applications")
