"""Put a reminder into a mail: text and simple HTML, from the same words."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from core.letters import without_rules
from visits.actions.words import Message
from visits.models import Reminder


def message_id(reminder: Reminder) -> str:
    """Return the Message-ID of a reminder: the same on every try, so that a mail sent twice can be told as one."""
    host = settings.BASE_URL.split("://")[1].split("/")[0].split(":")[0]
    return f"<reminder-{reminder.pk}@{host}>"


def send_mail(reminder: Reminder, message: Message) -> None:
    """Hand one mail to the mail server, in the language that is active. Raises OSError when it is not taken."""
    context = {"message": message, "person": reminder.recipient, "kind": reminder.get_kind_display()}
    mail = EmailMultiAlternatives(
        subject=" ".join(message.title.split()),
        body=without_rules(render_to_string("visits/mail/reminder.txt", context)),
        to=[reminder.recipient.email],
        headers={
            "Message-ID": message_id(reminder),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach_alternative(without_rules(render_to_string("visits/mail/reminder.html", context)), "text/html")
    mail.send()
