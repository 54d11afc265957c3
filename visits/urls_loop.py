"""Addresses of the visit loop."""

from django.urls import path

from visits.views import day, finding, glance, notes, plan, record, search, steps, timeline, today, visit, workdays

urlpatterns = [
    path("", today.today, name="today"),
    path("search/", search.search, name="search"),
    path("day/", day.day_said, name="day-said"),
    path("workdays/", workdays.workdays, name="workdays"),
    path("workdays/confirm/", workdays.workdays_confirm, name="workdays-confirm"),
    path("find/", search.find_as_typed, name="find"),
    path("visits/", visit.visit_list, name="visit-list"),
    path("visits/new/", plan.visit_new, name="visit-new"),
    path("visits/drop-in/", plan.visit_drop_in, name="visit-drop-in"),
    path("visits/<uuid:pk>/", visit.visit_detail, name="visit-detail"),
    path("visits/<uuid:pk>/edit/", plan.visit_edit, name="visit-edit"),
    path("visits/<uuid:pk>/reschedule/", steps.visit_reschedule, name="visit-reschedule"),
    path("visits/<uuid:pk>/cancel/", steps.visit_cancel, name="visit-cancel"),
    path("visits/<uuid:pk>/confirm/", steps.visit_confirm, name="visit-confirm"),
    path("visits/<uuid:pk>/arrive/", steps.visit_arrive, name="visit-arrive"),
    path("visits/<uuid:pk>/leave/", steps.visit_leave, name="visit-leave"),
    path("visits/<uuid:pk>/hold/", steps.visit_hold, name="visit-hold"),
    path("visits/<uuid:pk>/undo/<slug:act>/", steps.visit_undo, name="visit-undo"),
    path("visits/<uuid:pk>/notes/", notes.visit_notes, name="visit-notes"),
    path("visits/<uuid:pk>/topics/", notes.visit_topics, name="visit-topics"),
    path("visits/<uuid:pk>/topics/<uuid:topic_pk>/", notes.visit_topic, name="visit-topic"),
    path("visits/<uuid:pk>/requests/", finding.visit_request, name="visit-request"),
    path("visits/<uuid:pk>/objections/", finding.visit_objection, name="visit-objection"),
    path("visits/<uuid:pk>/promises/", finding.visit_promise, name="visit-promise"),
    path("visits/<uuid:pk>/record/", record.visit_record, name="visit-record"),
    path("visits/<uuid:pk>/record/draft/", record.record_draft, name="visit-record-draft"),
    path("requests/<uuid:pk>/", finding.request_edit, name="request-edit"),
    path("objections/<uuid:pk>/", finding.objection_edit, name="objection-edit"),
    path("clients/<uuid:pk>/glance/", glance.client_glance, name="client-glance"),
    path("clients/<uuid:pk>/timeline/", timeline.client_timeline, name="client-timeline"),
]
