"""The audit trail and the outbox, to be read only, in place of the pages their packages bring."""

from collections.abc import Iterator
from typing import Any

from auditlog.models import LogEntry
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from post_office.models import Email

from core.admin import ReadOnlyAdmin
from core.templatetags import formats

# A changed text is shown up to here; the case itself has all of it.
SHOWN_CHARACTERS = 300


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """Who changed or read what. What the fields said is shown to those who may see the object."""

    has_export = False
    list_display = ("timestamp", "actor", "action", "content_type", "object_repr")
    list_select_related = ("actor", "content_type")
    list_filter = ("action", ("content_type", admin.RelatedOnlyFieldListFilter))
    search_fields = ("object_repr", "actor__full_name", "actor__email")
    date_hierarchy = "timestamp"
    ordering = ("-timestamp", "-id")
    fields = ("timestamp", "actor", "action", "content_type", "object_repr", "changed")
    readonly_fields = ("changed",)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        entry = super().get_object(request, object_id, from_field)
        if entry is not None:
            entry.may_be_read = self._may_read(request, entry)
        return entry

    @staticmethod
    def _may_read(request: HttpRequest, entry: LogEntry) -> bool:
        model = entry.content_type.model_class()
        if model is None:
            return False
        rows = model._default_manager.all()
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(request.user)
        instance = rows.filter(pk=entry.object_pk).first()
        meta = model._meta
        permission = f"{meta.app_label}.view_{meta.model_name}"
        return instance is not None and request.user.has_perm(permission, instance)

    @admin.display(description=_("changes"))
    def changed(self, entry: LogEntry) -> str:
        changes = list(_changes(entry))
        if not changes:
            return str(_("No field changes"))
        if not getattr(entry, "may_be_read", False):
            return format_html(
                "<p>{}</p><p>{}</p>",
                ", ".join(str(name) for name, _before, _after in changes),
                _("Your role does not cover what these fields said."),
            )
        rows = format_html_join(
            "", "<tr><th scope='row'>{}</th><td>{}</td><td>{}</td></tr>", changes
        )
        return format_html(
            "<table><thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th></tr></thead><tbody>{}</tbody></table>",
            _("Field"),
            _("From"),
            _("To"),
            rows,
        )


def _changes(entry: LogEntry) -> Iterator[tuple[Any, str, str]]:
    """Field, before and after; what was added to or taken from a list stands on its side."""
    model = entry.content_type.model_class()
    if model is None:
        return
    lists = {
        model._meta.get_field(name).verbose_name: change
        for name, change in entry.changes_dict.items()
        if isinstance(change, dict)
    }
    own = {field.verbose_name for field in model._meta.concrete_fields}
    for name, values in entry.changes_display_dict.items():
        if name in own:
            yield name, _short(values[0]), _short(values[1])
    for name, change in lists.items():
        objects = _short(", ".join(change["objects"]))
        yield (name, "", objects) if change["operation"] == "add" else (name, objects, "")


def _short(value: Any) -> str:
    text = "–" if value in ("None", None) else str(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


@admin.register(Email)
class EmailAdmin(ReadOnlyAdmin):
    """Whether a letter has gone out. Its text is never shown: it may hold a code or a link."""

    has_export = False
    # The package names its two moments in English only.
    list_display = ("made_at", "to", "subject", "status", "changed_at")
    list_filter = ("status",)
    search_fields = ("to",)
    date_hierarchy = "created"
    ordering = ("-created", "-id")
    fields = ("made_at", "to", "subject", "status", "changed_at", "attempts", "problems")
    readonly_fields = ("made_at", "changed_at", "attempts", "problems")

    @admin.display(description=_("created"), ordering="created")
    def made_at(self, email: Email) -> str:
        return formats.moment(email.created)

    @admin.display(description=_("last changed at"), ordering="last_updated")
    def changed_at(self, email: Email) -> str:
        return formats.moment(email.last_updated)

    @admin.display(description=_("attempts"))
    def attempts(self, email: Email) -> int:
        return (email.number_of_retries or 0) + (1 if email.logs.exists() else 0)

    @admin.display(description=_("what went wrong"))
    def problems(self, email: Email) -> str:
        """The kind of failure; the mail server's own words may quote an address."""
        kinds = email.logs.exclude(exception_type="").order_by("date", "id")
        return ", ".join(kinds.values_list("exception_type", flat=True)) or "–"
