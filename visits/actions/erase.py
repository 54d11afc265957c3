"""What this app erases with a person (crm/actions/person_erase.py)."""

from crm.actions.person_erase import delete_with_history
from crm.models import Person
from visits.actions.attachment import delete_files
from visits.models import Attachment, Comment, HandoverItem, Notification, Reminder
from visits.models.handover import ItemKind


def erase_about(person: Person) -> None:
    """Delete what was said about a person, with its history and its messages, and their files.

    Their lines in hand-overs go as well. Part of the erasure's transaction.
    """
    comments = Comment.objects.filter(person=person)
    keys = list(comments.values_list("pk", flat=True))
    Notification.objects.filter(subject_id__in=keys).delete()
    Reminder.objects.filter(subject_id__in=keys).delete()
    delete_with_history(comments)
    about = {"kind": ItemKind.PERSON, "subject_id": person.pk}
    delete_with_history(HandoverItem.objects.filter(**about))
    HandoverItem.pgh_event_model.objects.filter(**about).delete()  # type: ignore[attr-defined]  # of lines taken away
    delete_files(Attachment.objects.filter(person=person))
