"""Two rows for one association or person: chosen, compared and merged."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Func, IntegerField, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from associations.actions import merging
from associations.merges import changes
from associations.models import Association, Post
from core import calendar, phone
from core.admin import StepButton
from core.forms import Form

# Rows a search offers.
FOUND = 20
ACTION = "associations.actions.merging"
_SIDES = {changes.KEEP: _("this one"), changes.GONE: _("the other one"), changes.BOTH: _("both")}


class ComparisonForm(Form):
    """For each fact in which the two differ: whose is right."""

    def __init__(self, *args: Any, keep: Any, gone: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keep, self.gone = keep, gone
        self.shown: dict[str, tuple[Any, Any]] = {}
        for field in changes.facts(type(keep)):
            mine, theirs = field.value_from_object(keep), field.value_from_object(gone)
            if mine != theirs and field.name != "user":
                self._offer(field, mine, theirs)
        if isinstance(keep, Association):
            self._offer_chair()

    def _offer(self, field: Any, mine: Any, theirs: Any) -> None:
        sides = [changes.KEEP, changes.GONE]
        if isinstance(field, models.TextField) and mine and theirs:
            sides.append(changes.BOTH)
        self._ask(
            field.name,
            field.verbose_name,
            sides,
            changes.GONE if theirs and not mine else changes.KEEP,
            (self._words(field, self.keep), self._words(field, self.gone)),
        )

    def _offer_chair(self) -> None:
        held = Post.objects.filter(
            association__in=[self.keep.pk, self.gone.pk], role=Post.Role.CHAIR, valid_until=None
        )
        chairs = {post.association_id: post.person for post in held.select_related("person")}
        mine, theirs = chairs.get(self.keep.pk), chairs.get(self.gone.pk)
        if mine and theirs and mine != theirs:
            self._ask("chair", _("chair"), [changes.KEEP, changes.GONE], None, (mine, theirs))

    def _ask(self, name: str, label: Any, sides: list[str], first: Any, shown: Any) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[(side, _SIDES[side]) for side in sides],
            initial=first,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose which of the two is right.")},
        )
        self.shown[name] = shown

    @staticmethod
    def _words(field: Any, row: Any) -> Any:
        """A value as people read it."""
        if field.choices:
            return getattr(row, f"get_{field.name}_display")()
        value = getattr(row, field.name)
        if field.name == "phone" and value:
            return phone.display(value)
        return calendar.format_date(value) if isinstance(value, date) else value

    def rows(self) -> list[dict[str, Any]]:
        """What the page shows: the question with its answers beside the values."""
        return [
            {"field": self[name], "sides": list(zip(self[name], (*values, ""), strict=False))}
            for name, values in self.shown.items()
        ]


class MergePages:
    """For the ModelAdmin of a model whose rows can be merged."""

    model: Any
    opts: Any
    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:object_id>/flet/", wrap(self.choose_view), name=f"{name}_merge"),
            path(
                "<int:object_id>/flet/<int:other_id>/",
                wrap(self.compare_view),
                name=f"{name}_compare",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def extra_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        buttons: list[StepButton] = super().extra_buttons(request, obj)  # type: ignore[misc]
        if self._may_merge(request):
            buttons.append(
                StepButton("merge", _("Entered twice? Merge"), self._url("merge", obj.pk))
            )
        return buttons

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """The address of a row that was merged leads to the row that stays."""
        stays = merging.standing_for(self.model, int(object_id)) if object_id.isdecimal() else None
        if stays is None or not self.has_view_permission(request, stays):  # type: ignore[attr-defined]
            raise Http404
        messages.info(request, _("It has been merged into this one."))
        return HttpResponseRedirect(self._url("change", stays.pk))

    def choose_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Which other row stands for the same: those that look alike, and a search."""
        one = self._row(request, object_id)
        words = request.GET.get("soeg", "").strip()
        found = self.get_queryset(request).exclude(pk=one.pk).matching(words)  # type: ignore[attr-defined]
        return self.page(  # type: ignore[attr-defined, no-any-return]
            request,
            "admin/associations/merge_choose.html",
            one,
            title=_("Merge with another"),
            back=self._url("change", one.pk),
            words=words,
            found=self._offered(one, [(other, []) for other in found[:FOUND]] if words else []),
            likely=self._offered(one, self.alike(request, one)),
        )

    def compare_view(self, request: HttpRequest, object_id: int, other_id: int) -> HttpResponse:
        """Both side by side; what is chosen is taken, everything else follows."""
        keep, gone = self._row(request, object_id), self._row(request, other_id)
        sent = request.method == "POST"
        if sent and "apart" in request.POST and isinstance(keep, Association):
            self.take(request, f"{ACTION}.keep_apart", keep, second=gone)  # type: ignore[attr-defined]
            return HttpResponseRedirect(reverse("admin:associations_association_duplicates"))
        form = ComparisonForm(
            request.POST if sent else None, keep=keep, gone=gone, user=request.user
        )
        if sent and form.is_valid():
            choices = {name: form.cleaned_data[name] for name in form.shown}
            if self.take(request, f"{ACTION}.merge", keep, form=form, gone=gone, choices=choices):  # type: ignore[attr-defined]
                return HttpResponseRedirect(self._url("change", keep.pk))
        return self.page(  # type: ignore[attr-defined, no-any-return]
            request,
            "admin/associations/merge_compare.html",
            keep,
            title=_("Merge"),
            back=self._url("change", keep.pk),
            form=form,
            keep=keep,
            gone=gone,
            swap_url=self._url("compare", gone.pk, keep.pk),
            moved=self._moved(request, gone),
            may_keep_apart=isinstance(keep, Association),
        )

    def alike(self, request: HttpRequest, one: Any) -> list[tuple[Any, list[str]]]:
        """Rows that look like this one, each with the reasons."""
        return []

    def _may_merge(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"associations.merge_{self.opts.model_name}")

    def _row(self, request: HttpRequest, pk: int) -> Any:
        row = self.get_visible_or_404(request, str(pk))  # type: ignore[attr-defined]
        if not self._may_merge(request):
            raise PermissionDenied(_("The register is kept by the consultants."))
        return row

    def _url(self, page: str, *pks: int) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=pks)

    def _offered(self, one: Any, rows: list[tuple[Any, list[str]]]) -> list[dict[str, Any]]:
        return [
            {"row": row, "reasons": reasons, "url": self._url("compare", one.pk, row.pk)}
            for row, reasons in rows
        ]

    def _moved(self, request: HttpRequest, gone: Any) -> list[tuple[str, int]]:
        """How much of each kind moves, of what this user may see; asked at once."""
        kinds: dict[str, Any] = {}
        counts: dict[str, Any] = {}
        for model, field in changes.relations(self.model):
            if model._meta.auto_created:
                model, lookup = _linked(model, self.model)
            else:
                lookup = field.name
            rows = getattr(model._default_manager.all(), "visible_to", None)
            if rows is None or not lookup:
                continue
            name = f"moved_{len(counts)}"
            kinds[name] = model._meta.verbose_name_plural
            seen = rows(request.user).filter(**{lookup: OuterRef("pk")}).order_by()
            number = Func(F("pk"), template="COUNT(DISTINCT %(expressions)s)")
            counts[name] = Subquery(
                seen.annotate(how_many=number).values("how_many"), output_field=IntegerField()
            )
        found = self.model._base_manager.filter(pk=gone.pk).values(**counts).get()
        return [(str(kinds[name]), number) for name, number in found.items() if number]


def _linked(through: Any, model: Any) -> tuple[Any, str]:
    """The model at the other end of a link table, and how it names this one; ours alone is none."""
    for one in through._meta.concrete_fields:
        other = one.related_model
        if other is not None and other is not model:
            for field in other._meta.many_to_many:
                if field.remote_field.through is through:
                    return other, field.name
    return through, ""
