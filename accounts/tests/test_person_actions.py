import re
import threading

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.actions.person import create_person, edit_person, reset_password, set_role, switch_off, switch_on
from accounts.factories import TeamFactory, UserFactory
from accounts.models import Role, User
from core.models import StaleVersion

pytestmark = pytest.mark.django_db


def fields(person, **changes):
    return {
        "version": person.version, "username": person.username, "name": person.name, "email": person.email,
        "role": person.role, "team": person.team,
    } | changes  # fmt: skip


@pytest.fixture
def newcomer(admin, world, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return create_person(
            username="xin", name="新人", email="Xin@Example.com", role=Role.MANAGER, team=world.team, by=admin,
            language="zh-hans", now=now,
        )  # fmt: skip


def test_a_new_person_is_invited_and_chooses_the_password(newcomer, client):
    assert not newcomer.has_usable_password()
    assert (newcomer.email, newcomer.created_at.tzinfo is not None) == ("xin@example.com", True)
    message = mail.outbox[0]
    assert message.to == ["xin@example.com"]
    assert "新人" in message.body
    link = re.search(r"https?://[^/]+(/\S+)", message.body)
    html = message.alternatives[0].content
    assert f'<a class="open" href="{link[0]}">设置密码</a>' in html
    assert html.count(link[0]) == 2  # and to be copied, where a button does nothing
    form = client.get(link[1])["Location"]
    client.post(form, {"password1": "a-quite-new-secret", "password2": "a-quite-new-secret"})
    assert client.get("/profile/").status_code == 200


@pytest.mark.parametrize(
    "changes",
    [{"username": "MANAGER"}, {"email": "Manager@example.com"}, {"username": "a@b"}, {"email": "no"}, {"name": ""}],
)
def test_names_and_addresses_are_nobody_elses(admin, now, changes):
    values = {
        "username": "xin",
        "name": "X",
        "email": "x@example.com",
        "role": Role.MANAGER,
        "team": None,
        "language": "",
    }
    with pytest.raises(ValidationError):
        create_person(**values | changes, by=admin, now=now)
    assert not mail.outbox
    assert User.objects.count() == 5


def test_editing_raises_the_version_and_a_late_one_is_refused(manager, admin, now):
    late = User.objects.get(pk=manager.pk)
    edit_person(manager, **fields(manager, name="Ma the Second"), by=admin, now=now)
    assert User.objects.get(pk=manager.pk).version == 2
    with pytest.raises(StaleVersion) as caught:
        edit_person(late, **fields(late, name="Too late"), by=admin, now=now)
    assert caught.value.current.name == "Ma the Second"


def test_editing_all_at_once_is_all_or_nothing(manager, admin, now):
    with pytest.raises(ValidationError):
        edit_person(manager, **fields(manager, role=Role.LEAD, username="teammate"), by=admin, now=now)
    assert User.objects.get(pk=manager.pk).role == Role.MANAGER


def test_demoted_leads_lead_nothing(lead, admin, world, now):
    set_role(lead, version=1, role=Role.MANAGER, by=admin, now=now)
    assert not world.team.leads.exists()
    set_role(lead, version=2, role=Role.LEAD, by=admin, now=now)
    assert User.objects.get(pk=lead.pk).scope.team_ids == ()


def test_no_admin_takes_away_their_own_role(admin, now):
    UserFactory(role=Role.ADMIN)
    with pytest.raises(ValidationError) as caught:
        edit_person(admin, **fields(admin, role=Role.LEAD), by=admin, now=now)
    assert caught.value.code == "yourself"
    with pytest.raises(ValidationError):
        switch_off(admin, by=admin, now=now)


def test_somebody_stays_admin(admin, now):
    other = UserFactory(role=Role.ADMIN, is_active=False)  # does not count
    for act in (
        lambda: set_role(admin, version=1, role=Role.LEAD, by=other, now=now),
        lambda: switch_off(admin, by=other, now=now),
    ):
        with pytest.raises(ValidationError) as caught:
            act()
        assert caught.value.code == "last_admin"
    assert User.objects.active_admins().get() == admin


@pytest.mark.django_db(transaction=True)
def test_two_admins_cannot_remove_each_other_at_the_same_moment(now):
    one, two = UserFactory(role=Role.ADMIN), UserFactory(role=Role.ADMIN)
    start, failures = threading.Barrier(2), []

    def remove(whom, by):
        start.wait()
        try:
            switch_off(whom, by=by, now=now)
        except ValidationError as error:
            failures.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == ["last_admin"]
    assert User.objects.active_admins().count() == 1


def test_switching_twice_is_switching_once(manager, admin, now):
    switch_off(manager, by=admin, now=now)
    switch_off(manager, by=admin, now=now)
    off = User.objects.get(pk=manager.pk)
    assert (off.is_active, off.version, off.session_epoch) == (False, 2, 1)
    switch_on(manager, by=admin, now=now)
    assert User.objects.get(pk=manager.pk).is_active


def test_who_is_switched_off_sees_and_may_nothing(lead, admin, now):
    off = switch_off(lead, by=admin, now=now)
    assert not off.permissions
    assert off.scope.team_ids == ()
    assert not User.objects.visible_to(off).exists()


def test_reset_mails_a_link(manager, teammate, admin, now, django_capture_on_commit_callbacks):
    User.objects.filter(pk=manager.pk).update(last_login=now)
    with django_capture_on_commit_callbacks(execute=True):
        reset_password(manager, by=admin, now=now)
        reset_password(teammate, by=admin, now=now)
    assert "An Admin has ended your old password" in mail.outbox[0].body
    assert "An Admin has opened Rapport for you" in mail.outbox[1].body  # who was never in is invited again


def test_no_reset_for_oneself_or_who_is_off(manager, admin, now):
    with pytest.raises(ValidationError):
        reset_password(admin, by=admin, now=now)
    switch_off(manager, by=admin, now=now)
    with pytest.raises(ValidationError):
        reset_password(manager, by=admin, now=now)
    assert not mail.outbox


def test_history_tells_what_changed_and_keeps_no_secret(manager, admin, now):
    edit_person(manager, **fields(manager, name="Ma the Second", team=TeamFactory()), by=admin, now=now)
    manager.set_password("x")
    manager.save(update_fields=["password"])
    events = manager.events.order_by("pgh_id")
    assert [event.name for event in events] == ["Ma Manager", "Ma the Second"]
    names = {field.name for field in events.model._meta.get_fields()}
    assert not names & {"password", "last_login", "session_epoch"}


def test_history_sees_past_our_code(manager):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET role = 'admin' WHERE id = %s", [manager.pk])
    assert manager.events.order_by("pgh_id").last().role == "admin"
