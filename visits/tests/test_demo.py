"""The demo fills an empty house, tells a believable story, and leaves without a trace."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import Team, User
from crm.factories import ClientFactory
from crm.models import Client, Person
from visits.demo.build import RealPeopleHere, build_demo
from visits.demo.remove import remove_demo
from visits.factories import VisitFactory
from visits.models import Promise, PromiseState, Reminder, ReminderKind, Visit, VisitRecord, VisitState

NOW = datetime.datetime(2026, 11, 23, 1, 30, tzinfo=datetime.UTC)


@pytest.mark.django_db
class TestDemo:
    def test_tells_the_whole_story(self):
        build_demo(now=NOW)
        assert (Team.objects.count(), User.objects.count()) == (3, 9)
        assert (Client.objects.count(), Person.objects.count()) == (80, 500)
        assert set(Visit.objects.values_list("state", flat=True).distinct()) >= {
            VisitState.PLANNED, VisitState.CONFIRMED, VisitState.TO_RECORD, VisitState.RECORDED,
            VisitState.SENT_BACK, VisitState.ACCEPTED, VisitState.CANCELLED,
        }  # fmt: skip
        assert set(Promise.objects.values_list("state", flat=True).distinct()) == set(PromiseState.values)
        delays = [record.delay for record in VisitRecord.objects.select_related("visit")]
        assert min(delays) < datetime.timedelta(minutes=30)
        assert max(delays) > datetime.timedelta(days=1)

    def test_one_reminder_comes_a_few_minutes_after_the_start(self):
        build_demo(now=NOW)
        due = Reminder.objects.filter(kind=ReminderKind.PROMISE_DUE, recipient__username="manager", due_at__gt=NOW)
        assert due.filter(due_at__lt=NOW + datetime.timedelta(minutes=5)).exists()

    def test_stays_out_where_real_people_are(self):
        User.objects.create_user("real", "real@example.org", "a long password")
        with pytest.raises(RealPeopleHere):
            build_demo(now=NOW)
        assert not Client.objects.exists()

    def test_leaves_nothing_behind_but_what_people_entered(self):
        build_demo(now=NOW)
        admin = User.objects.get(username="admin")
        manager = User.objects.get(username="manager")
        real = ClientFactory(owner=manager, name="真实客户")
        visit = VisitFactory(client=real)
        VisitFactory(client=Client.objects.filter(is_demo=True).first(), starts_at=timezone.now())
        remove_demo(by=admin)
        assert list(User.objects.all()) == [admin]
        assert list(Client.objects.values_list("name", "owner")) == [("真实客户", admin.pk)]
        assert list(Visit.objects.all()) == [visit]
        assert not Team.objects.filter(visits=None).exists()
        assert not Client.pgh_event_model.objects.exclude(pgh_obj_id=real.pk).exists()
        admin.refresh_from_db()
        assert not admin.is_demo
