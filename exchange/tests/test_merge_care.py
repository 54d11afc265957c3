"""A merge carries what people have written about a client, and gives it back (V11)."""

import pytest
from django.utils import timezone

from crm.factories import ClientFactory, PersonFactory
from exchange.actions.merge import merge, take_back
from visits.factories import ComplaintFactory
from visits.models import Attachment, Comment, Complaint

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_comments_on_clients_and_people_go_along_and_come_back(world):
    first, other = ClientFactory(owner=world.manager), ClientFactory(owner=world.manager)
    wang, also_wang = PersonFactory(client=first), PersonFactory(client=first)
    on_client = Comment.objects.create(client=first, author=world.manager, body="x")
    on_person = Comment.objects.create(person=wang, author=world.manager, body="x")
    people = merge(by=world.manager, noun="person", winner=also_wang.pk, loser=wang.pk, take=(), now=NOW)
    clients = merge(by=world.manager, noun="client", winner=other.pk, loser=first.pk, take=(), now=NOW)
    on_client.refresh_from_db(), on_person.refresh_from_db()
    assert (on_client.client, on_person.person) == (other, also_wang)
    take_back(by=world.manager, merge=clients, now=NOW)
    take_back(by=world.manager, merge=people, now=NOW)
    on_client.refresh_from_db(), on_person.refresh_from_db()
    assert (on_client.client, on_person.person) == (first, wang)


def test_both_pages_and_the_history_tell_of_it(world, as_):
    first = ClientFactory(owner=world.manager, name="华兴物流", phone="138 0013 8000", tier="A")
    other = ClientFactory(owner=world.manager, name="华兴物流公司", phone="13800138000", tier="")
    browser = as_(world.manager)
    compared = browser.get(f"/merge/client/{other.pk}/{first.pk}/").context["fields"]
    assert "phone" not in {field["name"] for field in compared}, "one number in two spellings is no difference"
    merge(by=world.manager, noun="client", winner=other.pk, loser=first.pk, take=("tier",), now=NOW)
    page = browser.get(f"/clients/{first.pk}/").content.decode()
    assert "Merged into" in page
    assert f'href="/clients/{other.pk}/"' in page
    assert "Merged into" not in browser.get(f"/clients/{other.pk}/").content.decode()
    assert "duplicates merged" in browser.get(f"/clients/{other.pk}/history/").content.decode()


def test_complaints_go_along_and_come_back(world):
    first, other = ClientFactory(owner=world.manager), ClientFactory(owner=world.manager)
    ComplaintFactory(client=first)
    done = merge(by=world.manager, noun="client", winner=other.pk, loser=first.pk, take=(), now=NOW)
    assert Complaint.objects.get().client == other
    take_back(by=world.manager, merge=done, now=NOW)
    assert Complaint.objects.get().client == first


def test_files_go_along_and_come_back(world):
    first, other = ClientFactory(owner=world.manager), ClientFactory(owner=world.manager)
    values = {"added_by": world.manager, "name": "a.pdf", "content_type": "application/pdf", "size": 1}
    file = Attachment.objects.create(client=first, digest="x", stored_as="x", **values)
    done = merge(by=world.manager, noun="client", winner=other.pk, loser=first.pk, take=(), now=NOW)
    file.refresh_from_db()
    assert file.client == other
    take_back(by=world.manager, merge=done, now=NOW)
    file.refresh_from_db()
    assert file.client == first
