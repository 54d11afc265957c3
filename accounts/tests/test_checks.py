import pytest

from accounts.checks import proxies_are_counted


@pytest.mark.parametrize(("https", "proxies", "warned"), [(False, 0, False), (True, 0, True), (True, 1, False)])
def test_proxies_are_counted(settings, https, proxies, warned):
    settings.HTTPS, settings.ALLAUTH_TRUSTED_PROXY_COUNT = https, proxies
    assert [message.id for message in proxies_are_counted(None)] == (["accounts.W001"] if warned else [])
