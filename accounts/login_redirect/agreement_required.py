"""Players whose terms have changed are asked once, before they play on."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.login_redirect.form_draft import save_draft
from accounts.login_redirect.login_required import redirect_page
from accounts.login_redirect.previous_page import previous_page
from accounts.models import User

NOT_SENT = "Our terms have changed, so nothing was done yet. Answer here, and you are back where you were."


def ask_to_agree(request: HttpRequest, user: User) -> HttpResponse | None:
    """To the page that asks, which leads back; None if there is nothing to ask. What a form sent is not executed, and its fields
    are filled in again afterwards."""
    if not user.must_agree:
        return None
    is_read = request.method in ("GET", "HEAD")
    page = request.get_full_path() if is_read else previous_page(request)
    response = redirect_page(request, f"{reverse('account_agreement')}?{urlencode({'next': page}, safe='/')}")
    if not is_read:
        messages.warning(request, NOT_SENT)
        save_draft(request, response, page)
    return response
