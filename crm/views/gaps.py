"""Fill the gaps of a client's file, one question at a time (H2): phone first, a minute, each answer kept at once."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.house import house_day
from core.ids import one_uuid
from core.toasts import say, settle
from crm.actions.gap import (
    RIGHT,
    answer_about_rivals,
    confirm_section,
    note_way,
    prefer_way,
    skip_gap,
    take_back,
    write_field,
)
from crm.completeness import Section
from crm.forms.gap import AnswerForm, form_for
from crm.gaps import SECTION_NAMES, file_as, standing_now
from crm.models import Client, ContactWay
from crm.questions import Question, question_about, questions_for
from crm.views.client import of_client
from crm.views.file_lines import lines_of

ROUND = 7  # questions: about a minute
HEADINGS: dict[str, Callable[[Question], str]] = {
    "tier": lambda one: _("How much care is this client owed?"),
    "industry": lambda one: _("Which industry are they in?"),
    "size": lambda one: _("How many people work there?"),
    "function": lambda one: _("What does %(department)s do with what we sell?") % {"department": one.row},
    "level": lambda one: _("What is %(person)s there?") % {"person": one.row},
    "decider_way": lambda one: _("How is %(person)s reached?") % {"person": one.row},
    "way": lambda one: _("How is %(person)s reached?") % {"person": one.row},
    "preferred": lambda one: _("How is %(person)s reached best?") % {"person": one.row},
    "product_end": lambda one: _("When does the contract for %(product)s end?") % {"product": one.row},
    "satisfaction": lambda one: _("How satisfied are they with %(product)s?") % {"product": one.row},
    "used_by": lambda one: _("Who uses %(product)s?") % {"product": one.row},
    "rivals": lambda one: _("Do rivals supply them too?"),
    "stale": lambda one: _("%(section)s: is it still right?") % {"section": SECTION_NAMES[Section(one.section)]},
}


@dataclass(frozen=True, slots=True)
class Round:
    """Where somebody is in a round: `done` questions seen, `told` of them answered, the score it began at."""

    done: int = 0
    told: int = 0
    start: int | None = None
    first: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Round":
        """Read it from the address; what makes no sense is a new round."""

        def number(name: str, most: int) -> int | None:
            text = request.GET.get(name, "")
            return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 4 else None

        done = number("done", ROUND) or 0
        told = min(number("told", ROUND) or 0, done)
        return cls(done, told, number("start", 100), request.GET.get("first", "")[:40])

    def url(self, client: Client, **more: Any) -> str:
        """Return the address of the round as it stands after `more`."""
        facts = {"done": self.done, "told": self.told, "start": self.start, "first": self.first, **more}
        query = {name: value for name, value in facts.items() if value not in ("", None)}
        return f"{reverse('client-gaps', args=[client.pk])}?{urlencode(query)}"


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def client_gaps(request: HttpRequest, client: Client) -> HttpResponse:
    """Ask the next question, or keep the answer to the last one and go on; at the end say what it brought."""
    today = house_day(timezone.now())
    now = Round.of(request)
    if request.method == "POST":
        return _answer(request, client, now, today)
    standing = standing_now(client)
    asked, file = questions_for(client, standing, today=today, first=now.first), file_as(client, standing)
    if now.done >= ROUND or not asked:
        context = {
            "client": client, "file": file, "round": now, "gained": standing.score - (now.start or 0),
            "more": len(asked), "again": reverse("client-gaps", args=[client.pk]),
        }  # fmt: skip
        return render(request, "crm/gaps_done.html", context)
    start = now.start if now.done else standing.score
    form = form_for(asked[0], today=today)
    total = min(ROUND, now.done + len(asked))
    return _page(request, client, form, now=now, start=start or 0, total=total, file=file)


def _page(request: HttpRequest, client: Client, form: AnswerForm, **more: Any) -> HttpResponse:
    question, now, start = form.question, more.pop("now"), more.pop("start")
    context = {
        "client": client,
        "form": form,
        "field": form[form.name],
        "question": question,
        "heading": HEADINGS[question.kind](question),
        "round": now,
        "number": now.done + 1,
        "send_to": now.url(client, start=start),
        "lines": lines_of(client, question.section) if question.kind == "stale" else [],
        **more,
    }
    return render(request, "crm/gaps.html", context, status=form.status)


def _answer(request: HttpRequest, client: Client, now: Round, today: dt.date) -> HttpResponse:
    object_id = one_uuid(request.POST.get("object"))
    question = question_about(client, request.POST.get("question", ""), object_id) if object_id else None
    if question is None:
        raise Http404
    if "skip" in request.POST:
        skip_gap(by=request.user, client=client, kind=question.mark, object_id=question.row.pk, today=today)
        _said(request, client, f"skip:{question.mark}", question.row.pk, 0, _("Skipped; it comes back later."))
        return redirect(now.url(client, done=now.done + 1, first=""))
    form = form_for(question, request.POST, today=today)
    saved = form.submit(lambda: _keep(request, client, form, today))
    if saved is None:
        standing = standing_now(client)
        left = len(questions_for(client, standing, today=today, first=now.first))
        total, file = min(ROUND, now.done + max(left, 1)), file_as(client, standing)
        return _page(request, client, form, now=now, start=now.start or 0, total=total, file=file)
    kind = f"{RIGHT}{question.section}" if question.section else question.kind
    kind = "way" if isinstance(saved, ContactWay) and kind == "decider_way" else kind
    key = client.pk if question.section else saved.pk
    _said(request, client, kind, key, getattr(saved, "version", 0), _("Saved."))
    first = now.first if question.mark == now.first else ""
    return redirect(now.url(client, done=now.done + 1, told=now.told + 1, first=first))


def _keep(request: HttpRequest, client: Client, form: AnswerForm, today: dt.date) -> Any:
    """Write an answer through the noun's own action; return the row it changed."""
    by, now, question = request.user, timezone.now(), form.question
    version = form.cleaned_data.get("version") or 0
    if question.kind in ("way", "decider_way"):
        data = form.cleaned_data
        return note_way(
            by=by, person=question.row, channel=data["channel"], value=data["value"], now=now, new_id=data["new_id"]
        )
    if question.kind == "preferred":
        pk, _colon, way_version = form.answer.partition(":")
        way = next(one for one in question.row.ways.all() if str(one.pk) == pk)
        way.person = question.row
        return prefer_way(by=by, way=way, version=int(way_version))
    if question.kind == "rivals":
        return answer_about_rivals(by=by, client=client, version=version, answer=form.answer, today=today)
    if question.kind == "stale":
        return confirm_section(by=by, client=client, section=question.section, today=today)
    return write_field(by=by, kind=question.kind, row=question.row, version=version, value=form.answer, now=now)


def _said(request: HttpRequest, client: Client, kind: str, key: UUID, version: int, text: str) -> None:
    undo = reverse("gap-undo", args=[client.pk, kind.replace(":", "--"), key])
    say(request, text, undo=f"{undo}?version={version}")


@of_client
@require_POST
def gap_undo(request: HttpRequest, client: Client, kind: str, object_id: UUID) -> HttpResponse:
    """Take one answer back; the question is asked again."""
    mark = kind.replace("--", ":")
    known = mark.removeprefix("skip:").removeprefix(RIGHT)
    if not known:
        raise Http404
    return settle(
        request,
        lambda version: take_back(
            by=request.user, client=client, kind=mark, object_id=object_id, version=version,
            today=timezone.localdate(), now=timezone.now(),
        ),
        said=_("Undone."),
        back=f"{reverse('client-gaps', args=[client.pk])}?first={known}",
    )  # fmt: skip
