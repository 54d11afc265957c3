"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from etiquette.views import editing, reading, revisions

urlpatterns: list[URLPattern | URLResolver] = [
    path("handbook/", reading.handbook, name="handbook"),
    path("handbook/new/", editing.page_new, name="handbook-new"),
    path("handbook/preview/", editing.preview, name="handbook-preview"),
    path("handbook/suggest/", reading.suggest, name="handbook-suggest"),
    path("handbook/<slug:slug>/", reading.page_detail, name="handbook-page"),
    path("handbook/<slug:slug>/edit/", editing.page_edit, name="handbook-edit"),
    path("handbook/<slug:slug>/publish/", editing.page_publish, name="handbook-publish"),
    path("handbook/<slug:slug>/unpublish/", editing.page_unpublish, name="handbook-unpublish"),
    path("handbook/<slug:slug>/undo/<int:version>/<int:number>/", editing.page_undo, name="handbook-undo"),
    path("handbook/<slug:slug>/revisions/", revisions.revision_list, name="handbook-revisions"),
    path("handbook/<slug:slug>/revisions/<int:number>/", revisions.revision, name="handbook-revision"),
    path("handbook/<slug:slug>/revisions/<int:number>/restore/", revisions.revision_restore, name="handbook-restore"),
]
