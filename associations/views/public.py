"""The public directory: associations that said yes to stand in it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from associations.filters import DirectoryFilter
from associations.models import Association


@method_decorator(login_not_required, name="dispatch")
class Directory(ListView):
    """All of them by name, to search and to narrow down by language."""

    template_name = "associations/directory.html"
    context_object_name = "associations"
    paginate_by = 20

    def get_queryset(self) -> Any:
        self.filterset = DirectoryFilter(self.request.GET, Association.objects.published())
        return self.filterset.qs.prefetch_related("languages")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(filterset=self.filterset, **kwargs)


@login_not_required
@require_safe
def association(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One association; telephone and e-mail only if it wants them shown."""
    published = Association.objects.published().prefetch_related("languages")
    found = get_object_or_404(published, pk=pk)
    if request.path != found.get_absolute_url():
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    return render(request, "associations/public_page.html", {"shown": found})
