"""What we know of a person, for that person: to take along, or to delete."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions.erase import erase
from accounts.actions.export import export
from accounts.forms import EraseForm
from accounts.limits import allow, in_words
from accounts.login_first import login_first
from accounts.views.guests import too_many

EXPORTS = (5, 3600)


@never_cache
@sensitive_post_parameters("password", "code")
@login_first
@require_http_methods(["GET", "HEAD", "POST"])
def personal_data(request: HttpRequest) -> HttpResponse:
    """POST do=download gives the ZIP; do=erase, with what EraseForm asks for, deletes the account at once."""
    wanted = request.POST.get("do")
    if wanted == "download":
        return download(request)
    form = EraseForm(request.POST if wanted == "erase" else None, request=request)
    if wanted == "erase" and not request.user.is_staff and form.is_valid():
        erase(user_id=request.user.pk)
        logout(request)
        messages.success(request, "Your account is deleted, and everything that named you with it.")
        return redirect("/")
    response = page(request, form)
    if wait := getattr(request, "login_wait", 0):
        return too_many(response, wait)
    if wanted is not None:
        response.status_code = 400
    return response


def download(request: HttpRequest) -> HttpResponse:
    if wait := allow("export", str(request.user.pk), *EXPORTS):
        messages.error(request, f"You have had it five times this hour. Come again in {in_words(wait)}.")
        return too_many(page(request, EraseForm(request=request)), wait)
    name = f"vvw-{request.user.username}-{timezone.now():%Y-%m-%d}.zip"
    return FileResponse(export(user_id=request.user.pk), as_attachment=True, filename=name, content_type="application/zip")


def page(request: HttpRequest, form: EraseForm) -> HttpResponse:
    """is_staff: whoever runs the place is first made an ordinary player by somebody else."""
    return render(request, "account/data.html", {"form": form, "is_staff": request.user.is_staff})
