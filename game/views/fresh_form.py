"""The form of a request once more: the same values under a new key, for the player to press or not."""

from django.http import HttpRequest

from accounts.login_redirect.form_draft import SECRET_FIELD_WORDS

MOST = 300


def fresh_form(request: HttpRequest) -> dict[str, object]:
    """What components/fresh_form.html shows. What a form brings along anew (token, key, character) is left out."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("character", "back", "sure") and not any(word in name for word in SECRET_FIELD_WORDS)
        for value in values
    ]
    return {"to": request.path, "fields": fields[:MOST]}
