"""What files hang on, and how the page sends one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.ids import uuid7
from crm.factories import ClientFactory, PersonFactory
from visits.factories import ComplaintFactory, VisitFactory

JS = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def things(manager):
    client = ClientFactory(owner=manager)
    return {
        "client": client,
        "person": PersonFactory(client=client),
        "visit": VisitFactory(client=client),
        "complaint": ComplaintFactory(client=client),
    }


@pytest.fixture
def send(things, world, as_):
    """Return how the page's script sends one file: `send("a.pdf", b"…")`."""

    def sent(name, content, *, to="client", who=None, new_id=None):
        data = {"file": SimpleUploadedFile(name, content), "new_id": new_id or uuid7()}
        url = reverse(f"{to}-files", args=[things[to].pk])
        return as_(who or world.manager).post(url, data, headers=JS)

    return sent


@pytest.fixture
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
