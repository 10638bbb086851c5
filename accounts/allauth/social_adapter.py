"""The adapter for Google logins (SOCIALACCOUNT_ADAPTER). A guest who uses a new Google account keeps the characters."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.utils import setup_user_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal.flows.login import _login as log_in
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.db import transaction
from django.http import Http404, HttpRequest

from accounts.actions.guest import lock_guest, name_guest
from accounts.allauth.error_texts import SOCIAL_ERRORS
from accounts.limits.request_wait import set_limit_wait
from accounts.limits.signup import signup_wait
from accounts.models import User
from accounts.queries.logins import canonical_mailbox
from accounts.sessions.request_user import is_guest, logged_in_user


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultSocialAccountAdapter.error_messages | SOCIAL_ERRORS

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> SocialApp:
        """A provider without keys is not offered, so its URLs answer 404."""
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as error:
            raise Http404(provider) from error

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Accounts made through Google count against the same limits."""
        if wait := signup_wait(request, canonical_mailbox(sociallogin.user.email or "")):
            set_limit_wait(request, wait)
            raise ImmediateHttpResponse(respond_429(request))
        return True

    def new_user(self, request: HttpRequest, sociallogin: SocialLogin) -> User:
        """An empty row, for a guest too, because the owner of the Google account is not known yet."""
        return User()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A guest with a Google account that no account has yet becomes a full account with it. If an account has it, the
        guest confirms first (login_stages.py); allauth would end the guest's session before that."""
        is_login = sociallogin.state.get("process", AuthProcess.LOGIN) == AuthProcess.LOGIN
        if not is_guest(request) or not is_login:
            return
        if sociallogin.is_existing:
            raise ImmediateHttpResponse(log_in(request, sociallogin))
        with transaction.atomic():
            user = lock_guest(logged_in_user(request).pk)
            if user is None:
                return
            suggested = sociallogin.user
            username = get_account_adapter(request).generate_unique_username(
                [suggested.username, suggested.email, "player"]
            )  # fmt: skip
            name_guest(user, username=username, email=suggested.email)
            sociallogin.connect(request, user)
            setup_user_email(request, user, sociallogin.email_addresses)
