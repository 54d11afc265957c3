"""The parts of the look on one page, in realistic use: /styleguide/, in the demo and the tests only."""

import datetime as dt
import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.roles import Permission
from config.paths import BASE_DIR
from config.styleguide_samples import SAMPLES

PAGES = ("today", "client", "lists", "form", "parts")


class SampleForm(forms.Form):
    """A form with every kind of field, for show."""

    client = forms.CharField(label=_("Client"), max_length=120)
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}), help_text=_("A calendar date, in your zone.")
    )
    purpose = forms.CharField(label=_("Purpose"), widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("visit", _("Visit")), ("drop_in", _("Drop-in")), ("call_back", _("Call-back"))],
        widget=forms.RadioSelect,
        initial="visit",
    )
    tier = forms.ChoiceField(label=_("Tier"), choices=[("A", "A"), ("B", "B"), ("C", "C")])
    confirmed = forms.BooleanField(label=_("The appointment is confirmed"), required=False)

    @property
    def helper(self) -> FormHelper:
        """Return the order of the fields; the page writes the form's own tag and buttons."""
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout("client", "day", "purpose", Div("kind", css_class="chips-group"), "tier", "confirmed")
        return helper


def _samples(now: dt.datetime, language: str) -> dict[str, Any]:
    """Return the texts, moments and days the pages show, relative to `now` as everything in the demo."""
    day = timezone.localdate(now)
    at_ten = timezone.localtime(now).replace(hour=10, minute=0)
    return {
        "s": SAMPLES["zh" if language.startswith("zh") else "en"],
        "now": now,
        "next_visit": at_ten,
        "later_visit": at_ten.replace(hour=14, minute=30),
        "last_week": at_ten - dt.timedelta(days=6),
        "last_month": at_ten - dt.timedelta(days=34),
        "yesterday": day - dt.timedelta(days=1),
        "today": day,
        "in_three_days": day + dt.timedelta(days=3),
        "in_four_months": day + dt.timedelta(days=118),
        "unread": 3,
    }


@requires(Permission.USE)
@require_http_methods(["GET", "HEAD", "POST"])
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show a page of parts: `?page=` today, client, lists, form or parts. A post makes a toast with undo."""
    if not (settings.DEMO or settings.TESTING):
        raise Http404
    if request.method == "POST":
        if "undone" in request.GET:
            messages.success(request, gettext("Back in your list."))
        else:
            messages.success(request, gettext("Archived."), extra_tags=f"undo:{request.path}?undone=1")
        return redirect(f"{request.path}?page=parts")
    page = request.GET.get("page", "parts")
    if page not in PAGES:
        raise Http404
    context = {**_samples(timezone.now(), get_language() or "en"), "page": page, "pages": PAGES}
    if page == "parts":
        sprite = (BASE_DIR / "static" / "public" / "icons.svg").read_text(encoding="utf-8")
        context["icons"] = re.findall(r'<symbol id="([a-z-]+)"', sprite)
    if page == "form":
        context["form"] = SampleForm({"client": context["s"]["client"], "kind": "visit", "day": "soon"})
    return render(request, f"styleguide/{page}.html", context)
