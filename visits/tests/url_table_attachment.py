"""Who gets what from photos and files: whoever sees the thing they hang on."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from crm.factories import ClientFactory, PersonFactory
from tests.url_people import Row, who
from visits.actions.attachment import add_file
from visits.factories import ComplaintFactory, VisitFactory
from visits.tests.pictures import picture


def build(world):
    client = ClientFactory(owner=world.manager)
    file = SimpleUploadedFile("door.jpg", picture())
    kept, _new = add_file(name="client", row=client, by=world.manager, now=timezone.now(), file=file)
    return {
        "filed_client": client,
        "filed_person": PersonFactory(client=client),
        "filed_visit": VisitFactory(client=client),
        "filed_complaint": ComplaintFactory(client=client),
        "file": kept,
    }


def _row(name):
    return lambda world: [world.extra["visits"][name].pk]


SEEN = who(manager=200, lead=200, admin=200)
POST_ONLY = who(manager=405, lead=405, admin=405)
TABLE = {
    **{f"{name}-files": Row(SEEN, _row(f"filed_{name}")) for name in ("client", "person", "visit", "complaint")},
    "attachment": Row(SEEN, _row("file")),
    "attachment-small": Row(SEEN, _row("file")),
    "attachment-remove": Row(POST_ONLY, _row("file")),
    "attachment-restore": Row(POST_ONLY, _row("file")),
}
