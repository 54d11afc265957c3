"""Pages that belong to no app: errors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a refused form post (an old page, blocked cookies) and keep the person's way back."""
    return render(request, "403_csrf.html", status=403)
