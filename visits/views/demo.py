"""Take the demo's data out, in one click."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from crm.models import Client
from visits.demo.remove import remove_demo
from visits.models import Visit


@requires(Permission.MANAGE_DATA, hide=True)
@require_http_methods(["GET", "POST"])
def demo_data(request: HttpRequest) -> HttpResponse:
    """Show what of the demo is left; on POST remove it. 404 where there is none."""
    if not settings.DEMO:
        raise Http404
    people = User.objects.filter(is_demo=True)
    if request.method == "POST":
        remove_demo(by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The demo data is gone. Please change your password now."))
        return redirect("profile")
    counts = {
        "people": people.count(),
        "clients": Client.objects.filter(is_demo=True).count(),
        "visits": Visit.objects.filter(is_demo=True).count(),
    }
    return render(request, "visits/demo_data.html", {"counts": counts, "is_left": any(counts.values())})
