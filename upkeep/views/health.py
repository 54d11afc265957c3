"""The page that tells an admin how the installation is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, requires
from accounts.mail import send
from accounts.roles import Permission
from upkeep.health import findings, release, worst

operate = requires(Permission.OPERATE, hide=True)


@operate
@require_safe
def health(request: PersonRequest) -> HttpResponse:
    """Show what is well, what needs a look, what is broken, and what to do about it."""
    found = findings()
    return render(request, "upkeep/health.html", {"findings": found, "worst": worst(found), "release": release()})


@operate
@require_POST
def test_mail(request: PersonRequest) -> HttpResponse:
    """Send a mail to the admin who asks."""
    if send("upkeep/mail/test", request.user, {}):
        messages.success(request, _("Sent to %(address)s. Look whether it arrives.") % {"address": request.user.email})
    else:
        messages.error(request, _("The mail server did not take it."))
    return redirect("health")
