"""The login form."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.functional import SimpleLazyObject

from accounts.forms.max_length import LOGIN_MAX, PASSWORD_MAX, limit_length


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Allauth's form. The page reads the help text of the password four times, and allauth would render it each time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = login.widget.attrs["placeholder"] = "Username or e-mail"
        limit_length(login, LOGIN_MAX)
        limit_length(password, PASSWORD_MAX)
        lazy = password.help_text
        password.help_text = SimpleLazyObject(lambda: str(lazy))
