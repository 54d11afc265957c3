"""Addresses of this app."""

from django.urls import path

from upkeep.views import health, metrics, probe

urlpatterns = [
    path("livez", probe.livez, name="livez"),
    path("readyz", probe.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("health/", health.health, name="health"),
    path("health/mail/", health.test_mail, name="health-mail"),
]
