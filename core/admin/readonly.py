"""Rows that are named on a page without being changed there."""

from typing import Any

from django.contrib.admin import helpers


class ReadonlyField(helpers.AdminReadonlyField):
    """Leads to the named row only those who may see it; the others would meet a closed door."""

    def get_admin_url(self, remote_field: Any, remote_obj: Any) -> str:
        user = getattr(self.form, "user", None)
        opts = remote_obj._meta
        if user and not user.has_perm(f"{opts.app_label}.view_{opts.model_name}", remote_obj):
            return str(remote_obj)
        return super().get_admin_url(remote_field, remote_obj)


# Django's pages look the class up here, and offer no setting for it.
helpers.AdminReadonlyField = ReadonlyField  # type: ignore[misc]
