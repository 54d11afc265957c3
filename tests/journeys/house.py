"""A team's world for looking at pages: a row for every page and state, with the longest names there are."""

import datetime

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext

from accounts.models import User
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    DepartmentFactory,
    InstalledProductFactory,
    PersonFactory,
)
from etiquette.actions.standard_pages import load_standard_pages
from tests.test_url_people import MODULES
from tests.world import World, make_world
from visits.factories import PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Objection, Request, VisitState, VisitTopic

LONG_NAME = "华东远洋国际供应链管理集团股份有限公司上海浦东分公司"
LONG_WORDS = "Renew https://client.example/tenders/2026/fleet-sim-cards-second-round and agree who signs，续签合同"


def make_house() -> World:
    """Store a team's world with the rows of every URL table and a row for every page, long names among them."""
    world = make_world()
    for app, module in MODULES:
        if hasattr(module, "build"):
            world.extra.setdefault(app, {}).update(module.build(world))
    for person in (world.manager, world.teammate, world.stranger, world.lead, world.admin):
        type(person).objects.filter(pk=person.pk).update(language="")  # as the browser
    client = ClientFactory(owner=world.manager, name=LONG_NAME, other_name="Huadong Ocean Supply Chain", tier="A")
    department = DepartmentFactory(client=client, name="信息化建设与数据治理部")
    head = PersonFactory(
        client=client,
        department=department,
        name="欧阳建国",
        position="信息部主任兼采购委员会副主任",
        ways={"mobile": "13812345678", "email": "a.very.long.address.indeed@subsidiary.client.example"},
    )
    report = PersonFactory(client=client, department=department, name="Margaret Featherstonehaugh", reports_to=head)
    rival = CompetitorFactory(name="联讯通信", business="Low prices")
    installed = InstalledProductFactory(
        client=client, competitor=rival, contract_end=timezone.localdate() + datetime.timedelta(days=90)
    )
    visits = {
        "planned": VisitFactory(client=client, purpose=LONG_WORDS),
        "confirmed": VisitFactory(client=client, confirmed=True),
        "begun": VisitFactory(client=client, begun=True),
        "left": VisitFactory(client=client, left=True),
        "recorded": VisitFactory(client=client, left=True, state=VisitState.RECORDED),
        "cancelled": VisitFactory(client=client, state=VisitState.CANCELLED, cancel_reason="They moved"),
    }
    for name in ("planned", "begun"):
        visits[name].people.add(head, report)
        VisitTopic.objects.create(visit=visits[name], text="Network outage in October")
    VisitRecordFactory(visit=visits["recorded"])
    said = {"client": client, "visit": visits["begun"], "noted_by": world.manager, "noted_at": timezone.now()}
    Request.objects.create(text="账单按部门拆分", **said)
    Objection.objects.create(text="The price is too high", **said)
    promise = PromiseFactory(client=client, text=LONG_WORDS, due_on=timezone.localdate() - datetime.timedelta(days=1))
    PromiseFactory(client=client)
    load_standard_pages(now=timezone.now())
    world.extra |= {
        "client": client, "head": head, "rival": rival, "installed": installed, "visits_of_house": visits,
        "promise": promise,
    }  # fmt: skip
    return world


def extras(world: World) -> dict[str, list[str]]:
    """Return what the URL tables' one row for each address does not show, by who opens it."""
    row = world.extra
    client, visits = row["client"].pk, row["visits_of_house"]
    mine = [
        *(reverse("visit-detail", args=[visit.pk]) for visit in visits.values()),
        *(reverse(name, args=[client]) for name in ("client-detail", "client-chart")),
        reverse("client-person", args=[client, row["head"].pk]),
        *(reverse(name) + f"?client={client}" for name in ("visit-new", "visit-drop-in")),
        reverse("promise-detail", args=[row["promise"].pk]),
        reverse("client-similar") + "?name=华东远洋",
        reverse("handbook-suggest") + "?for=first_meeting",
        reverse("search") + "?q=华东",
        reverse("search") + "?q=nothing-has-this",
        reverse("client-list") + "?q=nothing-has-this",
        reverse("handbook-page", args=["handshake"]),
    ]
    styles = [reverse("styleguide") + query for query in ("?page=client", "?page=lists", "?page=form", "?page=parts")]
    leads = [reverse("today"), reverse("review-detail", args=[visits["recorded"].pk])]
    admins = [reverse("handbook-edit", args=["handshake"]), reverse("handbook-revisions", args=["handshake"])]
    return {"manager": mine, "lead": leads, "admin": admins + styles}


def become(context: BrowserContext, base: str, person: User | None) -> None:
    """Sign in without the form, which is looked at by itself."""
    context.clear_cookies()
    if person is not None:
        browser = Client()
        browser.force_login(person)
        key = browser.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": base}])
