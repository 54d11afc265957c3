from visits.models.attachment import Attachment
from visits.models.calendar import CalendarDay
from visits.models.comment import Comment
from visits.models.complaint import Complaint, ComplaintRules, ComplaintState, ComplaintWay, Severity, Verdict
from visits.models.finding import Objection, ObjectionKind, Request, RequestCategory
from visits.models.handover import Handover, HandoverItem, HandoverState
from visits.models.notes import VisitNotes, VisitTopic
from visits.models.notification import Notification
from visits.models.promise import Promise, PromiseChange, PromiseState
from visits.models.record import PurposeResult, VisitRecord
from visits.models.reminder import Channel, Reminder, ReminderKind
from visits.models.visit import Visit, VisitChange, VisitKind, VisitState

__all__ = [
    "Attachment",
    "CalendarDay",
    "Channel",
    "Comment",
    "Complaint",
    "ComplaintRules",
    "ComplaintState",
    "ComplaintWay",
    "Handover",
    "HandoverItem",
    "HandoverState",
    "Notification",
    "Objection",
    "ObjectionKind",
    "Promise",
    "PromiseChange",
    "PromiseState",
    "PurposeResult",
    "Reminder",
    "ReminderKind",
    "Request",
    "RequestCategory",
    "Severity",
    "Verdict",
    "Visit",
    "VisitChange",
    "VisitKind",
    "VisitNotes",
    "VisitRecord",
    "VisitState",
    "VisitTopic",
]
