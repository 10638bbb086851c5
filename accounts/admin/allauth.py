"""E-mail addresses, second factors, sessions and Google accounts. Nothing is shown that would let staff log in as a user."""

# Import allauth's admin first, so that ours can replace it.
import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin

from accounts.admin.base import ReadOnlyAdmin
from accounts.admin.display import display
from accounts.queries.sessions import NETWORK

for model in (EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(EmailAddress)
class EmailAddressAdmin(ReadOnlyAdmin[EmailAddress]):
    list_display = ("email", "user", "primary", "verified")
    list_filter = ("primary", "verified")
    list_select_related = ("user",)
    search_fields = ("email", "user__username")
    fields = ("user", "email", "primary", "verified")


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin[Authenticator]):
    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type", "created_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("user", "type", "created_at", "last_used_at")  # not data: it holds the secret


@admin.register(UserSession)
class UserSessionAdmin(ReadOnlyAdmin[UserSession]):
    list_display = ("user", "network", "user_agent", "created_at", "last_seen_at")
    list_filter = ("created_at", "last_seen_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("user", "network", "user_agent", "created_at", "last_seen_at")  # not session_key
    readonly_fields = ("network",)

    @display(description="network")
    def network(self, session: UserSession) -> str:
        return session.data.get(NETWORK, "")[:8] or "—"


@admin.register(SocialAccount)
class SocialAccountAdmin(ReadOnlyAdmin[SocialAccount]):
    list_display = ("user", "provider", "uid", "last_login", "date_joined")
    list_filter = ("provider", "last_login")
    list_select_related = ("user",)
    search_fields = ("user__username", "uid")
    fields = ("user", "provider", "uid", "last_login", "date_joined")


@admin.register(SocialApp)
class SocialAppAdmin(ReadOnlyAdmin[SocialApp]):
    list_display = ("name", "provider", "client_id")
    list_filter = ("provider",)
    search_fields = ("name", "client_id")
    fields = ("name", "provider", "client_id")


@admin.register(SocialToken)
class SocialTokenAdmin(ReadOnlyAdmin[SocialToken]):
    list_display = ("account", "app", "expires_at")
    list_filter = ("expires_at",)
    list_select_related = ("account__user", "app")
    search_fields = ("account__uid", "account__user__username")
    fields = ("account", "app", "expires_at")
