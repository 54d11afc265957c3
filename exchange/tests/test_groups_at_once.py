"""A merge beside an edit that puts a firm below another, each on a connection of its own: no group becomes a loop."""

import pytest
from django.utils import timezone

from crm.actions.client import edit_client
from crm.factories import ClientFactory
from crm.group import firms_above
from crm.models import Client
from exchange.actions import merge as merging
from exchange.actions.merge import merge, take_back
from tests.at_once import another

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def put_below(by, client, parent):
    edit_client(by=by, client=client, version=client.version, values={"parent": parent})


def beside(monkeypatch, step, act):
    """Do `act` on another connection when a merge or its undo has come to `step`; return (end of it, its errors)."""
    real, (thread, errors) = getattr(merging, step), another(act)

    def meanwhile(*given, **more):
        monkeypatch.setattr(merging, step, real)
        thread.start()
        thread.join(1)
        return real(*given, **more)

    monkeypatch.setattr(merging, step, meanwhile)
    return thread, errors


@pytest.mark.parametrize("is_undone", [False, True])
def test_a_parent_that_a_merge_brings_is_not_put_below_meanwhile(monkeypatch, manager, is_undone):
    above = ClientFactory(owner=manager, name="集团")
    kept, gone = ClientFactory(owner=manager, name="甲"), ClientFactory(owner=manager, name="乙", parent=above)
    told = {"by": manager, "noun": "client", "winner": kept.pk, "loser": gone.pk, "now": NOW}
    if is_undone:  # what returns the parent that was replaced
        Client.objects.filter(pk=kept.pk).update(parent=above)
        Client.objects.filter(pk=gone.pk).update(parent=ClientFactory(owner=manager, name="别处"))
    done = merge(**told, take=["parent"]) if is_undone else None
    thread, errors = beside(monkeypatch, "score_soon", lambda: put_below(manager, above, kept))
    if done:
        take_back(by=manager, merge=done, now=NOW)
    else:
        merge(**told, take=["parent"])
    thread.join(20)
    assert errors == ["ValidationError"]
    assert firms_above(kept.pk) == [kept.pk, above.pk]
    above.refresh_from_db()
    assert above.parent is None


def test_neither_waits_for_the_other_for_ever(monkeypatch, manager):
    kept, gone, other = ClientFactory.create_batch(3, owner=manager)
    below = ClientFactory(owner=manager, parent=gone)
    thread, errors = beside(monkeypatch, "keep_photo", lambda: put_below(manager, below, other))
    merge(by=manager, noun="client", winner=kept.pk, loser=gone.pk, take=(), now=NOW)
    thread.join(20)
    below.refresh_from_db()
    assert (errors, below.parent) == ([], other)


def test_making_two_again_closes_no_loop_with_what_was_put_below_since(manager):
    above = ClientFactory(owner=manager)
    kept, gone = ClientFactory(owner=manager), ClientFactory(owner=manager, parent=above)
    Client.objects.filter(pk=kept.pk).update(parent=above)
    Client.objects.filter(pk=gone.pk).update(parent=None)
    below = ClientFactory(owner=manager, parent=gone)
    done = merge(by=manager, noun="client", winner=kept.pk, loser=gone.pk, take=["parent"], now=NOW)
    above.refresh_from_db(), kept.refresh_from_db(), below.refresh_from_db()
    assert (kept.parent, below.parent) == (None, kept)
    put_below(manager, above, kept)
    Client.objects.filter(pk=gone.pk).update(parent=below)
    take_back(by=manager, merge=done, now=NOW)
    for client in Client.objects.all():
        assert client.pk not in firms_above(client.pk)[1:]
