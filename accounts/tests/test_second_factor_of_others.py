"""Second factors of others: who resets a lost one, and whom the house binds."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.second_factor import is_on
from accounts.tests.codes import (
    INDEX,
    LOGIN,
    is_in,
    set_up_app,
    sign_in,
    with_app,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_cache")]


def test_djangos_admin_shows_none(admin, as_):
    User.objects.filter(pk=admin.pk).update(is_superuser=True, is_staff=True)
    assert as_(admin).get("/admin/").status_code == 200
    assert as_(admin).get("/admin/mfa/authenticator/").status_code == 404


def test_an_admin_resets_what_a_colleague_has_lost(manager, admin, as_, clock, django_capture_on_commit_callbacks):
    secret = with_app(manager)
    theirs, browser = as_(manager), as_(admin)
    page = browser.get(f"/people/{manager.pk}/").content.decode()
    assert "authenticator app" in page
    assert secret not in page
    assert browser.post(f"/people/{manager.pk}/second-factor/", {"reason": ""}).status_code == 422
    assert is_on(manager)
    with django_capture_on_commit_callbacks(execute=True):
        done = browser.post(f"/people/{manager.pk}/second-factor/", {"reason": "Telephone lost <b>today</b>"})
    assert done["Location"] == f"/people/{manager.pk}/"
    assert not Authenticator.objects.filter(user_id=manager.pk).exists()
    assert not is_in(theirs)
    assert is_in(sign_in("manager"))
    assert mail.outbox[-1].to == [manager.email]
    assert "Telephone lost <b>today</b>" in mail.outbox[-1].body
    assert "Telephone lost &lt;b&gt;today&lt;/b&gt;" in mail.outbox[-1].alternatives[0].content
    assert admin.name in mail.outbox[-1].body
    again = browser.post(f"/people/{manager.pk}/second-factor/", {"reason": "Once more"})
    assert again.status_code == 422
    assert "No second factor is set up." in again.content.decode()


def test_not_ones_own_and_not_by_a_lead(admin, lead, manager, as_, clock):
    with_app(admin)
    with_app(manager)
    own = as_(admin).post(f"/people/{admin.pk}/second-factor/", {"reason": "Mine"})
    assert "Another admin has to do this for you." in own.content.decode()
    assert as_(lead).post(f"/people/{manager.pk}/second-factor/", {"reason": "x"}).status_code == 404
    assert is_on(admin)
    assert is_on(manager)


def test_from_the_machine_for_the_last_admin(admin, clock, django_capture_on_commit_callbacks):
    with_app(admin)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("reset_second_factor", "ADMIN", "Telephone lost")
    assert not is_on(User.objects.get(pk=admin.pk))
    assert "Whoever runs this installation" in mail.outbox[-1].body
    with pytest.raises(CommandError, match="No second factor"):
        call_command("reset_second_factor", "admin", "Again")
    with pytest.raises(CommandError, match="Nobody"):
        call_command("reset_second_factor", "no-one", "Again")


@pytest.mark.parametrize(
    ("whom", "bound"), [("optional", set()), ("leads", {"lead", "admin"}), ("everyone", {"manager", "lead", "admin"})]
)
def test_whom_the_house_binds(world, as_, settings, whom, bound):
    settings.SECOND_FACTOR = whom
    led = {name for name in ("manager", "lead", "admin") if not is_in(as_(world.person(name)))}
    assert led == bound


def test_who_is_bound_sets_it_up_and_goes_on_where_they_were(manager, as_, settings, clock):
    settings.SECOND_FACTOR = "everyone"
    browser = as_(manager)
    assert browser.get("/clients/?tier=A")["Location"] == INDEX
    script = browser.post("/clients/new/", {"name": "Late"}, headers={"HX-Request": "true"})
    assert (script.status_code, script["X-Rapport-Login"]) == (401, INDEX)
    page = browser.get(INDEX).content.decode()
    assert "Your organisation requires a second factor" in page
    assert "/clients/" not in page  # no way elsewhere
    for open_to_all in ("/livez", "/readyz"):
        assert browser.get(open_to_all).status_code == 200
    assert browser.post("/language/", {"language": "en"}).status_code == 302
    set_up_app(browser)
    assert 'href="/clients/?tier=A"' in browser.get(f"{INDEX}codes/").content.decode()
    assert browser.get("/clients/?tier=A").status_code == 200


def test_who_is_bound_may_sign_out_and_nobody_has_a_way_past(manager, as_, settings):
    settings.SECOND_FACTOR = "everyone"
    browser = as_(manager)
    for url in ("/profile/", "/", "/admin/", "/search/?q=x", f"{INDEX}codes/", "/no-such-page/"):
        assert browser.get(url).status_code in (302, 404), url
    assert browser.post("/accounts/logout/")["Location"] == LOGIN
