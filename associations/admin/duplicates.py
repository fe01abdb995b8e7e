"""What may be in the register twice: warned of while typing, and the list of pairs that look alike."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from associations import duplicates
from associations.admin.merge_pages import MergePages
from associations.models import Association, Person

PER_PAGE = 25


class DuplicatePages(MergePages):
    """The register's own: warned of while typing, and the list of pairs that look alike."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("dubletter/", wrap(self.duplicates_view), name=f"{name}_duplicates"),
            path("ligner/", wrap(self.likely_view), name=f"{name}_likely"),
            *super().get_urls(),
        ]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = warned_of_duplicates(self.form)  # type: ignore[attr-defined]
        return super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]

    def alike(self, request: HttpRequest, one: Association) -> list[tuple[Any, list[str]]]:
        held = one.posts.filter(role__in=duplicates.TELLING, valid_until=None)
        found = duplicates.find(
            name=one.name,
            cvr=one.cvr_number,
            phone=one.phone,
            email=one.email,
            persons=Person.objects.filter(pk__in=held.values("person")),
            among=Association.objects.visible_to(request.user),
            apart_from=one.pk,
        )
        return [(like.association, like.reasons) for like in found]

    def likely_view(self, request: HttpRequest) -> HttpResponse:
        """While somebody types a new association: those it may be."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied(_("The register is kept by the consultants."))
        typed = {name: request.POST.get(name, "") for name in ("name", "phone", "email")}
        found = duplicates.find(
            **typed,
            cvr=request.POST.get("cvr_number", ""),
            among=Association.objects.visible_to(request.user),
        )
        return render(request, "admin/associations/likely.html", {"likely": found})

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """Pairs of the register that look alike."""
        if not self._may_merge(request):
            raise PermissionDenied(_("The register is kept by the consultants."))
        pages = Paginator(duplicates.Pairs(), PER_PAGE)
        page = pages.get_page(request.GET.get("side"))
        return self.page(  # type: ignore[attr-defined, no-any-return]
            request,
            "admin/associations/duplicates.html",
            title=_("Possible duplicates"),
            page=page,
        )


def warned_of_duplicates(form: Any) -> Any:
    """The form of a new association, which asks before something is entered twice."""

    class Warned(form):  # type: ignore[misc]
        is_new = forms.BooleanField(label=_("No, it is a new one"), required=False)

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.likely: list[duplicates.Likeness] = []
            asked = ("name", "cvr_number", "phone", "email")
            for name in set(asked) & set(self.fields):
                self.fields[name].widget.attrs.update(
                    {
                        "hx-post": reverse("admin:associations_association_likely"),
                        "hx-trigger": "input changed delay:500ms",
                        "hx-include": "[name=csrfmiddlewaretoken],"
                        + ",".join(f"#id_{other}" for other in asked),
                        "hx-target": "#likely",
                    }
                )

        def clean(self) -> dict[str, Any]:
            cleaned: dict[str, Any] = super().clean() or self.cleaned_data
            self.likely = duplicates.find(
                name=cleaned.get("name", ""),
                cvr=cleaned.get("cvr_number", ""),
                phone=cleaned.get("phone", ""),
                email=cleaned.get("email", ""),
                among=Association.objects.visible_to(self.user),
            )
            if self.likely and not cleaned.get("is_new"):
                self.add_error(
                    None, _("It may be in the register already. Look at the list above first.")
                )
            return cleaned

    Warned.__name__ = form.__name__
    return Warned
