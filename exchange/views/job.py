"""Imports: upload, match, look through, run, take back. One page a job, whatever state it is in."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.paging import page_of
from core.writes import ForeignDraft
from crm.models import Client
from exchange.access import may_map_people
from exchange.actions.decide import ready_lines
from exchange.actions.mended import is_added, line_heading, mending, waiting_lines
from exchange.actions.upload import upload
from exchange.forms.upload import MatchForm, UploadForm
from exchange.models import ImportChange, ImportJob, ImportRow, JobState, Outcome, RowKind
from exchange.nouns import NOUNS
from exchange.sheets import limits
from exchange.sheets.check import Refused
from exchange.sheets.template import template_of
from exchange.sheets.write import workbook
from exchange.views.firms import firms_of
from exchange.views.lines import lines_of
from exchange.views.receive import is_too_large, receives

keeps_clients = requires(Permission.RECORD)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = (RowKind.ERROR, RowKind.DUPLICATE, RowKind.CHANGED, RowKind.NEW, RowKind.SAME)
NOT_TAKEN = "not_taken"  # of an import that has run: lines without errors that came to nothing
LEFT_OUT = "left_out"  # beside the kinds: lines of any kind that come in without something that stands in them
STEPS = (JobState.UPLOADED, JobState.PREVIEWED, JobState.DONE)


def of_job(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the address' import if it is the person's (an admin sees all); else answer 404."""

    @wraps(view)
    def found(request: HttpRequest, job_id: UUID, **others: Any) -> HttpResponse:
        jobs = ImportJob.objects.visible_to(request.user).select_related("by", "owner", "repairs")
        return view(request, job=get_object_or_404(jobs, pk=job_id), **others)

    return keeps_clients(found)


@keeps_clients
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """List imports, latest first."""
    jobs = ImportJob.objects.visible_to(request.user).select_related("by")
    page = page_of(request, jobs, order=("-created_at", "-id"))
    return render(request, "exchange/import_list.html", {"page": page, "nouns": _nouns()})


