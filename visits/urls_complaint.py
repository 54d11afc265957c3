"""Addresses of complaints."""

from django.urls import URLPattern, URLResolver, path

from visits.views import complaint, complaint_act

urlpatterns: list[URLPattern | URLResolver] = [
    path("complaints/", complaint.complaint_list, name="complaint-list"),
    path("complaints/new/", complaint_act.complaint_new, name="complaint-new"),
    path("complaints/rules/", complaint_act.complaint_rules, name="complaint-rules"),
    path("complaints/<uuid:pk>/", complaint.complaint_detail, name="complaint-detail"),
    path("complaints/<uuid:pk>/edit/", complaint_act.complaint_edit, name="complaint-edit"),
    path("complaints/<uuid:pk>/close/", complaint_act.complaint_close, name="complaint-close"),
    path("complaints/<uuid:pk>/reopen/", complaint_act.complaint_reopen, name="complaint-reopen"),
    path("complaints/<uuid:pk>/take-back/", complaint_act.complaint_take_back, name="complaint-take-back"),
    path("complaints/<uuid:pk>/step/<slug:step>/", complaint_act.complaint_step, name="complaint-step"),
    path("clients/<uuid:pk>/complaints/", complaint.client_complaints, name="client-complaints"),
    path("requests/<uuid:pk>/complaint/", complaint_act.request_complaint, name="request-complaint"),
]
