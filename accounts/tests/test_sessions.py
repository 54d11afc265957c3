import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection

from accounts.actions.person import reset_password, switch_off, switch_on
from accounts.factories import PASSWORD
from core.sessions import SessionStore

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_cache")]
NEW = "a-quite-new-secret"


def signed_in(client) -> bool:
    return client.get("/profile/").status_code == 200


def test_changing_the_password_ends_the_other_sessions(manager, as_):
    here, elsewhere = as_(manager), as_(manager)
    wrong = here.post("/accounts/password/change/", {"oldpassword": "no", "password1": NEW, "password2": NEW})
    assert wrong.context["form"].errors == {"oldpassword": ["This is not your present password."]}
    assert signed_in(elsewhere)
    response = here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert (response.status_code, response["Location"]) == (302, "/profile/")
    assert signed_in(here)
    assert not signed_in(elsewhere)
    manager.refresh_from_db()
    assert manager.check_password(NEW)


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [(NEW, NEW + "x", "password2"), ("short", "short", "password1"), ("1234567890123", "1234567890123", "password1")],
)
def test_poor_passwords_are_refused(manager, as_, first, second, field):
    response = as_(manager).post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": first, "password2": second}
    )
    assert list(response.context["form"].errors) == [field]


def test_changing_the_password_overwrites_nothing_else(manager, as_):
    browser = as_(manager)
    browser.get("/accounts/password/change/")
    type(manager).objects.filter(pk=manager.pk).update(name="Changed meanwhile", version=7)
    browser.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    manager.refresh_from_db()
    assert (manager.name, manager.version) == ("Changed meanwhile", 8)


def test_an_admins_reset_ends_every_session(manager, admin, as_, now):
    browser = as_(manager)
    assert signed_in(browser)
    reset_password(manager, by=admin, now=now)
    assert not signed_in(browser)
    manager.refresh_from_db()
    assert not manager.has_usable_password()


def test_switching_off_ends_every_session_for_good(manager, admin, as_, now):
    browser = as_(manager)
    assert signed_in(browser)
    switch_off(manager, by=admin, now=now)
    assert not signed_in(browser)
    switch_on(manager, by=admin, now=now)
    assert not signed_in(browser)  # the old session does not come back to life
    assert signed_in(as_(type(manager).objects.get(pk=manager.pk)))


def test_another_role_holds_at_once_and_signs_nobody_out(manager, admin, as_, now):
    browser = as_(manager)
    assert browser.get("/people/").status_code == 404
    type(manager).objects.filter(pk=manager.pk).update(role="admin")
    assert browser.get("/people/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_change_of_a_session_is_kept_and_never_wakes_one_that_has_ended(manager, as_):
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
    kept = as_(manager).session
    kept["chosen"] = "phone"
    kept.save()
    again = SessionStore(kept.session_key)
    assert again["chosen"] == "phone"
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone()[0] == "on"  # what others write waits for the disk as ever
    SessionStore(kept.session_key).delete()
    again["chosen"] = "desk"
    with pytest.raises(UpdateError):
        again.save()
    assert not SessionStore(kept.session_key).exists(kept.session_key)