@keeps_clients
@receives(limits.MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Take a file in."""
    repairs = _repairs(request)
    initial = {"what": repairs.noun if repairs else request.GET.get("what", "client")}
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        by=request.user, too_large=is_too_large(request), language=get_language() or "en", initial=initial,
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file, data = form.cleaned_data["file"], form.cleaned_data
            try:
                job = upload(
                    by=request.user, now=timezone.now(), noun=data["what"], name=file.name, raw=file.read(),
                    owner=data.get("owner"), new_id=data["new_id"], repairs=repairs,
                )  # fmt: skip
                return redirect("import-detail", job.pk)
            except Refused as refused:
                form.add_error("file", str(refused))
            except ForeignDraft:
                form.refuse_other_words()
    context = {"form": form, "repairs": repairs, "nouns": _nouns()}
    return render(request, "exchange/import_new.html", context, status=status)


@keeps_clients
@require_safe
def import_template(request: HttpRequest, what: str) -> HttpResponse:
    """Hand out our own workbook to fill in."""
    if what not in NOUNS:
        raise Http404
    language = get_language() or "en"
    return _file(template_of(NOUNS[what], language), f"{NOUNS[what].label(language)}.xlsx")


@of_job
@require_safe
def import_detail(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Show an import at whatever step it is."""
    context: dict[str, Any] = {"job": job, "what": job.what}
    if job.state == JobState.UPLOADED:
        context["form"] = MatchForm(job=job, by=request.user)
        return render(request, "exchange/import_match.html", context)
    if job.is_at_work:
        return render(request, "exchange/import_working.html", context)
    kind = request.GET.get("kind", "")
    tabs = _tabs(job)
    if kind not in {key for key, _words, _count in tabs}:
        kind = tabs[0][0] if tabs else ""
    page = page_of(request, _lines_under(job, kind), order=("line", "id"))
    page = type(page)(rows=lines_of(job, page.rows, request.user), next_url=page.next_url, is_first=page.is_first)
    context |= {"page": page, "kind": kind, "tabs": tabs}
    if job.state == JobState.PREVIEWED:
        context["ready"], context["undecided"] = ready_lines(job)
        context |= {"people": _people(request.user, job), "refused": _refused(job)}
        into = Client.objects.visible_to(request.user).select_related("owner").filter(pk=job.into)
        context["into"] = into.first() if job.into else None
        context["firms"] = firms_of(job)
        return render(request, "exchange/import_preview.html", context)
    context["mending"] = [(one, _not_taken(one)) for one in mending(request.user, job)]
    context["stats"] = _stats(job, left_again=sum(left for _one, left in context["mending"]))
    gone = ImportJob.objects.visible_to(request.user).filter(repairs=job, state=JobState.UNDONE)
    context["gone"] = list(gone.order_by("created_at")[:20]) if job.state == JobState.UNDONE else []
    context["stayed"] = _stayed(job, request.user) if job.state == JobState.UNDONE else []
    return render(request, "exchange/import_done.html", context)


@of_job
@require_safe
def import_progress(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Answer how far the work is; when it is over, have the page read again."""
    answer = render(request, "exchange/import_working.html#progress", {"job": job})
    if not job.is_at_work:
        answer["HX-Refresh"] = "true"
    return answer


@of_job
@require_safe
def import_errors(request: HttpRequest, job: ImportJob) -> HttpResponse:
    """Hand out the lines with errors, the same columns and two more: what is wrong, and which line it was."""
    rows = waiting_lines(job).order_by("line")
    if not rows.exists():
        raise Http404
    title = _("What is wrong")
    names = [column["name"] for column in job.columns]
    while names and is_added(names[-1], title):  # the file is one of lines with errors itself
        names.pop()
    lines, wrong = [], []
    colon = pgettext("after a label", ": ")
    at_key = {key: at for at, key in enumerate(job.keys) if key}
    for row in rows.iterator(chunk_size=1000):
        line = lines_of(job, [row], request.user)[0]
        said = " ".join(f"{cell.label}{colon}{cell.problem}" for cell in line.wrong)
        lines.append([*row.cells[: len(names)], *[""] * (len(names) - len(row.cells)), said, row.line])
        wrong.append({at_key[key] for key in row.problems if key in at_key} | {len(names)})
    book = workbook(title, [*names, title, line_heading()], lines, wrong=wrong)
    return _file(book, f"{job.file_name.rsplit('.', 1)[0]} {title}.xlsx")


def _tabs(job: ImportJob) -> list[tuple[str, str, int]]:
    """Return what lines can be looked at, the first by itself: key, words, how many.

    Before it runs, by what a line says; afterwards by what became of it, so that a line not taken can be found again.
    """
    count = job.counts.get
    left_out = (LEFT_OUT, pgettext("lines of an import", "Something left out"), count(LEFT_OUT, 0))
    if job.state == JobState.PREVIEWED:
        tabs = [*((str(one), str(one.label), count(str(one), 0)) for one in KINDS), left_out]
    elif job.state == JobState.DONE and not job.tidied_at:
        tabs = [
            (str(RowKind.ERROR), str(RowKind.ERROR.label), job.waiting),
            (NOT_TAKEN, pgettext("lines of an import", "Not imported"), _not_taken(job)),
            left_out,
            (str(Outcome.MADE), str(RowKind.NEW.label), count(str(Outcome.MADE), 0)),
            (str(Outcome.UPDATED), str(Outcome.UPDATED.label), count(str(Outcome.UPDATED), 0)),
        ]
    else:
        return []
    return [tab for tab in tabs if tab[2]]


def _lines_under(job: ImportJob, kind: str) -> QuerySet[ImportRow]:
    """Return the lines of a tab; without one, those of which something was not taken."""
    rows = ImportRow.objects.filter(job=job)
    if kind == NOT_TAKEN:
        taken_care_of = (RowKind.ERROR, RowKind.SAME)
        return rows.filter(outcome__in=(Outcome.SKIPPED, Outcome.KEPT)).exclude(kind__in=taken_care_of)
    if kind == LEFT_OUT:
        return rows.filter(left_out=True)
    if kind in (Outcome.MADE, Outcome.UPDATED):
        return rows.filter(outcome=kind)
    if kind == RowKind.ERROR:
        return waiting_lines(job)
    if kind:
        return rows.filter(kind=kind)
    if job.state == JobState.UNDONE:
        return rows.filter(outcome=Outcome.KEPT)  # what was left out of a line went with the line
    return rows if job.state == JobState.PREVIEWED else rows.filter(Q(outcome=Outcome.KEPT) | Q(left_out=True))


def _not_taken(job: ImportJob) -> int:
    """Return how many lines without errors came to nothing: not decided about, skipped, or changed meanwhile."""
    count = job.counts.get
    return count("skipped", 0) - count(str(RowKind.SAME), 0) - count(str(RowKind.ERROR), 0) + count("kept", 0)


def _stats(job: ImportJob, *, left_again: int) -> list[tuple[str, int]]:
    """Return what became of the lines: words and how many, each line counted once.

    `left_again`: how many lines came with files of mended ones and were left out there, as perhaps here already.
    """
    count = job.counts.get
    same, mended = count(str(RowKind.SAME), 0), count("mended", 0)
    left_again = min(left_again, mended)
    stats = [
        (_("new"), count("made", 0)),
        (pgettext("lines of an import", "changed"), count("updated", 0)),
        (_("the same already"), same),
        (_("left out"), _not_taken(job) + left_again),
        (_("with errors"), job.waiting),
        (_("mended since"), mended - left_again),
    ]
    if job.state == JobState.UNDONE:
        stats += [
            (_("changes taken back"), count("back", 0)),
            (pgettext("lines of an import", "kept"), count("stayed", 0)),
        ]
    return [stats[0], stats[1], *(one for one in stats[2:6] if one[1]), *stats[6:]]


def _refused(job: ImportJob) -> list[str]:
    return [column["name"] for column in job.columns if column["key"] == "!"]


def _people(user: User, job: ImportJob) -> dict[str, Any]:
    """Return the names of colleagues that nobody could be found for, for an admin to say who they are."""
    if not may_map_people(user) or "owner" not in job.keys:
        return {}
    rows = ImportRow.objects.filter(job=job, notices__owner__code="unknown_colleague")
    names = list(rows.values_list("notices__owner__value", flat=True).distinct()[:50])
    return {"names": names, "colleagues": list(User.objects.filter(is_active=True).order_by("name"))} if names else {}


def _stayed(job: ImportJob, user: User) -> list[tuple[Any, str]]:
    """Return what an undo left as it is, with why; at most 200."""
    changes = list(ImportChange.objects.filter(job=job, undone__in=("changed", "used")).order_by("pk")[:200])
    found: dict[UUID, Any] = {}
    for noun in {change.noun for change in changes} & set(NOUNS):
        model: Any = NOUNS[noun].model
        ids = [change.object_id for change in changes if change.noun == noun]
        found |= {row.pk: row for row in model._default_manager.visible_to(user).filter(pk__in=ids)}
    return [(found[change.object_id], change.undone) for change in changes if change.object_id in found]


def _repairs(request: HttpRequest) -> ImportJob | None:
    pk = request.GET.get("repairs", "")
    try:
        return ImportJob.objects.visible_to(request.user).filter(pk=UUID(pk)).first() if pk else None
    except ValueError:
        return None


def _nouns() -> list[dict[str, str]]:
    language = get_language() or "en"
    return [{"key": key, "label": noun.label(language), "icon": noun.icon} for key, noun in NOUNS.items()]


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer
