"""What is said about a visit (H7), as a part of its page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.roles import Permission
from core.writes import ForeignDraft
from visits.actions.review import comment_on_visit
from visits.forms.review import CommentForm
from visits.models import Visit
from visits.views.found import of_visit, way_back


@requires(Permission.USE)
@of_visit()
@require_http_methods(["GET", "HEAD", "POST"])
def visit_comments(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the comments and take one more, from anyone who may read the visit."""
    form = CommentForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            comment_on_visit(
                visit=visit,
                by=request.user,
                now=timezone.now(),
                body=form.cleaned_data["body"],
                id=form.cleaned_data["new_id"],
            )
        except ForeignDraft:
            raise Http404 from None
        if not request.htmx:
            return redirect(way_back(request, "visit-comments", visit.pk))
        form, status = CommentForm(), 200
    context = {"visit": visit, "comments": visit.comments.select_related("author"), "comment_form": form}
    return render(request, "visits/visit_comments.html", context, status=status)
