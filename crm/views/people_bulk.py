"""One act on many people at clients: those chosen in their list, or all that match its filters."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods

from core.toasts import say
from crm.actions.people_bulk import Undone, act_on_people, clients_of, undo_act_on_people
from crm.forms.bulk import PeopleBulkForm
from crm.forms.people import PeopleFilter, narrowed
from crm.models import Person, PersonLevel
from crm.models.bulk import BulkAct, BulkKindPeople
from crm.views.bulk import Several, Versions, back_to, choose_act
from crm.views.client import keeps_clients

NAMED = 5  # of those that an undo leaves alone


def _matching(request: HttpRequest) -> QuerySet[Person]:
    asked = PeopleFilter(request.GET).asked(today=timezone.localdate())
    return narrowed(Person.objects.visible_to(request.user), *asked).filter(erased_at=None)


def _seen(request: HttpRequest, versions: Versions) -> Versions:
    seen = clients_of(by=request.user, people=versions)
    return {pk: version for pk, version in versions.items() if pk in seen}


def _form(request: HttpRequest, sent: QueryDict | None, versions: Versions) -> PeopleBulkForm:
    return PeopleBulkForm(sent, clients=set(clients_of(by=request.user, people=versions).values()))


def _act(request: HttpRequest, form: PeopleBulkForm, versions: Versions) -> bool:
    given = form.cleaned_data
    try:
        act, is_new = act_on_people(
            by=request.user,
            now=timezone.now(),
            kind=given["act"],
            versions=versions,
            level=given["level"],
            department=given["department"],
            strength=given["strength"],
            on=given["on"],
            keep_seat=given["keep_seat"],
            new_id=given["new_id"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    if is_new and act.done:
        told = {"level": PersonLevel(given["level"]).label if given["level"] else "", "where": given["department"]}
        already = len(versions) - len(act.done)
        said = _words(act) % {"number": len(act.done), **told}
        if already:
            said = ngettext(
                "%(said)s No change for %(number)s more.", "%(said)s No change for %(number)s more.", already
            ) % {"said": said, "number": already}
        say(request, said, undo=back_to(request, "people-bulk-undo", act.pk))
    elif is_new:
        say(request, _("No change: it was so with all of them."))
    return True


def _words(act: BulkAct) -> str:
    number = len(act.done)
    return {
        BulkKindPeople.LEVEL: ngettext(
            "%(number)s person has the level “%(level)s”.", "%(number)s people have the level “%(level)s”.", number
        ),
        BulkKindPeople.DEPARTMENT: ngettext(
            "%(number)s person is in “%(where)s”.", "%(number)s people are in “%(where)s”.", number
        ),
        BulkKindPeople.KNOW: ngettext("You know %(number)s person.", "You know %(number)s people.", number),
        BulkKindPeople.LEAVE: ngettext(
            "%(number)s person has left; the history stays.", "%(number)s people have left; the history stays.", number
        ),
    }[BulkKindPeople(act.kind)]


PEOPLE = Several(
    listed="client-people",
    template="crm/people_bulk.html",
    none=gettext_lazy("Choose people first."),
    matching=_matching,
    form=_form,
    act=_act,
    seen=_seen,
)


@keeps_clients
@require_http_methods(["GET", "HEAD", "POST"])
def people_bulk(request: HttpRequest) -> HttpResponse:
    """Choose what to do with people and do it."""
    return choose_act(request, PEOPLE)


@keeps_clients
def people_bulk_undo(request: HttpRequest, act_id: UUID) -> HttpResponse:
    """Take an act on many people back, but for those changed since."""
    act = get_object_or_404(BulkAct, pk=act_id, by=request.user, kind__in=BulkKindPeople.values)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    undone = undo_act_on_people(by=request.user, now=timezone.now(), act=act)
    if undone.back or not (undone.moved or undone.gone):
        words = ngettext("%(number)s person is as they were.", "%(number)s people are as they were.", undone.back)
        say(request, words % {"number": undone.back})
    for said in _left_alone(undone):
        messages.warning(request, said)
    return redirect(back_to(request, "client-people"))


def _left_alone(undone: Undone) -> Iterable[str]:
    """Say of whom nothing was taken back, and why."""
    if undone.moved:
        names = pgettext("between names", ", ").join(str(person) for person in undone.moved[:NAMED])
        if len(undone.moved) > NAMED:
            names = _("%(names)s and %(number)s more") % {"names": names, "number": len(undone.moved) - NAMED}
        yield _("Changed since, and left as it is: %(names)s.") % {"names": names}
    if undone.gone:
        words = ngettext(
            "%(number)s person is not open to you any more and stays as they are.",
            "%(number)s people are not open to you any more and stay as they are.",
            undone.gone,
        )
        yield words % {"number": undone.gone}
