"""Addresses of comments, one for each thing that is commented on."""

from django.urls import URLPattern, URLResolver, path

from visits.views import comment

urlpatterns: list[URLPattern | URLResolver] = [
    path("clients/<uuid:pk>/comments/", comment.comments_of("client"), name="client-comments"),
    path("clients/people/<uuid:pk>/comments/", comment.comments_of("person"), name="person-comments"),
    path("complaints/<uuid:pk>/comments/", comment.comments_of("complaint"), name="complaint-comments"),
    path("visits/<uuid:pk>/comments/", comment.comments_of("visit"), name="visit-comments"),
    path("promises/<uuid:pk>/comments/", comment.comments_of("promise"), name="promise-comments"),
    path("comments/<slug:subject>/<uuid:pk>/names/", comment.comment_names, name="comment-names"),
    path("comments/<uuid:pk>/edit/", comment.comment_edit, name="comment-edit"),
    path("comments/<uuid:pk>/remove/", comment.comment_remove, name="comment-remove"),
    path("comments/<uuid:pk>/restore/", comment.comment_restore, name="comment-restore"),
]
