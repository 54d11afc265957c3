"""Addresses of promises, review, notifications and the demo's mail."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
