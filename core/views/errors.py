"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was sent from a page that had grown too old, or from elsewhere."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
