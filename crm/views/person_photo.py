"""A person's photo: shown to who sees the person, chosen from a file, a camera or the clipboard."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import StaleVersion
from core.toasts import say, settle
from crm.actions.person_photo import (
    MOST_BYTES,
    photos_aside,
    photos_of,
    remove_photo,
    restore_photo,
    set_photo,
    square,
)
from crm.forms.person import PhotoForm
from crm.models import Person, PersonPhoto
from crm.views.person import of_person


@of_person
@require_safe
def person_photo(request: HttpRequest, person: Person) -> HttpResponse:
    """Send the picture, or with `of` the one of that key that was shown before or is kept aside. Its address holds
    the key of its content, so the reader's own browser may keep it.
    """
    if key := request.GET.get("of"):
        image = photos_of(person).get(key)
    else:
        photo = PersonPhoto.objects.filter(person=person).first() if person.photo_key else None
        image = bytes(photo.image) if photo else None
    if image is None:
        raise Http404
    response = HttpResponse(image, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = 'inline; filename="photo.jpg"'
    response["Cache-Control"] = "private, max-age=3600"
    return response


@of_person
@require_http_methods(["GET", "HEAD", "POST"])
def person_photo_edit(request: HttpRequest, person: Person) -> HttpResponse:
    """Choose or paste a picture and its square; the toast shows again what was shown before."""
    initial = {"version": person.version}
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm(initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                image = square(data["image"], x=data["x"], y=data["y"], size=data["size"])
                again = _again(person)
                saved = set_photo(
                    by=request.user, person=person, version=data["version"], image=image, now=timezone.now()
                )
            except StaleVersion as stale:
                status = 409
                form.data = form.data.copy()
                form.data["version"] = str(stale.current.version)  # type: ignore[attr-defined]
                form.add_error(None, _("Somebody changed this person meanwhile. Choose the picture again to keep it."))
            except ValidationError as error:
                form.add_error(None, error)
            else:
                undo = f"{again}&version={saved.version}" if again else ""
                say(request, _("The photo is kept."), undo=undo)
                return redirect("client-person", person.client_id, person.pk)
    others = [key for key in photos_aside(person) if key != person.photo_key]
    context = {"client": person.client, "person": person, "form": form, "others": others}
    return render(request, "crm/person_photo.html", context, status=status)


person_photo_edit.body_limit = MOST_BYTES + 2**16  # type: ignore[attr-defined]  # what BodyLimit lets through


def _back(person: Person) -> str:
    return reverse("client-person", args=[person.client_id, person.pk])


@of_person
@require_POST
def person_photo_remove(request: HttpRequest, person: Person) -> HttpResponse:
    """Take the photo off; the toast puts it back."""
    return settle(
        request,
        lambda version: remove_photo(by=request.user, person=person, version=version, now=timezone.now()),
        said=_("The photo is gone."),
        undo=_again(person),
        back=_back(person),
    )


@of_person
@require_POST
def person_photo_restore(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the photo again whose key is `of`; the toast takes that back."""
    key = request.GET.get("of", "")
    if key not in photos_of(person):
        raise Http404
    off = reverse("person-photo-remove", args=[person.client_id, person.pk])
    return settle(
        request,
        lambda version: restore_photo(by=request.user, person=person, version=version, now=timezone.now(), key=key),
        said=_("The photo is back."),
        undo=_again(person) or off,
        back=_back(person),
    )


def _again(person: Person) -> str:
    """Return the address that shows again what is shown now, "" where there is no photo."""
    again = reverse("person-photo-restore", args=[person.client_id, person.pk])
    return f"{again}?of={person.photo_key}" if person.photo_key else ""
