"""The posts on an association's page at the desk."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from associations.models import Post
from core.admin import Inline
from core.admin.autocomplete import KnownRowForm, known_autocomplete
from core.forms import DanishDateField


class PostForm(KnownRowForm):
    """A post that is held keeps its person, role and beginning: it is ended, not rewritten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in {"person", "role", "valid_from"} & set(self.fields):
                self.fields[name].disabled = True


class PostInline(Inline):
    model = Post
    form = PostForm
    fields = ("person", "role", "can_sign", "valid_from", "valid_until")
    can_delete = False
    verbose_name_plural = _("posts (end a post by its last day; it is never deleted)")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("person", "association")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in ("valid_from", "valid_until"):
            # Without the calendar, which makes five columns wider than the page.
            field = DanishDateField(label=db_field.verbose_name, required=not db_field.blank)
            field.widget.attrs["aria-label"] = str(field.label)
            return field
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "person":
            # The person's own page is a link in the list of people.
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "person":
            return known_autocomplete(db_field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
