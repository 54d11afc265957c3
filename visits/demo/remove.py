"""Take the demo out again, and nothing else."""

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import models, transaction

from accounts.models import Team, User
from accounts.models.team import TeamLead
from crm.models import (
    Acquaintance,
    Client,
    ClientShare,
    Competitor,
    ContactWay,
    Contract,
    Department,
    Favour,
    FormerEmployer,
    InstalledProduct,
    Person,
    PersonDate,
    Relation,
    Trait,
)
from visits.actions.attachment import delete_files
from visits.demo.firms import remove_firms, remove_industries
from visits.models import (
    Attachment,
    Comment,
    Complaint,
    Handover,
    HandoverItem,
    Objection,
    Promise,
    Reminder,
    Request,
    Visit,
    VisitRecord,
)


def remove_demo(*, by: User) -> None:
    """Delete every demo row with all that hangs on it; keep `by`, who becomes an ordinary person.

    What was really entered meanwhile stays: a client that a demo person created passes to `by`. History rows of what
    is deleted go as well: they would hold its words.
    """
    with transaction.atomic():
        User.objects.select_for_update().filter(is_demo=True).first()
        clients = Client.objects.filter(is_demo=True).values("pk")
        visits = Visit.objects.filter(client__in=clients).values("pk")
        promises = Promise.objects.filter(client__in=clients)
        # With its giver or taker gone a hand-over says nothing any more, of a real client neither.
        made_up = models.Q(from_manager__is_demo=True) | models.Q(to_manager__is_demo=True)
        handovers = Handover.objects.filter(models.Q(client__in=clients) | made_up)
        complaints = Complaint.objects.filter(client__in=clients)
        about = [models.Q(**{f"{name}__client__in": clients}) for name in ("person", "complaint", "visit", "promise")]
        comments = Comment.objects.filter(reduce(or_, about, models.Q(client__in=clients)))
        Reminder.objects.filter(
            models.Q(subject_id__in=visits)
            | models.Q(subject_id__in=promises.values("pk"))
            | models.Q(subject_id__in=handovers.values("pk"))
            | models.Q(subject_id__in=complaints.values("pk"))
            | models.Q(subject_id__in=comments.values("pk"))
            | models.Q(subject_id__in=Contract.objects.filter(client__in=clients).values("pk"))
        ).delete()
        delete_files(Attachment.objects.filter(reduce(or_, about[:3], models.Q(client__in=clients))))
        for doomed in (
            comments,
            HandoverItem.objects.filter(handover__in=handovers),
            handovers,
            complaints,
            promises,
            Request.objects.filter(client__in=clients),
            Objection.objects.filter(client__in=clients),
            VisitRecord.objects.filter(visit__client__in=clients),
            Visit.objects.filter(client__in=clients),
        ):
            _delete(doomed)
        _delete(InstalledProduct.objects.filter(models.Q(client__in=clients) | models.Q(competitor__is_demo=True)))
        Person.objects.filter(client__in=clients).update(reports_to=None)
        _delete(ClientShare.objects.filter(models.Q(client__in=clients) | models.Q(user__is_demo=True)))
        for part in (ContactWay, PersonDate, Trait, Acquaintance, Favour, FormerEmployer, Relation):
            _delete(part._base_manager.filter(person__client__in=clients))
        _delete(Relation.objects.filter(other__client__in=clients))
        _delete(Person.objects.filter(client__in=clients))
        Department.objects.filter(client__in=clients).update(parent=None)
        _delete(Department.objects.filter(client__in=clients))
        remove_firms(_delete, clients)
        _delete(Client.objects.filter(is_demo=True))
        _delete(Competitor.objects.filter(is_demo=True))
        remove_industries(_delete)
        _remove_people(by)


def _remove_people(by: User) -> None:
    """Delete the demo's people and teams; whatever still names one of them names `by` from now on."""
    teams = set(Team.objects.filter(members__is_demo=True).values_list("pk", flat=True))
    User.objects.filter(pk=by.pk).update(is_demo=False)
    leaving = User.objects.filter(is_demo=True)
    gone = list(leaving.values_list("pk", flat=True))
    for relation in User._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.on_delete is not models.PROTECT:
            continue
        name = relation.field.name
        relation.related_model._base_manager.filter(**{f"{name}__in": gone}).update(**{name: by.pk})
    Client.objects.filter(owner=by).update(team=by.team)
    _delete(leaving)
    TeamLead.pgh_event_model._base_manager.filter(user_id__in=gone).delete()
    _remove_teams(teams)


def _remove_teams(candidates: set[UUID]) -> None:
    """Delete those of the demo's teams that have nobody and nothing left, leaves first."""
    empty = Team.objects.filter(
        pk__in=candidates, members=None, children=None, clients=None, visits=None, promises=None, complaints=None
    )
    while empty.exists():
        _delete(empty.all())


def _delete(rows: models.QuerySet[Any]) -> None:
    """Delete rows and their history."""
    keys = list(rows.values_list("pk", flat=True))
    model = rows.model
    model._base_manager.filter(pk__in=keys).delete()
    event = getattr(model, "pgh_event_model", None)
    if event is not None:
        event._base_manager.filter(pgh_obj_id__in=keys).delete()
