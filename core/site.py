"""The one admin site: Danish, grouped by task, beginning with what needs me today."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import panels

# The menu: heading → entries `app_label.model` or the name of an admin page. What the user may
# not see is left out, so that each role finds only its own tasks.
MENU: list[tuple[Any, list[str]]] = [
    (
        _("Outreach"),
        [
            "associations.contact",
            "associations.followup",
            "associations.referral",
            "associations.hourbudget",
        ],
    ),
    (
        _("Associations"),
        [
            "associations.association",
            "associations.person",
            "associations.statutesversion",
            "associations.import",
            "associations.merge",
            "associations.statutesdraft",
            "associations.signingrule",
            "associations.stagereport",
            "associations.chairchange",
            "associations.childcertificatedeclaration",
            "associations.donationbandeclaration",
            "associations.supervisionvisit",
            "associations.supervisionsample",
            "associations.capacitycheck",
        ],
    ),
    (_("Cooperation"), ["agreements.agreement", "activities.event"]),
    (_("Applications"), ["grants.application", "grants.decisionletter", "grants.committeemeeting"]),
    (_("Pools"), ["grants.pool", "grants.poolround", "grants.committee"]),
    (
        _("Set-up"),
        [
            "core.municipality",
            "core.closingday",
            "core.language",
            "associations.theme",
            "associations.helpkind",
            "associations.capacitystatement",
            "accounts.user",
            "accounts.invitation",
        ],
    ),
    (_("Control"), ["auditlog.logentry", "core.cproverride", "core.job", "post_office.email"]),
]


class Site(admin.AdminSite):
    """Django's admin under our own roof."""

    site_title = _("Foreningsbro")
    site_header = _("Foreningsbro")
    index_title = _("What needs me today")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take only pages that ask our predicates; what packages register by themselves stays out."""
        # Here, because core.admin registers its own pages with this site while it is imported.
        from core.admin.base import PermissionMixin

        if admin_class is not None and issubclass(admin_class, PermissionMixin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return bool(user.is_authenticated and user.is_active and getattr(user, "is_staff", False))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The log-in is allauth's, with its second factor and limits."""
        return secure_admin_login(super().login)(request, extra_context)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What needs this person today, gathered from every app."""
        today = timezone.localdate()
        items = panels.collect("today", request.user, today)
        items.sort(key=lambda item: (not item.is_urgent, item.due_on is None, item.due_on or today))
        groups: dict[str, list[panels.TodayItem]] = {}
        for item in items:
            groups.setdefault(str(item.kind), []).append(item)
        return super().index(
            request, {"groups": groups, "count": len(items), **(extra_context or {})}
        )

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Pages of the apps that belong to no model, before those of the models."""
        return [*panels.collect("admin_urls", self), *super().get_urls()]

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """The menu by task instead of by app; pages of an app itself keep Django's list."""
        apps = self._build_app_dict(request, app_label)
        if app_label:
            return sorted(apps.values(), key=lambda app: app["name"].lower()) if apps else []
        models = {
            f"{label}.{model['object_name'].lower()}": model
            for label, app in apps.items()
            for model in app["models"]
        }
        menu = []
        extra = panels.collect("admin_menu", request.user)
        for heading, names in MENU:
            entries = [
                self._entry(entry.label, entry.url)
                for entry in extra
                if str(entry.heading) == str(heading)
            ]
            entries += [models[name] for name in names if name in models]
            if entries:
                menu.append(
                    {
                        "name": heading,
                        "app_label": f"menu-{len(menu)}",
                        "app_url": entries[0]["admin_url"],
                        "has_module_perms": True,
                        "models": entries,
                    }
                )
        return menu

    @staticmethod
    def _entry(label: Any, url: str) -> dict[str, Any]:
        return {
            "name": label,
            "object_name": str(label),
            "perms": {},
            "admin_url": url,
            "add_url": None,
            "view_only": True,
        }


def change_url(instance: Any) -> str:
    """The admin page of an object; empty when the admin has none."""
    meta = instance._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[instance.pk])
    except NoReverseMatch:
        return ""
