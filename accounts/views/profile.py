"""One's own page, and the language switch."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, before_second_factor, public, requires
from accounts.actions.profile import choose_language, choose_theme, edit_profile
from accounts.forms.profile import ProfileForm
from accounts.middleware import page_of
from accounts.models import User
from accounts.models.user import Theme
from accounts.roles import Permission
from accounts.second_factor import factors_of

YEAR = 365 * 24 * 3600  # seconds


@requires(Permission.USE)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """Show and change one's own name, language, zone and appearance."""
    person = User.objects.visible_to(request.user).get(pk=request.user.pk)
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=person)
    act = partial(edit_profile, person, by=request.user, now=timezone.now())
    if form.is_bound and form.submit(lambda: act(**form.row_values(), version=form.cleaned_data["version"])):
        with translation.override(person.language or translation.get_language_from_request(request)):
            messages.success(request, _("Saved."))
        return redirect("profile")
    return render(request, "accounts/profile.html", {"form": form, "factors": factors_of(person)}, status=form.status)


@public("visitors choose their language too")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch the language: kept with the person, for a visitor in a cookie."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = page_of(request)
    response = HttpResponseRedirect(back)
    if language not in dict(settings.LANGUAGES) or not check_for_language(language):
        return response
    if request.user.is_authenticated:
        choose_language(request.user, language=language, by=request.user, now=timezone.now())
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )  # fmt: skip
    return response


@requires(Permission.USE)
@before_second_factor
@require_POST
def set_theme(request: PersonRequest) -> HttpResponse:
    """Switch one's appearance and stay where one was."""
    theme = request.POST.get("theme", "")
    if theme in Theme.values:
        choose_theme(request.user, theme=theme, by=request.user, now=timezone.now())
    return HttpResponseRedirect(page_of(request))
