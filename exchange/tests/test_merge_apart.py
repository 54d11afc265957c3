"""People of two clients become one: nothing of the client that the other was at comes where it does not belong."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.factories import ClientFactory, DepartmentFactory, PersonFactory
from crm.models import ClientShare, PastPost, Person
from exchange.actions.merge import merge, take_back
from exchange.models import Merge
from visits.actions.complaint import open_from_request
from visits.actions.plan import edit_plan
from visits.factories import ComplaintFactory, PromiseFactory, VisitFactory
from visits.models import Complaint, Promise, Request

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def apart(world):
    """Return who stays, at a client that a stranger sees, and who goes into them, at one that they do not."""
    here, there = (ClientFactory(owner=world.manager) for _ in range(2))
    ClientShare.objects.create(client=here, user=world.stranger, shared_by=world.manager)
    kept = PersonFactory(client=here, name="王建国", department=None)
    office = DepartmentFactory(client=there, name="远方办公室")
    head = PersonFactory(client=there, name="段智兴")
    gone = PersonFactory(client=there, name="王建国", department=office, reports_to=head)
    return kept, gone


def test_no_department_superior_or_report_of_another_client_comes_along(world, as_, apart):
    kept, gone = apart
    report = PersonFactory(client=gone.client, name="周伯通", reports_to=gone)
    page = as_(world.manager).get(f"/merge/person/{kept.pk}/{gone.pk}/")
    assert not {"department", "reports_to"} & {field["name"] for field in page.context["fields"]}
    sent = {"department": "other", "reports_to": "other", "versions": f"{kept.version}-{gone.version}"}
    assert as_(world.manager).post(f"/merge/person/{kept.pk}/{gone.pk}/", sent).status_code == 302
    kept.refresh_from_db()
    report.refresh_from_db()
    assert (kept.department, kept.reports_to, report.reports_to) == (None, None, None)
    done = Merge.objects.get()
    take_back(by=world.manager, merge=done, now=NOW)
    report.refresh_from_db()
    assert report.reports_to == gone


def test_who_sees_only_the_client_of_who_stays_is_told_no_name_of_the_other(world, as_, apart):
    kept, gone = apart
    before = PersonFactory(client=gone.client, name="欧阳锋")
    PersonFactory(client=gone.client, name="周伯通", reports_to=gone)
    noted = {"until": timezone.localdate(), "noted_by": world.manager, "client": gone.client}
    PastPost.objects.create(person=before, seat=gone, position="主任", **noted)
    PastPost.objects.create(person=gone, position="科员", department=gone.department, **noted)
    merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=(), now=NOW)
    page = as_(world.stranger).get(reverse("client-person", args=[kept.client_id, kept.pk])).text
    assert "科员" in page
    for name in ("欧阳锋", "周伯通", "段智兴", "远方办公室", gone.client.name):
        assert name not in page


def test_what_was_with_them_at_the_other_client_can_still_be_changed_and_keeps_them(world, as_, apart):
    kept, gone = apart
    promise = PromiseFactory(client=gone.client, person=gone)
    complaint = ComplaintFactory(client=gone.client, person=gone)
    said = {"visit": VisitFactory(client=gone.client), "noted_by": world.manager, "noted_at": NOW, "text": "x"}
    request = Request.objects.create(client=gone.client, person=gone, category="complaint", **said)
    visit = VisitFactory(client=gone.client)
    visit.people.add(gone)
    merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=(), now=NOW)
    plan = {"values": {"purpose": "Renew it"}, "people": visit.people.all(), "topics": []}
    edit_plan(visit=visit, by=world.manager, now=NOW, version=visit.version, **plan)
    assert visit.people.get() == kept
    browser = as_(world.manager)
    sent = {"text": "Two quotes", "person": kept.pk, "version": promise.version}
    assert browser.post(reverse("promise-edit", args=[promise.pk]), sent).status_code == 302
    page = browser.get(reverse("complaint-edit", args=[complaint.pk]))
    values = {name: field.value() for name, field in ((one.name, one) for one in page.context["form"])}
    sent = {name: value for name, value in values.items() if value is not None} | {"text": "Down", "person": kept.pk}
    assert browser.post(reverse("complaint-edit", args=[complaint.pk]), sent).status_code == 302
    assert (Promise.objects.get().person, Complaint.objects.get().person) == (kept, kept)
    assert (Promise.objects.get().text, Complaint.objects.get().text) == ("Two quotes", "Down")
    request.refresh_from_db()
    assert open_from_request(by=world.manager, request=request, now=NOW).person == kept


def test_looking_for_a_loop_does_not_read_everybody(world):
    """A million clients stand in groups, and people report to others at every one of them."""
    top = ClientFactory(owner=world.manager)
    kept, gone = ClientFactory(owner=world.manager), ClientFactory(owner=world.manager, parent=top)
    below = ClientFactory(owner=world.manager, parent=gone)
    people = [PersonFactory(client=kept, name="王建国") for _ in range(2)]
    Person.objects.filter(pk=people[1].pk).update(reports_to=PersonFactory(client=kept))
    with CaptureQueriesContext(connection) as asked:
        merge(by=world.manager, noun="client", winner=kept.pk, loser=gone.pk, take=["parent"], now=NOW)
        merge(by=world.manager, noun="person", winner=people[0].pk, loser=people[1].pk, take=["reports_to"], now=NOW)
    for table, column in (("crm_client", "parent_id"), ("crm_person", "reports_to_id")):
        whole = f'SELECT "{table}"."id" AS "pk", "{table}"."{column}"'
        read = [one["sql"] for one in asked if one["sql"].startswith(whole)]
        assert all(f'"{table}"."client_id" = ' in sql or f'"{table}"."id" = ' in sql for sql in read), read
    below.refresh_from_db()
    kept.refresh_from_db()
    assert (below.parent, kept.parent) == (kept, top)


def test_a_parent_that_stands_below_is_not_taken(world):
    kept = ClientFactory(owner=world.manager)
    between = ClientFactory(owner=world.manager, parent=kept)
    gone = ClientFactory(owner=world.manager, parent=between)
    merge(by=world.manager, noun="client", winner=kept.pk, loser=gone.pk, take=["parent"], now=NOW)
    kept.refresh_from_db()
    assert kept.parent is None
