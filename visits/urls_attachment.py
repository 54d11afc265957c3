"""Addresses of photos and files."""

from django.urls import URLPattern, URLResolver, path

from visits.views import attachment

urlpatterns: list[URLPattern | URLResolver] = [
    path("clients/<uuid:pk>/files/", attachment.files_of("client"), name="client-files"),
    path("clients/people/<uuid:pk>/files/", attachment.files_of("person"), name="person-files"),
    path("visits/<uuid:pk>/files/", attachment.files_of("visit"), name="visit-files"),
    path("complaints/<uuid:pk>/files/", attachment.files_of("complaint"), name="complaint-files"),
    path("files/<uuid:pk>/", attachment.attachment, name="attachment"),
    path("files/<uuid:pk>/small/", attachment.attachment_small, name="attachment-small"),
    path("files/<uuid:pk>/remove/", attachment.attachment_remove, name="attachment-remove"),
    path("files/<uuid:pk>/restore/", attachment.attachment_restore, name="attachment-restore"),
]
