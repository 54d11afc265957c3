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
        until = form.cleaned_data["until"]
        share_client(by=request.user, client=client, colleague=colleague, now=timezone.now(), until=until)
        said = _("%(colleague)s covers for this client now.") if until else _("%(colleague)s sees this client now.")
        say(request, said % {"colleague": colleague})
        return redirect("client-shares", client.pk)
    shares = client.shares.running().select_related("user", "shared_by").order_by("user__name", "pk")
    context = {"client": client, "form": form, "shares": shares}
    return render(request, "crm/client_shares.html", context, status=422 if form.errors else 200)


@of_client
@require_POST
def client_unshare(request: HttpRequest, client: Client, share_id: UUID) -> HttpResponse:
    """End a share."""
    ended = unshare_client(by=request.user, client=client, share_id=share_id, now=timezone.now())
    if ended:
        undo = reverse("client-share-again", args=[client.pk, ended.user_id])
        undo += f"?until={ended.until}" if ended.until else ""
        say(request, _("%(colleague)s does not see this client any more.") % {"colleague": ended.user}, undo=undo)
    return redirect("client-shares", client.pk)


@of_client
@require_POST
def client_share_again(request: HttpRequest, client: Client, colleague_id: UUID) -> HttpResponse:
    """Take the end of a share back."""
    check(may_manage_client(request.user, client))
    form = ShareForm({"colleague": colleague_id, "until": request.GET.get("until", "")}, client=client)
    if not form.is_valid():  # given the client meanwhile, switched off, shared with again, or the cover is over
        raise Http404
    share_client(by=request.user, client=client, now=timezone.now(), **form.cleaned_data)
    say(request, _("Undone."))
    return redirect("client-shares", client.pk)
