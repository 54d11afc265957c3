"""What is begun on a client's page leads back to it, and what was typed about one client is not said of another."""

import pytest
from django.urls import reverse

from crm.factories import ClientFactory

pytestmark = pytest.mark.django_db


def ways_back(page):
    main = page[page.index("<main") : page.index("</main")]
    return [part[: part.index('"')] for part in main.split('href="')[1:]]


@pytest.mark.parametrize("name", ["complaint-new", "promise-new", "complaint-list", "promise-list"])
def test_it_leads_back_to_the_client_and_to_the_list_where_none_was_named(name, as_, manager, stranger):
    client = ClientFactory(owner=manager)
    here, browser = reverse("client-detail", args=[client.pk]), as_(manager)
    times = 2 if name.endswith("new") else 1  # above, and Cancel
    asked = f"{reverse(name)}?client={client.pk}"
    assert ways_back(browser.get(asked).text).count(here) == times
    assert here not in ways_back(browser.get(reverse(name)).text)
    assert here not in ways_back(as_(stranger).get(asked).text)
    if times == 2:
        refused = browser.post(asked, {"client": client.pk})
        assert refused.status_code == 422
        assert ways_back(refused.text).count(here) == times


def test_words_kept_on_the_phone_belong_to_one_client(as_, manager):
    one, other, browser = ClientFactory(owner=manager), ClientFactory(owner=manager), as_(manager)
    kept = set()
    for query in (f"?client={one.pk}", f"?client={other.pk}", ""):
        page = browser.get(reverse("complaint-new") + query).text
        kept.add(page.split('data-keep-form="')[1].split('"')[0])
    assert len(kept) == 3
