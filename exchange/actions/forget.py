"""Forget what imports, exports and merges keep of a person who is erased on demand (PIPL): old values, cells, dropped
rows, files.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone

from crm.actions import person_erase
from crm.models import Person
from exchange.models import Export, ImportChange, ImportJob, ImportRow, JobState, Merge, MergeMove, StoredFile
from exchange.nouns.out import NAMES_PEOPLE


def forget_person(person: Person) -> None:
    """Empty what was kept to take an import or a merge of this person back: neither can be taken back any more.

    The files go as well: of imports that were carried out, and of exports of people that wait to be fetched.
    """
    pk = person.pk
    merges = Merge.objects.filter(Q(winner=pk) | Q(loser=pk), noun="person")
    MergeMove.objects.filter(merge__in=merges).delete()
    # A hand-over's line names its key person; of one that a merge of clients kept aside, nothing else knows.
    MergeMove.objects.filter(model="visits.HandoverItem", is_dropped=True, data__subject_id=str(pk)).delete()
    merges.update(before={}, after={})
    merges.filter(undone_at=None).update(undone_at=timezone.now())
    lines = ImportRow.objects.filter(Q(pk=pk) | Q(target=pk) | Q(done__object_id=pk))
    keys = list(lines.values_list("pk", flat=True))
    carried_out = ImportJob.objects.filter(rows__in=keys, started_at__isnull=False).exclude(state=JobState.MATCHED)
    out = Export.objects.filter(what__in=NAMES_PEOPLE, file__isnull=False)
    files = {*carried_out.values_list("file", flat=True), *out.values_list("file", flat=True)}
    StoredFile.objects.filter(pk__in=files - {None}).delete()
    ImportRow.objects.filter(pk__in=keys).update(cells=[], values={}, changes={}, candidates=[])
    ImportChange.objects.filter(object_id=pk).update(before={}, after={})


def merged_into(person: Person) -> QuerySet[Person]:
    """Return the rows that were put into a person's and still are: they are nobody else."""
    merges = Merge.objects.filter(noun="person", winner=person.pk, undone_at=None)
    return Person._base_manager.filter(pk__in=merges.values("loser"))


def register() -> None:
    """Have it done with every erasure."""
    person_erase.ALSO.append(forget_person)
    person_erase.SAME.append(merged_into)
