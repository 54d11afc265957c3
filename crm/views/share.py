"""Share a client with colleagues."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.toasts import say
from crm.access import check, may_manage_client
from crm.actions.share import share_client, unshare_client
from crm.forms.share import ShareForm
from crm.models import Client
from crm.views.client import of_client


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def client_shares(request: HttpRequest, client: Client) -> HttpResponse:
    """Show with whom a client is shared; add one more."""
    check(may_manage_client(request.user, client))
    form = ShareForm(request.POST if request.method == "POST" else None, client=client)
    if request.method == "POST" and form.is_valid():
        colleague = form.cleaned_data["colleague"]
        share_client(by=request.user, client=client, colleague=colleague, now=timezone.now())
        say(request, _("%(colleague)s sees this client now.") % {"colleague": colleague})
        return redirect("client-shares", client.pk)
    shares = client.shares.select_related("user", "shared_by").order_by("user__name", "pk")
    context = {"client": client, "form": form, "shares": shares}
    return render(request, "crm/client_shares.html", context, status=422 if form.errors else 200)


@of_client
@require_POST
def client_unshare(request: HttpRequest, client: Client, share_id: UUID) -> HttpResponse:
    """End a share."""
    colleague = unshare_client(by=request.user, client=client, share_id=share_id)
    if colleague:
        undo = reverse("client-share-again", args=[client.pk, colleague.pk])
        say(request, _("%(colleague)s does not see this client any more.") % {"colleague": colleague}, undo=undo)
    return redirect("client-shares", client.pk)


@of_client
@require_POST
def client_share_again(request: HttpRequest, client: Client, colleague_id: UUID) -> HttpResponse:
    """Take the end of a share back."""
    check(may_manage_client(request.user, client))
    form = ShareForm({"colleague": colleague_id}, client=client)
    if not form.is_valid():  # given the client meanwhile, switched off, or shared with again
        raise Http404
    share_client(by=request.user, client=client, colleague=form.cleaned_data["colleague"], now=timezone.now())
    say(request, _("Undone."))
    return redirect("client-shares", client.pk)
