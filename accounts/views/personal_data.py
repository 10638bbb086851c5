"""The page of one's own personal data: download it, or delete the account."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions.erase import erase
from accounts.actions.export import export
from accounts.forms.erase_account import EraseForm
from accounts.limits.counter import count_attempt
from accounts.limits.duration_text import duration_text
from accounts.limits.request_wait import login_wait_of
from accounts.login_redirect.login_required import login_required
from accounts.sessions.request_user import logged_in_user
from accounts.views.guest_access import too_many

EXPORTS = (5, 3600)
"""(times, seconds)"""


@never_cache
@sensitive_post_parameters("password", "code")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def personal_data(request: HttpRequest) -> HttpResponseBase:
    """POST do=download returns the ZIP. POST do=erase, with the fields of EraseForm, deletes the account at once."""
    wanted = request.POST.get("do")
    if wanted == "download":
        return download(request)
    user = logged_in_user(request)
    form = EraseForm(request.POST if wanted == "erase" else None, request=request)
    if wanted == "erase" and not user.is_staff and form.is_valid():
        erase(user_id=user.pk)
        logout(request)
        messages.success(request, "Your account is deleted, and everything that named you with it.")
        return redirect("/")
    response = page(request, form)
    if wait := login_wait_of(request):
        return too_many(response, wait)
    if wanted is not None:
        response.status_code = 400
    return response


def download(request: HttpRequest) -> HttpResponseBase:
    user = logged_in_user(request)
    if wait := count_attempt("export", str(user.pk), *EXPORTS):
        messages.error(request, f"You have had it five times this hour. Come again in {duration_text(wait)}.")
        return too_many(page(request, EraseForm(request=request)), wait)
    name = f"vvw-{user.username}-{timezone.now():%Y-%m-%d}.zip"
    return FileResponse(export(user_id=user.pk), as_attachment=True, filename=name, content_type="application/zip")


def page(request: HttpRequest, form: EraseForm) -> HttpResponse:
    """is_staff in the context: staff cannot delete their own account; somebody else has to remove the rank first."""
    return render(request, "account/data.html", {"form": form, "is_staff": logged_in_user(request).is_staff})
