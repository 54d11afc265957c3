"""Contracts of a client (W7)."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.toasts import settle
from crm.actions.contract import archive_contract, create_contract, edit_contract, settle_contract
from crm.forms.contract import ContractForm
from crm.models import Client, Contract, ContractState
from crm.views.client import of_client
from crm.views.firm_parts import editing, of_its_client
from crm.views.part import Part, urls_of

CONTRACT = Part(
    name="contract",
    path="contracts",
    model=Contract,
    form=of_its_client(ContractForm, told=True),
    create=create_contract,
    edit=editing(edit_contract, "contract"),
    archive=editing(archive_contract, "contract"),
    new_heading=gettext_lazy("New contract"),
    anchor="contracts",
    history="contracts",
    template="crm/contract_form.html",
)


@of_client
@require_POST
def contract_settle(request: HttpRequest, client: Client, contract_id: UUID, state: str) -> HttpResponse:
    """Say in one tap that a contract was renewed or has ended; the toast takes it back."""
    if state not in ContractState.values:
        raise Http404
    contract = get_object_or_404(Contract.objects.visible_to(request.user), pk=contract_id, client=client)
    was = contract.state
    contract.client = client
    return settle(
        request,
        lambda version: settle_contract(by=request.user, contract=contract, version=version, state=state),
        said=_("%(thing)s: %(state)s.") % {"thing": contract, "state": ContractState(state).label},
        undo=reverse("contract-settle", args=[client.pk, contract.pk, was]) if was != state else "",
        back=reverse("client-detail", args=[client.pk]) + "#contracts",
    )


urls: list[URLPattern] = [
    *urls_of(CONTRACT),
    path("contracts/<uuid:contract_id>/<slug:state>/", contract_settle, name="contract-settle"),
]
