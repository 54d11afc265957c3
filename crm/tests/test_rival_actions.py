import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from core.models import StaleVersion
from crm.access import NotYours
from crm.actions.competitor import archive_competitor, create_competitor, edit_competitor, restore_competitor
from crm.actions.presence import archive_presence, create_presence, edit_presence, restore_presence
from crm.factories import ClientFactory, CompetitorFactory, CompetitorPresenceFactory
from crm.models import Competitor, CompetitorPresence

pytestmark = pytest.mark.django_db


def test_a_rivals_page_is_made_once_and_edited_by_all(manager, stranger):
    one = uuid7()
    for _time in range(2):
        rival = create_competitor(by=manager, now=timezone.now(), values={"name": "联通"}, new_id=one)
    edit_competitor(by=stranger, competitor=rival, version=1, values={"strengths": "价格"})
    with pytest.raises(StaleVersion):
        edit_competitor(by=manager, competitor=rival, version=1, values={"strengths": "服务"})
    assert Competitor.objects.get().strengths == "价格"


def test_a_name_that_somebody_was_quicker_with_is_refused_in_words(manager):
    taken, other = CompetitorFactory(name="Unicom"), CompetitorFactory(name="Telecom")
    with pytest.raises(ValidationError, match="already"):
        create_competitor(by=manager, now=timezone.now(), values={"name": taken.name}, new_id=uuid7())
    with pytest.raises(ValidationError, match="already"):
        edit_competitor(by=manager, competitor=other, version=1, values={"name": taken.name})
    assert Competitor.objects.count() == 2


def test_only_leads_and_admins_archive_a_rival(manager, lead):
    rival = CompetitorFactory()
    with pytest.raises(NotYours):
        archive_competitor(by=manager, competitor=rival, version=1, now=timezone.now())
    archive_competitor(by=lead, competitor=rival, version=1, now=timezone.now())
    restore_competitor(by=lead, competitor=rival, version=2)
    assert Competitor.objects.active().get() == rival


def test_a_rival_typed_on_the_spot_gets_one_page_however_it_is_written(manager):
    client = ClientFactory(owner=manager)
    for typed in ("Unicom", " unicom ", "UNICOM"):
        create_presence(by=manager, client=client, now=timezone.now(), values={}, new_competitor=typed)
    assert Competitor.objects.get().name == "Unicom"
    assert CompetitorPresence.objects.count() == 3


def test_everything_about_a_presence_may_be_unknown(manager):
    client, rival = ClientFactory(owner=manager), CompetitorFactory()
    presence = create_presence(by=manager, client=client, now=timezone.now(), values={"competitor": rival})
    assert (presence.product, presence.satisfaction, presence.contract_end) == ("", None, None)


def test_a_presence_is_changed_removed_and_brought_back_by_those_who_see_the_client(manager, stranger):
    presence = CompetitorPresenceFactory(client=ClientFactory(owner=manager), competitor=CompetitorFactory())
    now = timezone.now()
    edit_presence(by=manager, presence=presence, version=1, now=now, values={"satisfaction": 2})
    archive_presence(by=manager, presence=presence, version=2, now=now)
    restore_presence(by=manager, presence=presence, version=3)
    presence.refresh_from_db()
    assert (presence.satisfaction, presence.archived_at, presence.version) == (2, None, 4)
    with pytest.raises(NotYours):
        archive_presence(by=stranger, presence=presence, version=4, now=now)


def test_the_picker_of_rivals_is_bounded_and_keeps_the_one_chosen(manager, as_):
    for number in range(205):
        CompetitorFactory(name=f"A{number:03}")
    last = CompetitorFactory(name="Zz")
    client = ClientFactory(owner=manager)
    page = as_(manager).get(reverse("presence-new", args=[client.pk])).content.decode()
    assert page.count("<option") <= 201
    assert str(last.pk) not in page
    presence = CompetitorPresenceFactory(client=client, competitor=last)
    address = reverse("presence-edit", args=[client.pk, presence.pk])
    assert f'value="{last.pk}" selected' in as_(manager).get(address).content.decode()
    answer = as_(manager).post(address, {"competitor": last.pk, "product": "x", "version": 1})
    assert answer.status_code == 302
