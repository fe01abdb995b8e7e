"""The mechanisms every app stands on; knows no association and no grant."""

from django.apps import AppConfig
from django.contrib.admin import apps as django_admin
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    default = True
    verbose_name = _("Set-up")

    def ready(self) -> None:
        from core import checks  # noqa: F401 - registers itself

        # Each app registers its permissions, panels, document holders and jobs in modules of these names.
        autodiscover_modules("permissions", "panels", "holders", "jobs")


class AdminConfig(django_admin.AdminConfig):
    default = False
    default_site = "core.site.Site"
