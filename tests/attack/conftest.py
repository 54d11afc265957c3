"""The world of the URL tables, for tests that attack it."""

from tests.test_url_people import full_world

__all__ = ["full_world"]
