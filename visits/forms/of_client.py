"""A form whose first question is which client, and whose people are that client's."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.ids import one_uuid
from crm.models import Client, ClientShare, Person

MOST_CLIENTS = 500


def offer_clients_and_people(form: Any, by: User) -> Client | None:
    """Set the choices of `client` and `person`, those that `by` may see; return the client chosen so far."""
    clients = Client.objects.visible_to(by).active().order_by("sort_key", "id")
    chosen: Client | None = clients.filter(pk=one_uuid(form["client"].value())).first()
    field = form.fields["client"]
    field.queryset = clients
    # Everyone a person sees may be named; listed are those they work with, and the one already chosen.
    mine = Q(owner=by) | Q(pk__any_of=ClientShare.objects.running().filter(user=by).values("client_id"))
    listed = list(clients.filter(mine)[:MOST_CLIENTS])
    if chosen and chosen not in listed:
        listed.insert(0, chosen)
    field.widget.choices = [("", _("Choose a client")), *[(client.pk, str(client)) for client in listed]]
    people = Person.objects.visible_to(by).active()
    people = people.filter(client=chosen) if chosen else people.none()
    form.fields["person"].queryset = people.order_by("sort_key", "id")
    form.fields["person"].empty_label = _("Nobody in particular")
    return chosen
