"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("visits.urls_loop")),
    path("", include("visits.urls_promise")),
]
