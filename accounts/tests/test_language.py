import pytest
from django.core import mail

from accounts.mail import send_reset

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def language_of(client, accept=None) -> str:
    return client.get(LOGIN, headers={"accept-language": accept} if accept else {})["Content-Language"]


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh-Hans-CN", "zh-hans"),
        ("zh-SG", "zh-hans"),
        ("zh-TW,zh;q=0.9,en;q=0.5", "zh-hans"),  # the only Chinese there is
        ("zh-Hant-HK", "zh-hans"),
        ("zh", "zh-hans"),
        ("en-GB", "en"),
        ("de-DE,zh;q=0.5", "zh-hans"),
        ("de", "en"),
        (None, "en"),
    ],
)
def test_a_visitor_gets_the_browsers_language(client, accept, language):
    assert language_of(client, accept) == language


def test_a_visitor_chooses_once(client):
    response = client.post("/language/", {"language": "zh-hans", "next": LOGIN + "?next=/profile/"})
    assert response["Location"] == LOGIN + "?next=/profile/"
    assert language_of(client, "en") == "zh-hans"
    client.post("/language/", {"language": "en"})
    assert language_of(client, "zh-CN") == "en"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client, back):
    response = client.post("/language/", {"language": "en", "next": back}, headers={"referer": "http://testserver/x/"})
    assert response["Location"] == "/x/"


@pytest.mark.parametrize("language", ["fr", "", "../../etc", "zh-hant"])
def test_languages_we_have_not_change_nothing(client, language):
    assert client.post("/language/", {"language": language, "next": LOGIN}).status_code == 302
    assert language_of(client, "zh-CN") == "zh-hans"


def test_what_a_person_chose_beats_browser_and_cookie(manager, as_):
    browser = as_(manager)
    browser.cookies["django_language"] = "en"
    type(manager).objects.filter(pk=manager.pk).update(language="zh-hans")
    page = browser.get("/profile/", headers={"accept-language": "en"})
    assert page["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans"' in page.content.decode()


def test_who_chose_nothing_gets_the_browsers(manager, as_):
    type(manager).objects.filter(pk=manager.pk).update(language="")
    assert as_(manager).get("/profile/", headers={"accept-language": "zh-CN"})["Content-Language"] == "zh-hans"


def test_the_switch_is_kept_with_the_person(manager, as_):
    browser = as_(manager)
    browser.post("/language/", {"language": "zh-hans", "next": "/profile/"})
    manager.refresh_from_db()
    assert (manager.language, manager.version) == ("zh-hans", 2)
    assert as_(manager).get("/profile/")["Content-Language"] == "zh-hans"  # on another device too


def test_mail_to_who_chose_nothing_is_in_the_language_they_last_read_in(manager, as_):
    type(manager).objects.filter(pk=manager.pk).update(language="")
    for accept, subject in (("zh-CN", "设置新密码"), ("en-GB", "choose a new password")):
        as_(manager).get("/profile/", headers={"accept-language": accept})
        manager.refresh_from_db()
        send_reset(manager)
        assert subject in mail.outbox[-1].subject
    assert manager.version == 1, "no form of the person's becomes stale by it"
