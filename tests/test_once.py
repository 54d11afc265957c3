"""One form, one row: each form that makes something carries the row's id, and sent twenty times makes one."""

import datetime
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import SavedFilter, Team, User
from crm.factories import ClientFactory, IndustryFactory
from crm.models import (
    Client,
    Competitor,
    Contract,
    Department,
    FactSource,
    FormerName,
    Identifier,
    Industry,
    IndustryNote,
    InstalledProduct,
    Person,
    Site,
)
from etiquette.models import Page, Revision
from visits.factories import VisitFactory
from visits.models import Comment, Complaint, Handover, Objection, Promise, Request, Visit, VisitTopic

TIMES = {Visit: 20}  # the others four times: what the fourth does not make, the twentieth does not
TODAY = timezone.localdate().isoformat()
LATER = (timezone.localdate() + datetime.timedelta(days=3)).isoformat()
PLAN = {"purpose": "Renew", "success": "A date", "day": TODAY, "clock": "10:00", "planned_minutes": "45"}
PAGE = {"slug": "fresh", "occasion": "meeting", "position": "9", "title_en": "T", "body_en": "Words", "act": "publish"}
PERSON = {"username": "wang", "name": "Wang", "email": "wang@example.com", "role": "manager"}
# name: who · address of its form · address it is sent to · what is typed · what it makes
FORMS = {
    "client": ("manager", "client-new", "client-new", {"name": "Zhongyuan"}, Client),
    "department": ("manager", "department-new:client", "", {"name": "IT", "function": "using"}, Department),
    "contract": ("manager", "contract-new:client", "", {"number": "7"}, Contract),
    "site": ("manager", "site-new:client", "", {"city": "Ningbo"}, Site),
    "former name": ("manager", "former-name-new:client", "", {"name": "Old"}, FormerName),
    "other number": ("manager", "identifier-new:client", "", {"kind": "Tax", "value": "7"}, Identifier),
    "source": ("manager", "fact-source:fact", "", {"kind": "website"}, FactSource),
    "industry": ("admin", "industry-new", "", {"name_en": "Ports", "name_zh": "港口"}, Industry),
    "industry note": ("manager", "industry-detail:industry", "", {"body": "Tides"}, IndustryNote),
    "person": ("manager", "client-person-new:client", "", {"name": "Li"}, Person),
    "rival": ("manager", "competitor-new", "", {"name": "Rival"}, Competitor),
    "installed": ("manager", "installed-new:client", "", {"new_competitor": "Rival"}, InstalledProduct),
    "visit": ("manager", "visit-new", "", PLAN, Visit),
    "drop-in": ("manager", "visit-drop-in", "", {"purpose": "Renew", "success": "A date"}, Visit),
    "topic": ("manager", "visit-detail:visit", "visit-topics:visit", {"text": "Price"}, VisitTopic),
    "request": ("manager", "visit-request:visit", "", {"text": "Faster", "category": "business"}, Request),
    "objection": ("manager", "visit-objection:visit", "", {"text": "Too dear"}, Objection),
    "promise at a visit": ("manager", "visit-promise:visit", "", {"text": "A quote", "due_on": TODAY}, Promise),
    "promise": ("manager", "promise-new", "", {"text": "A quote", "due_on": TODAY}, Promise),
    "comment": ("manager", "visit-comments:visit", "", {"body": "Well done"}, Comment),
    "comment on a client": ("manager", "client-comments:client", "", {"body": "Well done"}, Comment),
    "complaint": (
        "manager",
        "complaint-new",
        "",
        {"text": "Late again", "severity": "minor", "way": "mail", "raised_at": f"{TODAY}T00:00"},
        Complaint,
    ),
    "hand-over": ("lead", "client-handover:client", "", {"effective_on": LATER, "takes_promises": "yes"}, Handover),
    "team": ("admin", "team-new", "", {"name": "Harbour"}, Team),
    "colleague": ("admin", "person-new", "", PERSON, User),
    "saved filter": ("manager", "filter-new?place=client-list&query=tier%3DA", "", {"name": "A clients"}, SavedFilter),
    "handbook page": ("admin", "handbook-new", "", PAGE, Page),
}


