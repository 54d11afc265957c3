"""Who gets what from comments: whoever reads the thing reads and writes them; one's own are changed by oneself."""

from crm.factories import ClientFactory, PersonFactory
from tests.url_people import Row, who
from visits.factories import ComplaintFactory, PromiseFactory, VisitFactory
from visits.models import Comment


def build(world):
    client = ClientFactory(owner=world.manager)
    return {
        "said_client": client,
        "said_person": PersonFactory(client=client),
        "said_complaint": ComplaintFactory(client=client),
        "said_visit": VisitFactory(client=client),
        "said_promise": PromiseFactory(client=client),
        "said": Comment.objects.create(client=client, author=world.manager, body="Well"),
    }


def _row(name, *before):
    return lambda world: [*before, world.extra["visits"][name].pk]


SEEN = who(manager=200, lead=200, admin=200)
TABLE = {
    **{
        f"{name}-comments": Row(SEEN, _row(f"said_{name}"))
        for name in ("client", "person", "complaint", "visit", "promise")
    },
    "comment-names": Row(SEEN, _row("said_person", "person")),
    "comment-edit": Row(who(manager=200), _row("said")),
    "comment-remove": Row(who(manager=405), _row("said")),
    "comment-restore": Row(who(manager=405), _row("said")),
}
