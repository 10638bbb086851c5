"""How the tables of accounts are exported and erased."""

from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from accounts.actions.outbox import delete_unsent_mail_to, unsent_mail_to
from accounts.models import AuditEntry, LoginEvent, OutboxMessage, TotpUse, User
from accounts.queries.email_addresses import addresses_of
from accounts.registries.personal_data import Users, delete, register

_OF_ACCOUNT = "Goes with the account that it belongs to."


def register_all() -> None:
    register(
        OutboxMessage, about="Mails to you that have not left yet.", fields=("created_at", "due_at", "payload__subject"),
        find=_unsent_mails, erase=lambda users: delete_unsent_mail_to(addresses_of(users)),
    )  # fmt: skip
    register(EmailConfirmation, about="Links that were mailed to prove an address.", reason=_OF_ACCOUNT)
    _register_rows_of_user(EmailAddress, "Your e-mail addresses.", ("email", "verified", "primary"))
    _register_rows_of_user(Authenticator, "Your second factor. Its secrets stay here.", ("type", "created_at", "last_used_at"))
    register(
        TotpUse, about="Which code of your authenticator app was used last.",
        erase=delete(lambda users: TotpUse.objects.filter(user_id__in=users)), reason="A number that only guards the next log-in.",
    )  # fmt: skip
    _register_rows_of_user(
        UserSession, "Where you are logged in.", ("data__network", "user_agent", "created_at", "last_seen_at")
    )  # the sessions themselves end with it: actions/erase.py
    _register_rows_of_user(
        LoginEvent, "Your log-ins of the last 90 days, and those that failed. Of an address, only a code of its network is kept.",
        ("at", "method", "succeeded", "network", "browser"),
    )  # fmt: skip
    register(SocialToken, about="Keys to your Google account.", reason=_OF_ACCOUNT)
    _register_rows_of_user(SocialAccount, "Google accounts that you log in with.", (
        "provider", "uid", "last_login", "date_joined", "extra_data",
    ))  # fmt: skip
    register(
        LogEntry, about="What you changed as staff.", fields=("action_time", "object_id", "action_flag"),
        find=lambda users: LogEntry.objects.filter(user_id__in=users), erase=_anonymise_log,
        reason="The lines stay, under the number of the account; names are taken out of them.",
    )  # fmt: skip
    register(
        AuditEntry, about="What was done to your account, and what you did as staff.",
        fields=("at", "action", "target", "reason", "detail"), find=_audit_of,
        reason="Proof of what staff did: it can only be added to, and names people by number.",
    )  # fmt: skip
    register(
        User.groups.through, about="Your part in the staff.", fields=("group__name",),
        find=_groups, erase=delete(_groups),
    )  # fmt: skip
    register(
        User.user_permissions.through, about="Rights of your own in the staff.", fields=("permission__codename",),
        find=_permissions, erase=delete(_permissions),
    )  # fmt: skip
    register(
        User, about="Your account.", find=lambda users: User.objects.filter(pk__in=users), erase=anonymise,
        fields=("username", "email", "date_joined", "last_login", "is_guest", "banned_until", "ban_reason", "muted_until",
            "terms_version", "privacy_version", "agreed_at"),
    )  # fmt: skip


def _register_rows_of_user(model: type[Model], about: str, fields: tuple[str, ...]) -> None:
    def find(users: Users) -> QuerySet[Model]:
        return model._default_manager.filter(user_id__in=users)

    register(model, about=about, find=find, fields=fields, erase=delete(find))


def _groups(users: Users) -> QuerySet[Any]:
    return User.groups.through.objects.filter(user_id__in=users)


def _permissions(users: Users) -> QuerySet[Any]:
    return User.user_permissions.through.objects.filter(user_id__in=users)


def _unsent_mails(users: Users) -> QuerySet[OutboxMessage]:
    return unsent_mail_to(addresses_of(users))


def _audit_of(users: Users) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(Q(actor_id__in=users) | Q(target__in=[f"user:{user}" for user in users]))


def _anonymise_log(users: Users) -> None:
    kind, ids = ContentType.objects.get_for_model(User), [str(user) for user in users]
    about = LogEntry.objects.filter(content_type=kind, object_id__in=ids)
    about.update(object_repr=Concat(Value("user "), "object_id", output_field=TextField()), change_message="")


def anonymise(users: Users) -> None:
    """Remove everything from the rows that identifies the users. The rows stay, because the ledger and the audit refer to them."""
    with connection.cursor() as cursor:
        cursor.execute(_ANONYMISE, {"users": list(users), "passwords": [make_password(None) for _ in users]})


_ANONYMISE = """UPDATE accounts_user u SET username = 'erased_' || d.id, email = '', password = d.password, is_guest = false,
    guest_key = NULL, is_active = false, is_staff = false, is_superuser = false, banned_until = NULL, muted_until = NULL,
    last_login = NULL, ban_reason = '', erased_at = statement_timestamp()
FROM unnest(%(users)s::bigint[], %(passwords)s::text[]) AS d(id, password) WHERE u.id = d.id"""
