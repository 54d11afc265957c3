"""Say in a toast what was done, with a way to take it back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.models import StaleVersion


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Show `text` on the next page; `undo` is an address of ours that a POST takes the act back at."""
    messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")


def sent_version(request: HttpRequest) -> int:
    """Return the row version that a button or an undo was made from (form field or query `version`), else 404."""
    sent = request.POST.get("version") or request.GET.get("version") or ""
    if not (sent.isascii() and sent.isdigit() and len(sent) < 10):
        raise Http404
    return int(sent)


def settle(
    request: HttpRequest, act: Callable[[int], object], *, said: str, back: str, undo: str = ""
) -> HttpResponse:
    """Do a one-button act on a row, say so, and go `back`.

    Parameters: `act` takes the version the button was made from; `undo`, the address that reverses it while the row
    is unchanged. When somebody wrote the row meanwhile, or a rule is against it, nothing is done, and the person is
    told.
    """
    version = sent_version(request)
    try:
        act(version)
    except StaleVersion:
        messages.warning(request, _("Somebody changed this meanwhile, so nothing was done. Look again, then decide."))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        say(request, said, undo=f"{undo}{'&' if '?' in undo else '?'}version={version + 1}" if undo else "")
    return redirect(back)
