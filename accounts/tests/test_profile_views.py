import pytest

from accounts.forms.profile import ProfileForm
from accounts.models import User

pytestmark = pytest.mark.django_db


def post(browser, person, **changes):
    values = {
        "version": person.version,
        "name": person.name,
        "language": person.language,
        "time_zone": "",
        "theme": "system",
    }
    return browser.post("/profile/", values | changes)


def test_language_zone_and_theme_hold_at_once(manager, as_):
    browser = as_(manager)
    response = post(browser, manager, name="马经理", language="zh-hans", time_zone="America/New_York", theme="dark")
    assert response["Location"] == "/profile/"
    page = browser.get("/profile/").content.decode()
    assert '<html lang="zh-Hans" data-bs-theme="dark"' in page
    assert '<option value="America/New_York" selected>' in page
    assert "马经理" in page
    manager.refresh_from_db()
    assert manager.time_zone == "America/New_York"


def test_a_person_changes_nothing_else_about_themselves(manager, as_):
    post(as_(manager), manager, role="admin", username="root", email="x@example.com", is_superuser="on", team="")
    after = User.objects.get(pk=manager.pk)
    assert (after.role, after.username, after.email, after.is_superuser) == (
        "manager",
        "manager",
        manager.email,
        False,
    )
    assert after.team_id == manager.team_id


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Mars/Olympus"), ("language", "fr"), ("theme", "pink"), ("name", "")]
)
def test_what_is_not_offered_is_refused(manager, as_, field, value):
    response = post(as_(manager), manager, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert User.objects.get(pk=manager.pk).version == 1


def test_a_late_write_shows_both_and_loses_neither(manager, as_):
    User.objects.filter(pk=manager.pk).update(name="Changed by an admin", version=2)
    browser = as_(manager)
    response = post(browser, manager, name="Changed by me")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Changed by an admin" in page
    assert 'value="Changed by me"' in page
    assert User.objects.get(pk=manager.pk).name == "Changed by an admin"
    manager.version = int(response.context["form"].data["version"])
    assert post(browser, manager, name="Changed by me").status_code == 302  # saving again is knowing
    assert User.objects.get(pk=manager.pk).name == "Changed by me"


def test_a_zone_from_before_is_still_offered(manager):
    manager.time_zone = "PRC"
    assert ("PRC", "PRC") in list(ProfileForm(instance=manager).fields["time_zone"].choices)
