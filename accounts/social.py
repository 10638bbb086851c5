"""Coming by Google. A guest who does so for the first time stays who he is, character and all."""

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

from accounts.adapter import is_guest
from accounts.limits import signup_wait
from accounts.models import User
from accounts.queries.logins import canonical_mailbox


class SocialAdapter(DefaultSocialAccountAdapter):
    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> SocialApp:
        """A provider without keys is not offered: its addresses, which are there all the same, are not found."""
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as error:
            raise Http404(provider) from error

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Accounts that come by Google count like the others."""
        if wait := signup_wait(request, canonical_mailbox(sociallogin.user.email or "")):
            request.limit_wait = wait  # type: ignore[attr-defined]
            raise ImmediateHttpResponse(respond_429(request))
        return True

    def new_user(self, request: HttpRequest, sociallogin: SocialLogin) -> User:
        """An empty row, for a guest too: whose Google account it is, is not known yet."""
        return User()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A guest with a Google account that nobody here has: it becomes the guest's, who is a guest no longer. With one that
        somebody has, the guest is asked first (accounts/stages.py); allauth would end the session before that."""
        wants_in = sociallogin.state.get("process", AuthProcess.LOGIN) == AuthProcess.LOGIN
        if not is_guest(request) or not wants_in:
            return
        if sociallogin.is_existing:
            raise ImmediateHttpResponse(log_in(request, sociallogin))
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=request.user.pk)
            if not user.is_guest:
                return
            suggested = sociallogin.user
            user.username = get_account_adapter(request).generate_unique_username(
                [suggested.username, suggested.email, "player"]
            )
            user.email, user.is_guest, user.guest_key = suggested.email, False, None
            user.save()
            sociallogin.connect(request, user)
            setup_user_email(request, user, sociallogin.email_addresses)
