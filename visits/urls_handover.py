"""Addresses of hand-overs."""

from django.urls import URLPattern, URLResolver, path

from visits.views import handover

urlpatterns: list[URLPattern | URLResolver] = [
    path("handovers/", handover.handover_list, name="handover-list"),
    path("handovers/<uuid:pk>/", handover.handover_detail, name="handover-detail"),
    path("handovers/<uuid:pk>/accept/", handover.handover_accept, name="handover-accept"),
    path("handovers/<uuid:pk>/cancel/", handover.handover_cancel, name="handover-cancel"),
    path("handovers/<uuid:pk>/again/", handover.handover_plan_again, name="handover-plan-again"),
    path("handovers/<uuid:pk>/items/<uuid:item_pk>/", handover.handover_item, name="handover-item"),
    path("clients/<uuid:pk>/hand-over/", handover.client_handover, name="client-handover"),
]
