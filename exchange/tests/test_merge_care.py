"""A merge carries what people have written about a client, and gives it back (V11)."""

import pytest
from django.utils import timezone

from crm.actions.person_photo import photos_of, remove_photo, set_photo
from crm.factories import ClientFactory, PersonFactory, PersonPhotoFactory, TraitFactory
from crm.models import FormerPhoto, Person, PersonPhoto, Trait
from crm.models.person_photo import photo_key
from exchange.actions.merge import merge, take_back
from exchange.models import Merge
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


def people_as_they_are():
    models = (Person, PersonPhoto, Trait)
    passed = ("version", "updated_at", "search", "also", "image")
    names = {one: [field.attname for field in one._meta.concrete_fields if field.name not in passed] for one in models}
    rows = [sorted(map(repr, one._base_manager.values_list(*names[one]))) for one in models]
    return rows, {one.person_id: bytes(one.image) for one in PersonPhoto.objects.all()}


@pytest.mark.parametrize("here", ["none", "removed", "shown"])
def test_photos_and_notes_of_two_people_become_ones_and_come_back(world, as_, here):
    client = ClientFactory(owner=world.manager)
    kept, gone = (PersonFactory(client=client, name="王建国") for _ in range(2))
    PersonPhotoFactory(person=gone, image=b"theirs")
    TraitFactory(person=gone, text="不吃辣", noted_by=world.manager)
    if here != "none":
        PersonPhotoFactory(person=kept, image=b"ours")
    if here == "removed":
        remove_photo(by=world.manager, person=kept, version=kept.version, now=NOW)
    before = people_as_they_are()
    browser, address = as_(world.manager), f"/merge/person/{kept.pk}/{gone.pk}/"
    told = dict(browser.get(address).context["moves"])
    assert told.get("photos", 0) == (here != "shown")
    done = merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=(), now=NOW)
    kept.refresh_from_db()
    seen = b"ours" if here == "shown" else b"theirs"
    assert kept.photo_key == photo_key(seen)
    assert browser.get(f"/clients/{client.pk}/people/{kept.pk}/photo/").content == seen
    assert kept.traits.get().text == "不吃辣"
    take_back(by=world.manager, merge=done, now=NOW)
    assert people_as_they_are() == before


def test_a_photo_taken_since_stays_when_two_are_made_of_one_again(world):
    client = ClientFactory(owner=world.manager)
    kept, gone = (PersonFactory(client=client) for _ in range(2))
    PersonPhotoFactory(person=gone, image=b"theirs")
    done = merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=(), now=NOW)
    kept.refresh_from_db()
    set_photo(by=world.manager, person=kept, version=kept.version, image=b"new", now=NOW)
    take_back(by=world.manager, merge=done, now=NOW)
    shown = {one.pk: one.photo_key for one in Person.objects.filter(client=client)}
    assert shown == {kept.pk: photo_key(b"new"), gone.pk: photo_key(b"theirs")}
    images = {one.person_id: bytes(one.image) for one in PersonPhoto.objects.all()}
    assert images == {kept.pk: b"new", gone.pk: b"theirs"}


