"""The steps of a log-in that are not allauth's."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class ConfirmAtSignUp(EmailVerificationStage):
    """Mails that ask to confirm an address are sent at the sign-up; allauth looks the address up at each log-in too."""

    def handle(self) -> tuple[Any, bool]:
        return super().handle() if self.login.signup else (None, True)