@pytest.fixture(params=FORMS)
def form(request, world, as_):
    """Return (browser, address of the form, address it is sent to, what is typed, model) of one of FORMS."""
    who, shown, sent_to, typed, model = FORMS[request.param]
    client = ClientFactory(owner=world.manager, name="Yuantong", business="Freight")
    rows = {"client": client, "industry": IndustryFactory(), "visit": VisitFactory(client=client, begun=True)}
    args = {**{name: [row.pk] for name, row in rows.items()}, "fact": [client.pk, "client", client.pk, "business"]}

    def address(spec):
        spec, _mark, query = spec.partition("?")
        name, _colon, row = spec.partition(":")
        return reverse(name, args=args[row] if row else []) + (f"?{query}" if query else "")

    if request.param in ("visit", "drop-in", "promise", "complaint"):
        typed = {**typed, "client": str(client.pk)}
    if request.param == "hand-over":
        typed = {**typed, "to_manager": str(world.teammate.pk)}
    query = f"?client={client.pk}" if "client" in typed else ""
    return as_(world.person(who)), address(shown) + query, address(sent_to or shown), typed, model


def ids_in(response, action):
    """Return the ids that the form for `action` carries in a page: forms without an action send to their own page."""
    page = response.content.decode()
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.DOTALL | re.IGNORECASE)
    forms = [one for one in forms if f'action="{action}"' in one or "action=" not in one.split(">")[0]]
    return [found for one in forms for found in re.findall(r'name="new_id" value="([0-9a-f-]{36})"', one)]


def test_the_same_form_many_times_makes_one_row(form, django_capture_on_commit_callbacks):
    browser, shown, sent_to, typed, model = form
    before = model.objects.count()
    (new_id,) = ids_in(browser.get(shown), sent_to)
    with django_capture_on_commit_callbacks(execute=True):
        answers = [browser.post(sent_to, {**typed, "new_id": new_id}) for _ in range(TIMES.get(model, 4))]
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers[1:]}) == 1
    assert model.objects.count() == before + 1
    assert len(mail.outbox) == (model is User)  # one invitation
    assert Revision.objects.count() == (model is Page)


@pytest.mark.parametrize("new_id", ["", "nonsense"])
def test_a_form_without_its_id_makes_nothing_and_says_so_and_the_next_try_does(form, new_id):
    browser, _shown, sent_to, typed, model = form
    before = model.objects.count()
    answer = browser.post(sent_to, {**typed, "new_id": new_id}, follow=True)
    assert model.objects.count() == before
    assert "This page was incomplete. Save once more." in answer.content.decode()
    (fresh,) = ids_in(answer, sent_to)
    assert browser.post(sent_to, {**typed, "new_id": fresh}).status_code == 302
    assert model.objects.count() == before + 1


@pytest.mark.parametrize("form", ["topic", "team", "colleague", "handbook page"], indirect=True)
def test_other_words_in_a_form_that_was_sent_are_kept_too(form):
    """The Back button brings a form back with its old id; what is typed then must not vanish."""
    browser, shown, sent_to, typed, model = form
    before = model.objects.count()
    (new_id,) = ids_in(browser.get(shown), sent_to)
    browser.post(sent_to, {**typed, "new_id": new_id})
    other = {
        name: f"{value}2" if name in ("name", "text", "slug", "username") else value for name, value in typed.items()
    }
    other |= {"email": "w2@example.com"} if "email" in typed else {}
    answer = browser.post(sent_to, {**other, "new_id": new_id})
    if answer.status_code == 422:
        assert "This form was sent before, with something else in it." in answer.content.decode()
        (fresh,) = ids_in(answer, sent_to)
        answer = browser.post(sent_to, {**other, "new_id": fresh})
    assert answer.status_code == 302
    assert model.objects.count() == before + 2
