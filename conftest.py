"""What every test stands on: the tests' own services and folders, no network, no leftover between tests."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import override_settings

pytest_plugins = ["tests.plugin"]


def pytest_configure(config: pytest.Config) -> None:
    if not (django_settings.TESTING and django_settings.VAR.name == "test"):
        pytest.exit('Tests run on services of their own: make test, or a part: make test ARGS="crm -k chart".', 2)
    # Files come from their finders; Whitenoise warns all the same where the collected folder is missing.
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # A Redis database for each worker, so that one test's clearing is not another's loss.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1")[2:]) + 1
    django_settings.CACHES["default"]["LOCATION"] += f"?db={worker}"
    if made := os.environ.get("RAPPORT_TEST_TEMPLATE"):  # config/launch/template.py
        django_settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = made
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for tests
    # Files are looked up when asked for. Else each browser of a test, made by the thousand, reads the whole folder.
    django_settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session", autouse=True)
def _kept_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep uploads and mail out of `var`: for the session, since a world that several tests share holds files too."""
    folder = tmp_path_factory.mktemp("kept")
    with override_settings(MEDIA_ROOT=folder / "media", EMAIL_FILE_PATH=folder / "mail"):
        yield


@pytest.fixture(autouse=True)
def _own_world() -> None:
    """Keep rate limits out of the next test."""
    cache.clear()
