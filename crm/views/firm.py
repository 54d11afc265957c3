"""What the form of a client asks while it is filled in, and a client's tags."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.ids import one_uuid
from core.text import clean_text
from core.toasts import say
from crm.actions.tag import tag_client, tidy, untag_client
from crm.models import Client, Tag
from crm.registration import tidy_code
from crm.search import code_hint, find_clients
from crm.views.client import keeps_clients, of_client

MOST_OFFERED = 8


@keeps_clients
@require_safe
def client_code(request: HttpRequest) -> HttpResponse:
    """Say what looks wrong with a 统一社会信用代码 as it is typed, and who has it already; it never blocks."""
    code = tidy_code(clean_text(request.GET.get("registration_code", ""))[:60])
    return render(request, "crm/client_code.html", code_hint(request.user, code, but=one_uuid(request.GET.get("but"))))


@keeps_clients
@require_safe
def client_parents(request: HttpRequest) -> HttpResponse:
    """Offer firms whose names hold what was typed, as the parent firm of another."""
    typed = clean_text(request.GET.get("parent_q", ""))[:100]
    but, chosen = one_uuid(request.GET.get("but")), one_uuid(request.GET.get("parent"))
    found = (
        [one for one in find_clients(request.user, typed, limit=MOST_OFFERED + 1) if one.pk != but] if typed else []
    )
    if chosen and all(one.pk != chosen for one in found):
        found = [*Client.objects.visible_to(request.user).filter(pk=chosen), *found]
    context = {"found": found[:MOST_OFFERED], "chosen": chosen, "typed": typed}
    return render(request, "crm/client_parents.html", context)


@keeps_clients
@require_safe
def client_tags_known(request: HttpRequest) -> HttpResponse:
    """Offer words in use that hold what was typed, as options."""
    typed = tidy(clean_text(request.GET.get("name", ""))[:60])
    words = Tag.objects.filter(archived_at=None, name__icontains=typed).order_by("name")[:MOST_OFFERED]
    return render(request, "crm/client_tags_known.html", {"words": words})


@of_client
@require_POST
def client_tag(request: HttpRequest, client: Client) -> HttpResponse:
    """Put a tag on a client; the toast takes it off again."""
    try:
        tagging, is_new = tag_client(
            by=request.user, client=client, name=clean_text(request.POST.get("name", "")), now=timezone.now()
        )
    except ValidationError as error:
        return _tags(request, client, error=error.messages[0])
    if is_new:
        undo = reverse("client-untag", args=[client.pk, tagging.tag_id])
        say(request, _("Tagged %(tag)s.") % {"tag": tagging.tag}, undo=undo)
    return redirect(reverse("client-detail", args=[client.pk]) + "#firm")


@of_client
@require_POST
def client_untag(request: HttpRequest, client: Client, tag_id: UUID) -> HttpResponse:
    """Take a tag off; the toast puts it back."""
    tag = untag_client(by=request.user, client=client, tag_id=tag_id)
    if tag is not None:
        undo = reverse("client-tag-again", args=[client.pk, tag.pk])
        say(request, _("%(tag)s is taken off.") % {"tag": tag}, undo=undo)
    return redirect(reverse("client-detail", args=[client.pk]) + "#firm")


@of_client
@require_POST
def client_tag_again(request: HttpRequest, client: Client, tag_id: UUID) -> HttpResponse:
    """Put a tag back that was taken off."""
    tag = Tag.objects.filter(pk=tag_id).first()
    if tag is None:
        raise Http404
    tag_client(by=request.user, client=client, name=tag.name, now=timezone.now())
    say(request, _("Undone."))
    return redirect(reverse("client-detail", args=[client.pk]) + "#firm")


def _tags(request: HttpRequest, client: Client, *, error: str) -> HttpResponse:
    context = {"client": client, "error": error, "typed": request.POST.get("name", "")}
    return render(request, "crm/client_tag_form.html", context, status=422)
