"""Addresses of clients, what belongs to them, and rivals."""

from django.urls import URLPattern, URLResolver, include, path

from crm.views import (
    client,
    competitor,
    department,
    drill,
    org_chart,
    people,
    person,
    person_move,
    person_part,
    person_photo,
    presence,
    share,
)  # fmt: skip

_of_person: list[URLPattern | URLResolver] = [
    path("", person.person_detail, name="client-person"),
    path("edit/", person.person_edit, name="client-person-edit"),
    path("archive/", person.person_archive, name="client-person-archive"),
    path("restore/", person.person_restore, name="client-person-restore"),
    path("leave/", person_move.person_leave, name="person-leave"),
    path("move/", person_move.person_move, name="person-move"),
    path("erase/", person_move.person_erase, name="person-erase"),
    path("introductions/", person.person_introductions, name="person-introductions"),
    path("photo/", person_photo.person_photo, name="person-photo"),
    path("photo/edit/", person_photo.person_photo_edit, name="person-photo-edit"),
    path("photo/remove/", person_photo.person_photo_remove, name="person-photo-remove"),
    path("photo/restore/", person_photo.person_photo_restore, name="person-photo-restore"),
    path("traits/<uuid:part_id>/read/", person_part.trait_read, name="trait-read"),
    path("<slug:kind>/new/", person_part.part_new, name="person-part-new"),
    path("<slug:kind>/<uuid:part_id>/", person_part.part_edit, name="person-part-edit"),
    path("<slug:kind>/<uuid:part_id>/remove/", person_part.part_remove, name="person-part-remove"),
    path("<slug:kind>/<uuid:part_id>/restore/", person_part.part_restore, name="person-part-restore"),
]

_of_client: list[URLPattern | URLResolver] = [
    path("", client.client_detail, name="client-detail"),
    path("edit/", client.client_edit, name="client-edit"),
    path("archive/", client.client_archive, name="client-archive"),
    path("restore/", client.client_restore, name="client-restore"),
    path("shares/", share.client_shares, name="client-shares"),
    path("shares/<uuid:share_id>/remove/", share.client_unshare, name="client-unshare"),
    path("shares/<uuid:colleague_id>/again/", share.client_share_again, name="client-share-again"),
    path("chart/", org_chart.client_chart, name="client-chart"),
    path("departments/new/", department.department_new, name="department-new"),
    path("departments/<uuid:department_id>/", department.department_edit, name="department-edit"),
    path("departments/<uuid:department_id>/archive/", department.department_archive, name="department-archive"),
    path("departments/<uuid:department_id>/restore/", department.department_restore, name="department-restore"),
    path("people/new/", person.person_new, name="client-person-new"),
    path("people/<uuid:person_id>/", include(_of_person)),
    path("drill/", drill.client_drill, name="client-drill"),
    path("drill/<uuid:person_id>/", drill.drill_answer, name="drill-answer"),
    path("rivals/<slug:answer>/answer/", presence.rivals_answer, name="rivals-answer"),
    path("rivals/new/", presence.presence_new, name="presence-new"),
    path("rivals/<uuid:presence_id>/", presence.presence_edit, name="presence-edit"),
    path("rivals/<uuid:presence_id>/remove/", presence.presence_archive, name="presence-archive"),
    path("rivals/<uuid:presence_id>/restore/", presence.presence_restore, name="presence-restore"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("clients/", client.client_list, name="client-list"),
    path("clients/new/", client.client_new, name="client-new"),
    path("clients/similar/", client.client_similar, name="client-similar"),
    path("clients/people/", people.client_people, name="client-people"),
    path("clients/people/rules/", people.notes_rules, name="notes-rules"),
    path("clients/people/readings/", people.trait_log, name="trait-log"),
    path("clients/<uuid:client_id>/", include(_of_client)),
    path("competitors/", competitor.competitor_list, name="competitor-list"),
    path("competitors/new/", competitor.competitor_new, name="competitor-new"),
    path("competitors/<uuid:competitor_id>/", competitor.competitor_detail, name="competitor-detail"),
    path("competitors/<uuid:competitor_id>/edit/", competitor.competitor_edit, name="competitor-edit"),
    path("competitors/<uuid:competitor_id>/archive/", competitor.competitor_archive, name="competitor-archive"),
    path("competitors/<uuid:competitor_id>/restore/", competitor.competitor_restore, name="competitor-restore"),
]
