import base64
import json

import pytest
from django.test import RequestFactory

from core.paging import page_of
from crm.factories import ClientFactory
from crm.models import Client

pytestmark = pytest.mark.django_db


def walk(order, size=3, query=""):
    seen, url = [], f"/clients/?{query}"
    while url:
        page = page_of(RequestFactory().get(url), Client.objects.all(), order=order, size=size)
        seen += page.rows
        url = page.next_url
    return seen


@pytest.mark.parametrize(
    "order", [("sort_key", "id"), ("-sort_key", "-id"), ("-created_at", "-id"), ("owner__name", "id")]
)
def test_every_row_once_and_in_order_also_among_equals(order, manager):
    for n in range(10):
        ClientFactory(owner=manager, name=f"同{n % 3}")
    assert walk(order) == list(Client.objects.order_by(*order))


def test_the_next_page_keeps_the_filters(manager):
    ClientFactory.create_batch(3, owner=manager)
    page = page_of(RequestFactory().get("/clients/?q=华&tier=A"), Client.objects.all(), order=("id",), size=2)
    assert "q=%E5%8D%8E" in page.next_url
    assert "tier=A" in page.next_url


def _cursor(values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "%%%",
        "é",
        "A" * 2000,
        _cursor(["a"]),
        _cursor(["a", "no id"]),
        _cursor([1, 2]),
        _cursor({"a": 1}),
        _cursor(["\0", "b"]),
        _cursor(["\ud800", "01a20a72-0000-7000-8000-000000000000"]),
    ],
)
def test_a_cursor_that_cannot_be_read_asks_for_the_first_page(after, manager):
    client = ClientFactory(owner=manager)
    request = RequestFactory().get("/clients/", {"after": after})
    page = page_of(request, Client.objects.all(), order=("sort_key", "id"))
    assert page.rows == [client]
    assert page.is_first
