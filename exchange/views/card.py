"""Cards of people: in from a file, a QR code or a picture of one, out as a file or a QR code."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from core.writes import ForeignDraft
from crm.models import Client, Person
from crm.views.client import of_client
from crm.views.person import of_person
from exchange.actions.cards import bring_cards, card_of, namesakes_of
from exchange.forms.card import CardForm
from exchange.qr import MOST_PICTURE_BYTES
from exchange.tasks import wake
from exchange.vcard import brief, write_card
from exchange.views.receive import field_too_large, receives


@of_client
@receives(MOST_PICTURE_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def card_in(request: HttpRequest, client: Client) -> HttpResponse:
    """Take cards in; they are looked through like any import."""
    is_sent = request.method == "POST"
    form = CardForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, too_large=field_too_large(request),
        clients=namesakes_of(client, by=request.user),
    )  # fmt: skip
    status = 200
    if is_sent:
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"] or form.cleaned_data["picture"]
            into = form.cleaned_data.get("into") or client
            try:
                job = bring_cards(
                    by=request.user, client=into, cards=form.cards, now=timezone.now(),
                    new_id=form.cleaned_data["new_id"], name=file.name if file else "vCard",
                )  # fmt: skip
                wake()
                return redirect("import-detail", job.pk)
            except ForeignDraft:
                form.refuse_other_words()
    return render(request, "exchange/card_in.html", {"form": form, "client": client}, status=status)


@of_person
@require_safe
def card_show(request: HttpRequest, person: Person) -> HttpResponse:
    """Show a person's card as a QR code, to be read by a telephone, and as a file."""
    card, is_brief = card_of(person), False
    try:
        code = segno.make_qr(write_card(card), error="l")
    except segno.DataOverflowError:
        code, is_brief = segno.make_qr(write_card(brief(card)), error="l"), True
    drawn = code.svg_inline(scale=4, border=3, svgclass="card-qr", lineclass=None, omitsize=True)
    # segno writes numbers alone into it: nothing of the card's text.
    context = {"client": person.client, "person": person, "qr": mark_safe(drawn), "is_brief": is_brief}  # noqa: S308
    return render(request, "exchange/card.html", context)


@of_person
@require_safe
def card_out(request: HttpRequest, person: Person) -> HttpResponse:
    """Hand out a person's card."""
    answer = HttpResponse(write_card(card_of(person)), content_type="text/vcard; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{person}.vcf")
    return answer
