"""Pages about persons: who opened one is noted in the audit trail (domain §3, logging)."""

from typing import Any

from auditlog.signals import accessed
from django.contrib import admin
from django.http import HttpRequest, HttpResponse


class ReadsNoted(admin.ModelAdmin):
    """A row whose page names persons: each opening is noted, not only each change."""

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        obj: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        # What is shown again after an error was read when it was opened.
        if obj is not None and request.method == "GET":
            accessed.send(self.model, instance=obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
