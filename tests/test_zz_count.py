import cProfile
import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from accounts.models import User
from bench.fill import fill
from bench.measure.browser import parts_of
from bench.sizes import Size
from crm.models import Client
pytestmark = pytest.mark.django_db

def test_count(as_, monkeypatch):
    fill(Size("work", clients=200, managers=4, team_size=2), today=timezone.localdate())
    client = Client.objects.filter(owner__username="manager0").order_by("pk")[0]
    box=[0]
    answer = BaseHandler.get_response
    def counted(self, request):
        p=cProfile.Profile(); r=p.runcall(answer,self,request); box[0]+=sum(e.callcount for e in p.getstats()); return r
    monkeypatch.setattr(BaseHandler,"get_response",counted)
    for who in ("manager0","lead0","admin"):
        b=as_(User.objects.get(username=who))
        for _ in range(3):
            box[0]=0
            with CaptureQueriesContext(connection) as q:
                r=b.get(f"/clients/{client.pk}/")
                parts=parts_of(r.content)
                for part in parts: b.get(part,headers={"HX-Request":"true"})
        print(who, box[0], len(q), len(r.content), parts)
