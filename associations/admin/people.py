"""People of the associations: entered once, found by name; their posts are kept at the association."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from associations.admin.merge_pages import FOUND, MergePages
from associations.admin.search import NameSearch
from associations.models import Person, Post
from core.admin import ModelAdmin, ReadOnlyInline, ReadsNoted
from core.forms import ModelForm, PhoneField


class PersonForm(ModelForm):
    phone = PhoneField(label=_("Telephone"), required=False)


class HeldPosts(ReadOnlyInline):
    model = Post
    fields = ("association", "role", "can_sign", "valid_from", "valid_until")
    readonly_fields = fields
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("association", "person")


@admin.register(Person)
class PersonAdmin(ReadsNoted, MergePages, NameSearch, ModelAdmin):
    """A person with contact details; nothing about origin or faith, ever."""

    form = PersonForm
    list_display = ("full_name", "phone", "email", "posts_held")
    search_fields = ("full_name", "sort_name", "email", "phone")
    fields = (
        "full_name",
        "sort_name",
        "phone",
        "email",
        "preferred_language",
        "preferred_channel",
        "user",
    )
    readonly_fields = ("user",)
    inlines = (HeldPosts,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("posts__association")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def alike(self, request: HttpRequest, one: Any) -> list[tuple[Any, list[str]]]:
        same_name = Q(name_core=one.name_core) if one.name_core else Q(pk__in=[])
        for column in ("email", "phone"):
            value = getattr(one, column)
            same_name |= Q(**{column: value}) if value else Q(pk__in=[])
        found = self.get_queryset(request).filter(same_name).exclude(pk=one.pk)
        return [(other, [self.posts_held(other)]) for other in found[:FOUND]]

    @admin.display(description=_("posts"))
    def posts_held(self, person: Person) -> str:
        held = [post for post in person.posts.all() if post.valid_until is None]
        return ", ".join(f"{post.get_role_display()}, {post.association}" for post in held)
