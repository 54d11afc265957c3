"""Who gets what from complaints."""

from django.utils import timezone

from crm.factories import ClientFactory
from tests.url_people import ADMINS, SIGNED_IN, Row, who
from visits.factories import ComplaintFactory, VisitFactory
from visits.models import Request


def build(world):
    client = ClientFactory(owner=world.manager)
    visit = VisitFactory(client=client, begun=True)
    said = {"client": client, "visit": visit, "noted_by": world.manager, "noted_at": timezone.now()}
    return {
        "complaint": ComplaintFactory(client=client),
        "complaint_client": client,
        "complaint_request": Request.objects.create(text="Too slow", category="complaint", **said),
    }


def _row(name, *more):
    return lambda world: [world.extra["visits"][name].pk, *more]


SEEN = who(manager=200, lead=200, admin=200)
POST_ONLY = who(manager=405, lead=405, admin=405)
TABLE = {
    "complaint-list": Row(SIGNED_IN),
    "complaint-new": Row(SIGNED_IN),
    "complaint-rules": Row(ADMINS),
    "complaint-detail": Row(SEEN, _row("complaint")),
    "complaint-edit": Row(SEEN, _row("complaint")),
    "complaint-close": Row(POST_ONLY, _row("complaint")),
    "complaint-reopen": Row(POST_ONLY, _row("complaint")),
    "complaint-take-back": Row(POST_ONLY, _row("complaint")),
    "complaint-step": Row(POST_ONLY, _row("complaint", "answer")),
    "client-complaints": Row(SEEN, _row("complaint_client")),
    "request-complaint": Row(POST_ONLY, _row("complaint_request")),
}
