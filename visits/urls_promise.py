"""Addresses of promises, review, notifications and the demo's mail."""

from django.urls import URLPattern, URLResolver, path

from visits.views import mail, notification, promise, promise_act, review, several

urlpatterns: list[URLPattern | URLResolver] = [
    path("promises/", promise.promise_list, name="promise-list"),
    path("promises/new/", promise_act.promise_new, name="promise-new"),
    path("promises/load/", promise_act.promise_load, name="promise-load"),
    path("promises/keep/", several.promises_keep, name="promises-keep"),
    path("promises/<uuid:pk>/", promise.promise_detail, name="promise-detail"),
    path("promises/<uuid:pk>/edit/", promise_act.promise_edit, name="promise-edit"),
    path("promises/<uuid:pk>/date/", promise_act.promise_renegotiate, name="promise-renegotiate"),
    path("promises/<uuid:pk>/keep/", promise_act.promise_keep, name="promise-keep"),
    path("promises/<uuid:pk>/break/", promise_act.promise_break, name="promise-break"),
    path("promises/<uuid:pk>/reopen/", promise_act.promise_reopen, name="promise-reopen"),
    path("review/", review.review_queue, name="review-queue"),
    path("review/accept/", several.records_accept, name="records-accept"),
    path("several/<uuid:act_id>/undo/", several.several_undo, name="several-undo"),
    path("review/<uuid:pk>/", review.review_detail, name="review-detail"),
    path("review/<uuid:pk>/accept/", review.review_accept, name="review-accept"),
    path("review/<uuid:pk>/undo/", review.review_undo, name="review-undo"),
    path("review/<uuid:pk>/send-back/", review.review_send_back, name="review-send-back"),
    path("review/<uuid:pk>/share/", review.review_share, name="review-share"),
    path("notifications/", notification.notification_list, name="notification-list"),
    path("notifications/read/", notification.notification_read_all, name="notification-read-all"),
    path("notifications/unread/", notification.notification_unread_again, name="notification-unread-again"),
    path("notifications/<uuid:pk>/", notification.notification_open, name="notification-open"),
    path("mail/", mail.demo_mail, name="demo-mail"),
]
