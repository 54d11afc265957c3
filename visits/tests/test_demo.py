"""The demo fills an empty house, tells a believable story, and leaves without a trace."""

import datetime

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import Team, User
from accounts.models.team import TeamLead
from crm.factories import ClientFactory
from crm.models import Client, Person
from visits.demo.build import RealPeopleHere, build_demo
from visits.demo.remove import remove_demo
from visits.factories import VisitFactory
from visits.models import (
    Channel,
    Promise,
    PromiseChange,
    PromiseState,
    Reminder,
    ReminderKind,
    Visit,
    VisitChange,
    VisitKind,
    VisitRecord,
    VisitState,
)

NOW = datetime.datetime(2026, 11, 23, 1, 30, tzinfo=datetime.UTC)


@pytest.mark.django_db
class TestDemo:
    def test_tells_the_whole_story(self):
        build_demo(now=NOW)
        assert (Team.objects.count(), User.objects.count()) == (3, 9)
        assert (Client.objects.count(), Person.objects.count()) == (80, 500)
        assert set(Visit.objects.values_list("state", flat=True).distinct()) == set(VisitState.values)
        assert set(Visit.objects.values_list("kind", flat=True).distinct()) == set(VisitKind.values)
        assert VisitChange.objects.filter(new_starts_at__isnull=False).exists()
        assert PromiseChange.objects.exists()
        assert set(Promise.objects.values_list("state", flat=True).distinct()) == set(PromiseState.values)
        delays = [record.delay for record in VisitRecord.objects.select_related("visit")]
        assert min(delays) < datetime.timedelta(minutes=30)
        assert max(delays) > datetime.timedelta(days=1)
        # And one reminder comes a few minutes after the start.
        due = Reminder.objects.filter(kind=ReminderKind.PROMISE_DUE, recipient__username="manager", due_at__gt=NOW)
        soon = due.get(due_at__lt=NOW + datetime.timedelta(minutes=5), channel=Channel.IN_APP)
        now = Reminder.objects.filter(subject_id=soon.subject_id, due_at__lte=NOW)
        assert not now.exists(), "it would be told at once as well"

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
        tracked = [one for one in apps.get_models() if hasattr(one, "pgh_event_model") and one is not TeamLead]
        for model in tracked:
            left = model.pgh_event_model._base_manager.exclude(pgh_obj_id__in=model._base_manager.values("pk"))
            assert not left.exists(), model
        assert not TeamLead.pgh_event_model.objects.exists()
        admin.refresh_from_db()
        assert not admin.is_demo
