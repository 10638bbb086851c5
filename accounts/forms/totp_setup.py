"""The form that sets up an authenticator app."""

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm

from accounts.actions.totp import use_code
from accounts.forms.second_factor import spell_code


class ActivateTotpForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """Allauth's form. The code that sets up the app counts as used, so it does not log in afterwards."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spell_code(self.fields["code"], "The six digits that the app shows now")

    def secret_in_groups(self) -> list[str]:
        """The secret in groups of four, to be read from the screen and typed into an app."""
        return [self.secret[at : at + 4] for at in range(0, len(self.secret), 4)]

    def clean_code(self) -> str:
        code = str(super().clean_code())
        use_code(user=self.user.pk, secret=self.secret, code=code)
        return code
