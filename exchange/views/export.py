"""Exports: of a list as shown, the log of who took what, and big files made behind the page."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.paging import page_of
from core.text import clean_text
from core.toasts import say
from crm.models import Client
from crm.views.client import of_client
from exchange.actions.fetch import mark_fetched
from exchange.actions.lists import OUT
from exchange.actions.make import FORMS, is_kept, name_of, order_export, stream_of
from exchange.models import Export, Origin
from exchange.tasks import wake
from exchange.views.job import XLSX, keeps_clients
from exchange.views.merge import merges_of

CSV = "text/csv; charset=utf-8"


@keeps_clients
@require_safe
def export_list(request: HttpRequest) -> HttpResponse:
    """List what was taken out: one's own; for an admin everybody's."""
    exports = Export.objects.visible_to(request.user).select_related("by")
    page = page_of(request, exports, order=("-created_at", "-id"))
    now, language = timezone.now(), get_language() or "en"
    for export in page.rows:
        export.label = OUT[export.what].label(language) if export.what in OUT else export.what
        export.can_fetch = export.by_id == request.user.pk and is_kept(export, now=now)
    return render(request, "exchange/export_list.html", {"page": page})


@keeps_clients
@require_POST
def export_make(request: HttpRequest, what: str, form: str) -> HttpResponseBase:
    """Take a list out as it is shown; `query` are the filters of its address. A long one is made behind the page."""
    if what not in OUT or form not in FORMS:
        raise Http404
    export = order_export(
        by=request.user, now=timezone.now(), what=what, form=form,
        query=clean_text(request.POST.get("query", "")[:2000]),
    )  # fmt: skip
    if export.is_big:
        wake()
        say(request, _("More than 2,000 lines: the file is being made. You are told when it is ready."))
        return redirect("export-list")
    answer = StreamingHttpResponse(stream_of(export), content_type=CSV if form == "csv" else XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name_of(export))
    return answer


def of_own_export(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponse]:
    """Hand the view the address' export if it is the person's own and its file is still kept; else answer 404."""

    @wraps(view)
    def found(request: HttpRequest, export_id: UUID) -> HttpResponseBase:
        export = get_object_or_404(Export.objects.filter(by=request.user).select_related("file"), pk=export_id)
        if not is_kept(export, now=timezone.now()):
            raise Http404
        return view(request, export=export)

    return keeps_clients(found)


@of_own_export
@require_safe
def export_fetch(request: HttpRequest, export: Export) -> HttpResponseBase:
    """Hand out a big export's file, to who made it alone, for a week."""
    mark_fetched(export=export, now=timezone.now())
    answer = StreamingHttpResponse(export.file.chunks(), content_type=CSV if export.form == "csv" else XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, export.file.name)
    answer.headers["Content-Length"] = str(export.file.size)
    return answer


@of_client
@require_safe
def client_origin(request: HttpRequest, client: Client) -> HttpResponse:
    """Show which file a client came from, and what that said of its first day."""
    origin = Origin.objects.filter(noun="client", object_id=client.pk).select_related("colleague").first()
    context = {"origin": origin, "client": client, "merges": merges_of(client, request.user)}
    return render(request, "exchange/origin.html", context)
