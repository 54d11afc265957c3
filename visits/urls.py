"""Addresses of this app: the visit loop, and what follows from it."""

from django.urls import include, path

from visits.views import demo

urlpatterns = [
    path("demo/", demo.demo_data, name="demo-data"),
    path("", include("visits.urls_loop")),
    path("", include("visits.urls_promise")),
    path("", include("visits.urls_handover")),
    path("", include("visits.urls_complaint")),
    path("", include("visits.urls_comment")),
    path("", include("visits.urls_attachment")),
]
