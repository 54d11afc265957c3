"""Addresses of this app. Allauth's are the ones we use, under the names it looks for; signing up has none."""

from django.urls import URLPattern, URLResolver, path, re_path

from accounts.views import history, person, profile, saved_filter, sign_in, team

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", sign_in.login, name="account_login"),
    path("accounts/logout/", sign_in.logout, name="account_logout"),
    path("accounts/password/change/", sign_in.password_change, name="account_change_password"),
    path("accounts/password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", sign_in.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("profile/", profile.profile, name="profile"),
    path("language/", profile.set_language, name="set_language"),
    path("appearance/", profile.set_theme, name="set-theme"),
    path("people/", person.people_list, name="people-list"),
    path("people/new/", person.person_new, name="person-new"),
    path("people/<uuid:pk>/", person.person, name="person"),
    path("people/<uuid:pk>/off/", person.person_switch_off, name="person-switch-off"),
    path("people/<uuid:pk>/on/", person.person_switch_on, name="person-switch-on"),
    path("people/<uuid:pk>/reset/", person.person_reset, name="person-reset"),
    path("filters/new/", saved_filter.filter_new, name="filter-new"),
    path("filters/<uuid:pk>/", saved_filter.filter_edit, name="filter-edit"),
    path("filters/<uuid:pk>/remove/", saved_filter.filter_remove, name="filter-remove"),
    path("filters/<uuid:pk>/back/", saved_filter.filter_back, name="filter-back"),
    path("<slug:noun>/<uuid:pk>/history/", history.history, name="history"),
    path("<slug:noun>/<uuid:pk>/history/restore/", history.history_restore, name="history-restore"),
    path("teams/", team.team_list, name="team-list"),
    path("teams/new/", team.team_new, name="team-new"),
    path("teams/<uuid:pk>/", team.team, name="team"),
    path("teams/<uuid:pk>/add/", team.team_add, name="team-add"),
    path("teams/<uuid:pk>/delete/", team.team_delete, name="team-delete"),
]
