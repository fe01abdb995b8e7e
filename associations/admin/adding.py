"""Rows about an association that are added by an action, from a form of their own."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise

from associations.models import Association
from core.forms import Form
from core.site import change_url


class AddedByAction:
    """For a ModelAdmin: the add page shows `add_form`, and `add_action` does what it says.

    The form has a field `association` and gives the action's other arguments; the page of an
    association leads here with its number.
    """

    add_form: ClassVar[type[Form]]
    add_action: ClassVar[str]
    add_template: ClassVar[str]
    add_title: ClassVar[str | Promise]

    def add_initial(self, request: HttpRequest) -> dict[str, Any]:
        """What the form begins with."""
        return {"association": request.GET.get("association")}

    def added(self, association: Association, form: Any) -> Model:
        """What the action has made."""
        raise NotImplementedError

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        page: Any = self
        if not page.has_add_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form: Any = self.add_form(
            request.POST if is_sent else None,
            request.FILES if is_sent else None,
            user=request.user,
            initial=self.add_initial(request),
        )
        if is_sent and form.is_valid():
            association = form.cleaned_data["association"]
            if page.take(request, self.add_action, association, form=form, **form.arguments()):
                return HttpResponseRedirect(change_url(self.added(association, form)))
        name = f"{page.opts.app_label}_{page.opts.model_name}"
        shown: HttpResponse = page.page(
            request,
            self.add_template,
            title=self.add_title,
            form=form,
            media=page.media + form.media,
            back=reverse(f"admin:{name}_changelist"),
        )
        return shown
