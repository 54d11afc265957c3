"""What backups are made of."""

from pathlib import Path

import pytest
from django.test import Client as Browser

from accounts.factories import UserFactory
from crm.factories import ClientFactory


@pytest.fixture
def rows(settings, tmp_path):
    """A client with a name that needs care, a session, and one file."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    client = ClientFactory(owner=UserFactory(), name="华东精工 “O'Neil” \\ 100%")
    Browser().force_login(client.owner)
    place = Path(settings.MEDIA_ROOT) / "2026" / "名片.jpg"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"\x00\xffcard")
    return client
