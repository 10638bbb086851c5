"""The form of a request, ready to be sent again: the same values under a new key."""

from django.http import HttpRequest

from accounts.login_redirect.form_draft import SECRET_FIELD_WORDS

MOST = 300
"""Fields that are repeated at most."""


def fresh_form(request: HttpRequest) -> dict[str, object]:
    """For components/fresh_form.html. The token, the key and the character are left out: the template writes new ones."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("character", "back", "sure") and not any(word in name for word in SECRET_FIELD_WORDS)
        for value in values
    ]
    return {"to": request.path, "fields": fields[:MOST]}
