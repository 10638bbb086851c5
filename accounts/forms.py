"""The forms that differ from allauth's."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.actions import verification
from accounts.actions.totp import use_code

USERNAME_TAKEN = "username_taken"
ERASE_WORD = "delete"
LOGIN_MAX = 254
PASSWORD_MAX = 1000


def _at_most(field: forms.Field, letters: int) -> None:
    """Refuse what is longer, at its field: what is hashed or looked up should not be a novel."""
    field.validators.append(MaxLengthValidator(letters))


class SignupForm(allauth_forms.SignupForm):
    """Allauth's, with words of ours beside each field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, email, password = self.fields["username"], self.fields["email"], self.fields["password1"]
        name.max_length = 20
        name.widget.attrs |= {"minlength": "3", "maxlength": "20", "pattern": "[A-Za-z0-9_]+", "autocapitalize": "none"}
        name.help_text = "3 to 20 letters, digits or underscores. You log in with it; your characters have names of their own."
        email.help_text = "We send one mail to see that it is yours. With it you can get back in when a password is lost."
        password.help_text = (
            "At least 10 characters, not only digits, dots or spaces. Four words that do not belong together make a good one."
        )
        password.widget.attrs |= {"minlength": "10"}
        _at_most(password, PASSWORD_MAX)


class LoginForm(allauth_forms.LoginForm):
    """Allauth's. The line below the password is asked for four times a page, and allauth would make it anew each time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        _at_most(self.fields["login"], LOGIN_MAX)
        _at_most(password, PASSWORD_MAX)
        lazy = password.help_text
        password.help_text = SimpleLazyObject(lambda: str(lazy))


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Allauth's, for proven addresses. To one that nobody has proven goes its own verification and nothing else: anybody may
    have typed it, ten times over."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = self.cleaned_data["email"]
        if self.users:
            proven = verification.owners_of(email, self.users)
            if not proven:
                verification.ask_again(request, email, self.users)
                return email
            self.users = proven
        return super().save(request, **kwargs)


class ActivateTotpForm(ActivateTOTPForm):
    """Allauth's. The code that sets the app up is used by that: it lets nobody in afterwards."""

    def clean_code(self) -> str:
        code = super().clean_code()
        use_code(user=self.user.pk, secret=self.secret, code=code)
        return code


class EraseForm(forms.Form):
    """What it takes to delete an account: the password, and the code of whoever has a second factor. Who has no password
    (a guest, or one who comes by Google) types a word instead. Needs `request`, whose user it is about."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, request.user
        if self.user.has_usable_password():
            widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
            self.fields["password"] = forms.CharField(
                label="Your password", max_length=PASSWORD_MAX, strip=False, widget=widget
            )
        else:
            widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})
            self.fields["word"] = forms.CharField(label=f'Type "{ERASE_WORD}"', max_length=20, widget=widget)
        if is_mfa_enabled(self.user):
            widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
            self.fields["code"] = forms.CharField(label="The code of your authenticator app", max_length=40, widget=widget)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        get_adapter(self.request).pre_authenticate(self.request, username=self.user.username)
        if not self.user.check_password(password):
            raise ValidationError("That is not your password.", code="incorrect_password")
        return password

    def clean_word(self) -> str:
        word = self.cleaned_data["word"].strip().lower()
        if word != ERASE_WORD:
            raise ValidationError(f'Type the word "{ERASE_WORD}".', code="incorrect_word")
        return word

    def clean(self) -> dict[str, Any]:
        # Last, and only when the rest is right: a code works once.
        if not self.errors and "code" in self.cleaned_data:
            asked = AuthenticateForm({"code": self.cleaned_data["code"]}, user=self.user)
            if not asked.is_valid():
                self.add_error("code", asked.errors.get("code", "That code is not right."))
        return self.cleaned_data
