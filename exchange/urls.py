"""Addresses of imports and exports."""

from django.urls import include, path

from exchange.views import card, export, job, merge, steps

_of_job = [
    path("", job.import_detail, name="import-detail"),
    path("progress/", job.import_progress, name="import-progress"),
    path("errors/", job.import_errors, name="import-errors"),
    path("look/", steps.import_look, name="import-look"),
    path("match/", steps.import_match, name="import-match"),
    path("people/", steps.import_people, name="import-people"),
    path("firms/", steps.import_firms, name="import-firms"),
    path("columns/", steps.import_match_again, name="import-columns"),
    path("lines/<uuid:row_id>/", steps.import_row, name="import-row"),
    path("lines/", steps.import_all, name="import-all"),
    path("start/", steps.import_start, name="import-start"),
    path("resume/", steps.import_resume, name="import-resume"),
    path("undo/", steps.import_undo, name="import-undo"),
    path("discard/", steps.import_discard, name="import-discard"),
]

urlpatterns = [
    path("imports/", job.import_list, name="import-list"),
    path("imports/new/", job.import_new, name="import-new"),
    path("imports/template/<slug:what>/", job.import_template, name="import-template"),
    path("imports/<uuid:job_id>/", include(_of_job)),
    path("exports/", export.export_list, name="export-list"),
    path("exports/<slug:what>/<slug:form>/", export.export_make, name="export-make"),
    path("exports/<uuid:export_id>/", export.export_fetch, name="export-fetch"),
    path("merge/<slug:noun>/<uuid:row_id>/", merge.merge_find, name="merge-find"),
    path("merge/<slug:noun>/<uuid:row_id>/<uuid:other_id>/", merge.merge_two, name="merge-two"),
    path("merged/<uuid:row_id>/", merge.merge_told, name="merge-told"),
    path("merges/<uuid:merge_id>/undo/", merge.merge_undo, name="merge-undo"),
    path("duplicates/", merge.duplicate_list, name="duplicate-list"),
    path("duplicates/<uuid:hint_id>/settle/", merge.duplicate_settle, name="duplicate-settle"),
    path("clients/<uuid:client_id>/cards/", card.card_in, name="card-in"),
    path("clients/<uuid:client_id>/people/<uuid:person_id>/card/", card.card_show, name="card-show"),
    path("clients/<uuid:client_id>/people/<uuid:person_id>/card.vcf", card.card_out, name="card-out"),
    path("clients/<uuid:client_id>/origin/", export.client_origin, name="client-origin"),
]
