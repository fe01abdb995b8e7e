"""Two rows for one association or person: warned of, found, compared, merged, and made two again."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from associations import duplicates
from associations.actions import merging
from associations.models import Association, Merge, Person, Post
from core import calendar, phone
from core.admin import ReadOnlyAdmin, StepButton
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.forms import Form

# Rows a search offers, and pairs on a page.
FOUND = 20
PER_PAGE = 25
ACTION = "associations.actions.merging"
_SIDES = {merging.KEEP: _("this one"), merging.GONE: _("the other one"), merging.BOTH: _("both")}


class ComparisonForm(Form):
    """For each fact in which the two differ: whose is right."""

    def __init__(self, *args: Any, keep: Any, gone: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keep, self.gone = keep, gone
        self.shown: dict[str, tuple[Any, Any]] = {}
        for field in merging.facts(type(keep)):
            mine, theirs = field.value_from_object(keep), field.value_from_object(gone)
            if mine != theirs and field.name != "user":
                self._offer(field, mine, theirs)
        if isinstance(keep, Association):
            self._offer_chair()

    def _offer(self, field: Any, mine: Any, theirs: Any) -> None:
        sides = [merging.KEEP, merging.GONE]
        if isinstance(field, models.TextField) and mine and theirs:
            sides.append(merging.BOTH)
        self._ask(
            field.name,
            field.verbose_name,
            sides,
            merging.GONE if theirs and not mine else merging.KEEP,
            (self._words(field, self.keep), self._words(field, self.gone)),
        )

    def _offer_chair(self) -> None:
        held = Post.objects.filter(
            association__in=[self.keep.pk, self.gone.pk], role=Post.Role.CHAIR, valid_until=None
        )
        chairs = {post.association_id: post.person for post in held.select_related("person")}
        mine, theirs = chairs.get(self.keep.pk), chairs.get(self.gone.pk)
        if mine and theirs and mine != theirs:
            self._ask("chair", _("chair"), [merging.KEEP, merging.GONE], None, (mine, theirs))

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
        for model, field in merging.relations(self.model):
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
        pages = Paginator(_Pairs(), PER_PAGE)
        page = pages.get_page(request.GET.get("side"))
        return self.page(  # type: ignore[attr-defined, no-any-return]
            request,
            "admin/associations/duplicates.html",
            title=_("Possible duplicates"),
            page=page,
        )


class _Pairs:
    """The pairs as a paginator reads them: counted, and cut into pages, by the database."""

    def __len__(self) -> int:
        return duplicates.count_pairs()

    def __getitem__(self, part: slice) -> list[duplicates.Pair]:
        return duplicates.pairs(part.start, part.stop)

    count = __len__


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


class UndoForm(StepForm):
    """Why they are two after all."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


@admin.register(Merge)
class MergeAdmin(FormStepsAdmin, ReadOnlyAdmin):
    """What was merged, by whom, and how to make it two again."""

    change_form_template = "admin/associations/merge.html"
    list_display = ("merged_at", "kept_name", "gone_name", "merged_by", "undone_at")
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    list_select_related = ("merged_by",)
    search_fields = ("kept_name", "gone_name")
    fields = (
        "kept_name",
        "gone_name",
        "merged_at",
        "merged_by",
        "undone_at",
        "undone_by",
        "undo_reason",
    )
    form_steps = (
        FormStep(
            "undo",
            _("Make them two again"),
            "associations.merge_association",
            f"{ACTION}.undo",
            UndoForm,
            lambda merge: merge.undone_at is None,
            _("What was moved goes back to where it was. What was entered since stays."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("merged_by", "undone_by")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        merge = self.get_object(request, object_id)
        if merge is not None:
            context["changes"] = merge.rows.count()
        return super().change_view(request, object_id, form_url, context)
