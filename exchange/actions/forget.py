"""Forget what imports and merges keep of a person who is erased on demand (PIPL): old values, cells, dropped rows."""

from django.db.models import Q
from django.utils import timezone

from crm.actions import person_erase
from crm.models import Person
from exchange.models import ImportChange, ImportRow, Merge, MergeMove


def forget_person(person: Person) -> None:
    """Empty what was kept to take an import or a merge of this person back: neither can be taken back any more."""
    pk = person.pk
    merges = Merge.objects.filter(Q(winner=pk) | Q(loser=pk), noun="person")
    MergeMove.objects.filter(merge__in=merges).delete()
    merges.update(before={}, after={})
    merges.filter(undone_at=None).update(undone_at=timezone.now())
    lines = ImportRow.objects.filter(Q(pk=pk) | Q(target=pk) | Q(done__object_id=pk))
    ImportRow.objects.filter(pk__in=list(lines.values_list("pk", flat=True))).update(
        cells=[], values={}, changes={}, candidates=[]
    )
    ImportChange.objects.filter(object_id=pk).update(before={}, after={})


def register() -> None:
    """Have it done with every erasure."""
    person_erase.ALSO.append(forget_person)