@pytest.mark.parametrize("chosen", ["mine", "other"])
def test_of_two_photos_one_is_chosen_and_the_other_is_not_lost(world, as_, chosen):
    client = ClientFactory(owner=world.manager)
    kept, gone = (PersonFactory(client=client, name="王建国") for _ in range(2))
    PersonPhotoFactory(person=kept, image=b"ours")
    PersonPhotoFactory(person=gone, image=b"theirs")
    before, browser = people_as_they_are(), as_(world.manager)
    address, page = f"/merge/person/{kept.pk}/{gone.pk}/", f"/clients/{client.pk}/people/{kept.pk}/photo/"
    assert 'name="photo"' in browser.get(address).text
    browser.post(address, {"photo": chosen, "versions": f"{kept.version}-{gone.version}"})
    shown, other = (b"theirs", b"ours") if chosen == "other" else (b"ours", b"theirs")
    kept.refresh_from_db()
    assert (kept.photo_key, browser.get(page).content) == (photo_key(shown), shown)
    # The photo's page offers the other one, which is shown again and taken back by its toast.
    assert browser.get(f"{page}?of={photo_key(other)}").content == other
    assert browser.get(f"{page}?of={'0' * 16}").status_code == 404
    offered = f"{page}restore/?of={photo_key(other)}"
    assert offered in browser.get(f"{page}edit/").text
    told = browser.post(offered, {"version": kept.version}, follow=True).text
    assert browser.get(page).content == other
    browser.post(f"{page}restore/?of={photo_key(shown)}", {"version": kept.version + 1})
    assert f"{page}restore/?of={photo_key(shown)}&amp;version={kept.version + 1}" in told
    assert browser.get(page).content == shown
    take_back(by=world.manager, merge=Merge.objects.get(), now=NOW)
    rows, images = people_as_they_are()
    assert images == before[1]
    assert rows[0] == before[0][0]


def test_a_photo_is_offered_through_two_merges(world):
    client = ClientFactory(owner=world.manager)
    first, second, third = (PersonFactory(client=client, name="王建国") for _ in range(3))
    for one, image in ((first, b"first"), (second, b"second"), (third, b"third")):
        PersonPhotoFactory(person=one, image=image)
    merge(by=world.manager, noun="person", winner=second.pk, loser=first.pk, take=("photo",), now=NOW)
    merge(by=world.manager, noun="person", winner=third.pk, loser=second.pk, take=(), now=NOW)
    assert set(photos_of(third).values()) == {b"first", b"second", b"third"}


def test_the_history_shows_both_photos_and_brings_the_old_one_back(world, as_):
    client = ClientFactory(owner=world.manager)
    kept, gone = (PersonFactory(client=client, name="王建国") for _ in range(2))
    PersonPhotoFactory(person=kept, image=b"ours")
    PersonPhotoFactory(person=gone, image=b"theirs")
    merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=("photo",), now=NOW)
    browser, history = as_(world.manager), f"/contacts/{kept.pk}/history/"
    change = browser.get(f"{history}?field=photo_key").context["changes"][0].fields[0]
    assert [one.partition("?of=")[2] for one in (change.old_picture, change.new_picture)] == [
        photo_key(b"ours"), photo_key(b"theirs"),
    ]  # fmt: skip
    assert change.may_restore
    # One that stands nowhere else is not lost for it: it is kept aside.
    kept.refresh_from_db()
    set_photo(by=world.manager, person=kept, version=kept.version, image=b"later", now=NOW)
    last = browser.get(f"{history}?field=photo_key").context["changes"][1]
    old = {"field": "photo_key", "event": last.before, "version": kept.version}
    browser.post(f"{history}restore/", old)
    assert PersonPhoto.objects.get(person=kept).image.tobytes() == b"ours"
    assert b"later" in photos_of(kept).values()
    FormerPhoto.objects.all().delete()  # thirty days later
    change = browser.get(f"{history}?field=photo_key").context["changes"][0].fields[0]
    assert (change.old_picture, change.old, change.may_restore) == ("", "no longer kept", False)
    assert change.new_picture.endswith(photo_key(b"ours"))


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


def test_a_photo_that_came_along_and_was_replaced_stays_with_its_own_when_they_are_two_again(world):
    client = ClientFactory(owner=world.manager)
    kept, gone = (PersonFactory(client=client) for _ in range(2))
    PersonPhotoFactory(person=gone, image=b"theirs")
    done = merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=(), now=NOW)
    kept.refresh_from_db()
    set_photo(by=world.manager, person=kept, version=kept.version, image=b"new", now=NOW)
    assert set(photos_of(kept).values()) == {b"theirs", b"new"}
    take_back(by=world.manager, merge=done, now=NOW)
    assert set(photos_of(kept).values()) == {b"new"}
    assert set(photos_of(gone).values()) == {b"theirs"}
