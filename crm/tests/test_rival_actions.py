import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from core.models import StaleVersion
from crm.access import NotYours
from crm.actions.competitor import archive_competitor, create_competitor, edit_competitor, restore_competitor
from crm.actions.installed import archive_installed, create_installed, edit_installed, restore_installed
from crm.factories import ClientFactory, CompetitorFactory, InstalledProductFactory
from crm.models import Competitor, InstalledProduct

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
        create_installed(by=manager, client=client, now=timezone.now(), values={}, new_competitor=typed)
    assert Competitor.objects.get().name == "Unicom"
    assert InstalledProduct.objects.count() == 3


def test_everything_about_an_installed_product_may_be_unknown(manager):
    client, rival = ClientFactory(owner=manager), CompetitorFactory()
    installed = create_installed(by=manager, client=client, now=timezone.now(), values={"competitor": rival})
    assert (installed.product, installed.satisfaction, installed.contract_end) == ("", None, None)


def test_an_installed_product_is_changed_removed_and_brought_back_by_those_who_see_the_client(manager, stranger):
    installed = InstalledProductFactory(client=ClientFactory(owner=manager), competitor=CompetitorFactory())
    now = timezone.now()
    edit_installed(by=manager, installed=installed, version=1, now=now, values={"satisfaction": 2})
    archive_installed(by=manager, installed=installed, version=2, now=now)
    restore_installed(by=manager, installed=installed, version=3)
    installed.refresh_from_db()
    assert (installed.satisfaction, installed.archived_at, installed.version) == (2, None, 4)
    with pytest.raises(NotYours):
        archive_installed(by=stranger, installed=installed, version=4, now=now)


def test_the_picker_of_rivals_is_bounded_and_keeps_the_one_chosen(manager, as_):
    for number in range(205):
        CompetitorFactory(name=f"A{number:03}")
    last = CompetitorFactory(name="Zz")
    client = ClientFactory(owner=manager)
    page = as_(manager).get(reverse("installed-new", args=[client.pk]) + "?vendor=rival").content.decode()
    assert page.count("<option") <= 203
    assert str(last.pk) not in page
    installed = InstalledProductFactory(client=client, competitor=last)
    address = reverse("installed-edit", args=[client.pk, installed.pk])
    assert f'value="{last.pk}" selected' in as_(manager).get(address).content.decode()
    answer = as_(manager).post(address, {"vendor": "rival", "competitor": last.pk, "product": "x", "version": 1})
    assert answer.status_code == 302
