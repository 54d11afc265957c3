"""Photos and files kept with a client, a person, a visit or a complaint: a part of its page, and each file itself."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.access import requires
from accounts.roles import Permission
from core.forms import NewId
from core.methods import answers, reads
from core.prepared import prepared
from core.toasts import say, settle
from core.writes import ForeignDraft
from visits.actions.attachment import MOST_BYTES, MOST_FILES, SameFile, add_file, may_remove, remove_file, restore_file
from visits.actions.commented import Subject, place_of
from visits.models import Attachment
from visits.models.attachment import HOLDERS
from visits.views.comment import find_subject

FORM = 64 * 1024  # bytes that a form has beside its file
INLINE = ("image/jpeg", "image/png")
COLUMNS = ("id", "version", "name", "content_type", "size", "small_as", "added_by_id", "created_at")


def files_of(name: str) -> Callable[..., HttpResponse]:
    """Return the view of the files kept with one kind of row: it shows them and takes more from whoever reads it.

    A script sends one file a request and gets it as it is shown, or `{"error": …}`; a plain form may send several.
    """

    @requires(Permission.USE)
    @answers("GET", "HEAD", "POST")
    def files(request: HttpRequest, pk: UUID) -> HttpResponse:
        row = find_subject(request, name, pk)
        if request.method != "POST":
            return render(request, "visits/attachments.html", _shown(request, name, row))
        by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
        return _one(request, name, row) if by_script else _several(request, name, row)

    files.body_limit = MOST_BYTES + FORM  # type: ignore[attr-defined]  # what BodyLimit lets through
    return files


def _one(request: HttpRequest, name: str, row: Subject) -> HttpResponse:
    file, new_id = request.FILES.get("file"), NewId().to_python(request.POST.get("new_id", ""))
    if file is None or new_id is None:
        return JsonResponse({"error": _("Choose a file.")}, status=422)
    try:
        kept, _is_new = add_file(name=name, row=row, by=request.user, now=timezone.now(), file=file, id=new_id)  # type: ignore[arg-type]
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=422)
    except SameFile as same:
        said = _("This file is here already, as “%(name)s”.") % {"name": same.attachment.name}
        return JsonResponse({"error": said, "there": str(same.attachment.pk)}, status=422)
    except ForeignDraft:
        raise Http404 from None
    kept.may_be_removed = True  # type: ignore[attr-defined]
    return render(request, "visits/attachment.html", {"file": kept}, status=201)


def _several(request: HttpRequest, name: str, row: Subject) -> HttpResponse:
    files, new_id = request.FILES.getlist("file"), NewId().to_python(request.POST.get("new_id", ""))
    if not files or new_id is None:
        context = {**_shown(request, name, row), "error": _("Choose a file.")}
        return render(request, "visits/attachments.html", context, status=422)
    taken = 0
    for number, file in enumerate(files):
        key = uuid.uuid5(new_id, str(number)) if number else new_id
        try:
            add_file(name=name, row=row, by=request.user, now=timezone.now(), file=file, id=key)  # type: ignore[arg-type]
            taken += 1
        except ValidationError as error:
            messages.error(request, f"{file.name}: {error.messages[0]}")
        except SameFile as same:
            words = _("This file is here already, as “%(name)s”.") % {"name": same.attachment.name}
            messages.warning(request, f"{file.name}: {words}")
        except ForeignDraft:
            raise Http404 from None
    if taken:
        say(request, pgettext("file", "Kept."))
    return redirect(place_of(row).replace("#comments", "#files"))


def _shown(request: HttpRequest, name: str, row: Subject) -> dict[str, Any]:
    files = _kept(name, row.pk)
    for file in files:
        setattr(file, name, row)
        file.may_be_removed = may_remove(request.user, file)  # type: ignore[attr-defined, arg-type]
    return {
        "pictures": [file for file in files if file.is_picture],
        "documents": [file for file in files if not file.is_picture],
        "files_url": reverse(f"{name}-files", args=[row.pk]),
        "holder": row,
        "new_id": uuid.uuid4(),
        "most_bytes": MOST_BYTES,
        "most_mb": MOST_BYTES // 1024 // 1024,
        "most_files": MOST_FILES,
        "is_full": len(files) >= MOST_FILES,
    }


@prepared(planned=True)
def _kept(name: str, pk: UUID) -> QuerySet[Attachment]:
    rows = Attachment.objects.filter(**{f"{name}_id": pk}).kept().only(*COLUMNS, f"{name}_id")
    return rows.order_by("-created_at", "-id")[: 2 * MOST_FILES]


def _found(request: HttpRequest, pk: UUID) -> Attachment:
    rows = Attachment.objects.visible_to(request.user).select_related(*HOLDERS)  # type: ignore[arg-type]
    return get_object_or_404(rows, pk=pk)


@requires(Permission.USE)
@reads
def attachment(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send a file to whoever sees what it hangs on: a picture to look at, everything else to be saved."""
    file = get_object_or_404(Attachment.objects.visible_to(request.user).kept(), pk=pk)  # type: ignore[arg-type]
    return _sent(file.stored_as, file.content_type, file.name)


@requires(Permission.USE)
@reads
def attachment_small(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send the small one of a picture."""
    rows = Attachment.objects.visible_to(request.user).kept().exclude(small_as="")  # type: ignore[arg-type]
    file = get_object_or_404(rows, pk=pk)
    return _sent(file.small_as, "image/jpeg", "small.jpg")


def _sent(stored_as: str, content_type: str, name: str) -> HttpResponseBase:
    try:
        size = default_storage.size(stored_as)
    except FileNotFoundError:
        raise Http404 from None
    response = StreamingHttpResponse(_pieces(stored_as), content_type=content_type)
    response["Content-Length"] = str(size)
    if content_type.startswith("text/"):
        response["Content-Type"] = f"{content_type}; charset=utf-8"
    response["Content-Disposition"] = content_disposition_header(content_type not in INLINE, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _pieces(stored_as: str) -> Iterator[bytes]:
    """Yield a file bit by bit; it is opened with the first one, so that an answer nobody reads holds no file open."""
    with default_storage.open(stored_as) as content:
        yield from content.chunks()


@requires(Permission.USE)
def attachment_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a file away; the toast brings it back."""
    return _tap(request, pk, remove_file, _("The file is gone."), undo="attachment-restore")


@requires(Permission.USE)
def attachment_restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring a file back."""
    return _tap(request, pk, restore_file, _("The file is back."))


def _tap(request: HttpRequest, pk: UUID, act: Any, said: str, *, undo: str = "") -> HttpResponse:
    file = _found(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    return settle(
        request,
        lambda version: act(attachment=file, by=request.user, version=version, now=timezone.now()),
        said=said,
        undo=reverse(undo, args=[pk]) if undo else "",
        back=place_of(file.holder).replace("#comments", "#files"),
    )
