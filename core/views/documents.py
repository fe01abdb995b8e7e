"""The one way to read a stored file, and the municipality's logo, which everybody sees."""

import uuid

from auditlog.signals import accessed
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.context_processors import find_municipality
from core.documents import visible_documents
from core.models import Document

# Kinds that browsers show without running anything in them.
SHOWN_IN_BROWSER = {"application/pdf", "image/jpeg", "image/png"}
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
# Safari shows an empty window for a sandboxed PDF, Chrome none under `object-src 'none'`; their
# viewers run what a PDF contains apart from our pages.
PDF_POLICY = "frame-ancestors 'none'"


@require_safe
def document(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """Send a document to those who may see a row that holds it, and note who read it."""
    found = get_object_or_404(visible_documents(request.user), pk=pk)
    accessed.send(Document, instance=found)
    response = send(found)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@login_not_required
@cache_control(public=True, max_age=3600)
def logo(request: HttpRequest) -> FileResponse:
    """Send the municipality's logo, for the public pages show it."""
    picture = find_municipality().logo
    if picture is None or not picture.content_type.startswith("image/"):
        raise Http404
    return send(picture)


def send(found: Document) -> FileResponse:
    """The file as a response in which a browser runs nothing."""
    response = FileResponse(
        found.file.open("rb"),
        as_attachment=found.content_type not in SHOWN_IN_BROWSER,
        filename=found.name,
        content_type=found.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        PDF_POLICY if found.content_type == "application/pdf" else FILE_POLICY
    )
    return response
