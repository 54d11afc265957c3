"""Addresses of this app: the visit loop, and what follows from it."""

from django.urls import include, path

urlpatterns = [path("", include("visits.urls_loop")), path("", include("visits.urls_promise"))]
