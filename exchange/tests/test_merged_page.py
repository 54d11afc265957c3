"""The page of a row that was merged away leads to what it became and back to two, never to an empty row."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from crm.actions.client import restore_client
from crm.factories import ClientFactory, PersonFactory
from crm.models import ClientShare
from exchange.actions.merge import merge, take_back

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SAID = "This was merged into another. To have it back with all it had, make two again."


@pytest.fixture(params=["client", "person"])
def merged(request, world):
    """Return (noun, who stayed, who was put into them, the address of the latter's page, the merge)."""
    client = ClientFactory(owner=world.manager)
    of_noun = {"client": lambda: ClientFactory(owner=world.manager), "person": lambda: PersonFactory(client=client)}
    kept, gone = of_noun[request.param](), of_noun[request.param]()
    done = merge(by=world.manager, noun=request.param, winner=kept.pk, loser=gone.pk, take=(), now=NOW)
    gone.refresh_from_db()
    page = f"/clients/{gone.pk}/" if request.param == "client" else f"/clients/{client.pk}/people/{gone.pk}/"
    return request.param, kept, gone, page, done


def test_it_offers_to_make_two_again_and_not_to_bring_it_back_alone(world, as_, merged):
    _noun, kept, gone, page, done = merged
    shown = as_(world.manager).get(page).text
    assert "Merged into" in shown
    assert f"/merges/{done.pk}/undo/" in shown
    assert "Bring back" not in shown
    answer = as_(world.manager).post(f"{page}restore/", {"version": gone.version}, follow=True)
    assert SAID in answer.text
    gone.refresh_from_db()
    assert gone.archived_at is not None
    take_back(by=world.manager, merge=done, now=NOW)
    kept.refresh_from_db(), gone.refresh_from_db()
    assert gone.archived_at is None
    as_(world.manager).post(f"{page}archive/", {"version": gone.version})
    assert "Bring back" in as_(world.manager).get(page).text, "two again, it is one as any other"
    as_(world.manager).post(f"{page}restore/", {"version": gone.version + 1})
    gone.refresh_from_db()
    assert gone.archived_at is None


def test_who_sees_only_what_was_merged_away_is_told_so_and_by_whom(world, as_):
    kept, gone = ClientFactory(owner=world.manager, name="甲物流"), ClientFactory(owner=world.teammate)
    merge(by=world.lead, noun="client", winner=kept.pk, loser=gone.pk, take=(), now=NOW)
    ClientShare.objects.all().delete()
    shown = as_(world.teammate).get(f"/clients/{gone.pk}/").text
    assert f"{world.lead} merged this into one that is not open to you." in shown
    for word in ("甲物流", "Bring back", "Make two again"):
        assert word not in shown
    gone.refresh_from_db()
    with pytest.raises(ValidationError):
        restore_client(by=world.teammate, client=gone, version=gone.version)
