"""The public directory: associations that said yes to stand in it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from associations.actions import merging
from associations.board import in_order
from associations.filters import DirectoryFilter
from associations.models import Association, Post


@method_decorator(login_not_required, name="dispatch")
class Directory(ListView):
    """All of them by name, to search and to narrow down by language and theme."""

    template_name = "associations/directory.html"
    context_object_name = "associations"
    paginate_by = 20

    def get_queryset(self) -> Any:
        self.filterset = DirectoryFilter(self.request.GET, Association.objects.published())
        return self.filterset.qs.prefetch_related("languages", "themes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(filterset=self.filterset, **kwargs)


@login_not_required
@require_safe
def association(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One association: its name and kind, and what it said yes to; persons by their own yes."""
    published = Association.objects.published().prefetch_related("languages", "themes")
    found = published.filter(pk=pk).first()
    if found is None and (stays := merging.standing_for(Association, pk)):
        # Not for ever: a merge may be undone.
        return HttpResponseRedirect(get_object_or_404(published, pk=stays.pk).get_absolute_url())
    if found is None:
        raise Http404
    if request.path != found.get_absolute_url():
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    named = Post.objects.filter(association=found).public_on(timezone.localdate())
    context = {"shown": found, "named": in_order(named.select_related("person"))}
    return render(request, "associations/public_page.html", context)
