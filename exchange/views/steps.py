"""Each step of an import: a button pressed, the job goes on, its page shows it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from core.toasts import say
from exchange.actions.cards import send_cards
from exchange.actions.decide import choose, choose_for_all, discard, go_on, ready_lines, start, undo
from exchange.actions.upload import look_again, map_people, match_columns
from exchange.forms.upload import LookForm, MatchForm
from exchange.matching import folded
from exchange.models import ImportJob, ImportRow, RowChoice
from exchange.sheets.check import Refused
from exchange.tasks import wake
from exchange.views.job import of_job
from exchange.views.lines import lines_of


@of_job
@require_POST
def import_look(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Read the headings elsewhere."""
    form = LookForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            look_again(by=request.user, job=job, sheet=data["sheet"], head_line=data["head_line"] or 0)
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect("import-detail", job.pk)


@of_job
@require_POST
def import_match(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Settle the columns and have the file read."""
    form = MatchForm(request.POST, job=job, by=request.user)
    if form.is_valid():
        make = form.cleaned_data.get("make_clients", True)
        replaces = form.cleaned_data.get("replaces", False)
        match_columns(by=request.user, job=job, keys=form.keys, make_clients=make, replaces=replaces)
        wake()
        return redirect("import-detail", job.pk)
    context = {"job": job, "form": form, "what": job.what}
    return render(request, "exchange/import_match.html", context, status=422)


@of_job
@require_POST
def import_people(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Tie names in the file to colleagues; for admins."""
    colleagues = {str(person.pk): person for person in User.objects.visible_to(request.user).filter(is_active=True)}
    names, ids = request.POST.getlist("name"), request.POST.getlist("person")
    chosen = {folded(name): colleagues[pk] for name, pk in zip(names, ids, strict=False) if pk in colleagues}
    map_people(by=request.user, job=job, people=chosen)
    wake()
    return redirect("import-detail", job.pk)


@of_job
@require_POST
def import_firms(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Say of cards that name another firm whether they go there, or where they were brought to."""
    send_cards(by=request.user, job=job, to_firms=request.POST.get("to") == "firms")
    wake()
    return redirect("import-detail", job.pk)


@of_job
@require_POST
def import_match_again(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Go back to the columns."""
    look_again(by=request.user, job=job, sheet=job.sheet, head_line=job.head_line)
    return redirect("import-detail", job.pk)


@of_job
@require_POST
def import_start(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Have it carried out."""
    start(by=request.user, job=job, now=timezone.now())
    wake()
    return redirect("import-detail", job.pk)


@of_job
@require_POST
def import_resume(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Go on with one that stopped."""
    go_on(by=request.user, job=job)
    wake()
    return redirect("import-detail", job.pk)


@of_job
@require_POST
def import_undo(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Have all of it taken back."""
    undo(by=request.user, job=job)
    wake()
    return redirect("import-detail", job.pk)


@of_job
@require_POST
def import_discard(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Remove one that was not run."""
    discard(by=request.user, job=job)
    say(request, _("%(file)s is removed. Nothing was imported.") % {"file": job.file_name})
    return redirect("import-list")


@of_job
@require_POST
def import_row(request: HttpRequest, job: ImportJob, row_id: Any) -> HttpResponse:
    """Say what becomes of one line: "", "skip", "make", or the id of the row it is."""
    row = get_object_or_404(ImportRow, pk=row_id, job=job)
    sent = request.POST.get("choice", "")
    target = next((pk for pk, _why in row.candidates if pk == sent), None)
    row = choose(
        by=request.user,
        job=job,
        row=row,
        choice=RowChoice.MERGE if target else sent,
        target=UUID(target) if target else None,
    )
    if not request.htmx:
        return redirect("import-detail", job.pk)
    line = lines_of(job, [row], request.user)[0]
    ready, undecided = ready_lines(job)
    context = {"job": job, "line": line, "ready": ready, "undecided": undecided, "oob": True}
    return render(request, "exchange/import_chosen.html", context)


@of_job
@require_POST
def import_all(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Say the same of every undecided line that is perhaps here already."""
    choose_for_all(by=request.user, job=job, choice=request.POST.get("choice", ""))
    return redirect("import-detail", job.pk)
