"""No address without a word about who may use it."""

from collections import Counter

from accounts.roles import Permission
from tests.urlconf import addresses

# Views that cannot wear our mark, by the beginning of their route, with the reason.
UNMARKED = {
    "admin/": "Django's own; every view of it is behind SuperusersSite.admin_view (accounts/tests/test_admin_site.py)",
}


def _excused(route: str) -> str:
    return next((start for start in UNMARKED if route.startswith(start)), "")


def test_every_view_says_who_may_use_it():
    silent = [
        address.route
        for address in addresses()
        if not _excused(address.route) and not getattr(address.view, "rapport_access", None)
    ]
    assert not silent, f"give each of these views @requires(…) or @public(…): {silent}"


def test_marks_are_permissions_or_reasons():
    for address in addresses():
        mark = getattr(address.view, "rapport_access", None)
        if mark is None:
            continue
        opened = isinstance(mark, str) and mark.startswith("public: ") and len(mark) > len("public: ")
        assert isinstance(mark, Permission) or opened, (address.route, mark)
        # A public mark opens the view to visitors; a permission never does.
        assert getattr(address.view, "login_required", True) is not opened, address.route


def test_excuses_are_not_stale():
    met = Counter(_excused(address.route) for address in addresses())
    assert all(met[start] for start in UNMARKED)
    # Behind an excuse nothing of ours may hide.
    assert not [a.route for a in addresses() if _excused(a.route) and hasattr(a.view, "rapport_access")]


def test_every_address_has_a_name_of_its_own():
    named = Counter(address.name for address in addresses() if not _excused(address.route))
    assert "" not in named
    assert not [name for name, count in named.items() if count > 1]
