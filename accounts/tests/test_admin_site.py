import pytest

from accounts.factories import UserFactory
from accounts.models import Role
from tests.urlconf import addresses

pytestmark = pytest.mark.django_db
PAGES = [
    "",
    "login/",
    "logout/",
    "password_change/",
    "jsi18n/",
    "accounts/user/",
    "accounts/user/add/",
    "accounts/team/",
    "nowhere/",
    "autocomplete/",
]


@pytest.mark.parametrize("page", PAGES)
def test_there_is_no_admin_but_for_superusers(page, world, as_):
    for person in (world.manager, world.lead, world.admin, UserFactory(is_staff=True)):
        assert as_(person).get("/admin/" + page).status_code == 404
    assert as_(None).get("/admin/" + page)["Location"].startswith("/accounts/login/?next=/admin/")


def test_every_address_of_it_is_behind_the_same_door(world, as_):
    browser = as_(world.admin)
    routes = [address.route for address in addresses() if address.route.startswith("admin/")]
    assert len(routes) > 10
    for route in routes:
        path = (
            route.replace("<path:object_id>", str(world.manager.pk))
            .replace("<path:url>", "x")
            .replace("<int:content_type_id>", "1")
        )
        if "<" not in path and "^" not in path:
            for method in ("get", "post"):
                assert getattr(browser, method)("/" + path).status_code == 404, path


def test_superusers_come_in(as_, manager):
    browser = as_(UserFactory(role=Role.ADMIN, is_staff=True, is_superuser=True))
    assert browser.get("/admin/").status_code == 200
    assert browser.get("/admin/login/")["Location"] == "/admin/"
    assert browser.get("/admin/accounts/user/").status_code == 200
    assert browser.get(f"/admin/accounts/user/{manager.pk}/change/").status_code == 200
