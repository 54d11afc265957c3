"""Every address of the product. Each app keeps its own list; addresses never change once released."""

from django.contrib import admin
from django.urls import include, path

import config.celery  # noqa: F401  what a page asks for goes where the workers listen, not to Celery's default broker
from config.styleguide import styleguide

urlpatterns = [
    path("styleguide/", styleguide, name="styleguide"),
    path("", include("upkeep.urls")),
    path("", include("exchange.urls")),
    path("", include("visits.urls")),
    path("", include("crm.urls")),
    path("", include("etiquette.urls")),
    path("", include("accounts.urls")),
    path("admin/", admin.site.urls),  # superusers only
]
handler429 = "accounts.views.sign_in.too_many"  # allauth looks for it here
