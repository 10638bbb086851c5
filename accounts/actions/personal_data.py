"""How the tables of accounts are exported and erased."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from accounts.actions.outbox import delete_unsent_mail_to
from accounts.models import AuditEntry, LoginEvent, OutboxMessage, TotpUse, User
from accounts.queries.email_addresses import addresses_of
from accounts.registries.personal_data import delete, register

_OF_ACCOUNT = "Goes with the account that it belongs to."


def register_all() -> None:
    register(
        OutboxMessage, about="Mails to you that have not left yet.", fields=("created_at", "due_at", "payload__subject"),
        find=_unsent_mails, erase=lambda user: delete_unsent_mail_to(addresses_of(user)),
    )  # fmt: skip
    register(EmailConfirmation, about="Links that were mailed to prove an address.", reason=_OF_ACCOUNT)
    _register_rows_of_user(EmailAddress, "Your e-mail addresses.", ("email", "verified", "primary"))
    _register_rows_of_user(Authenticator, "Your second factor. Its secrets stay here.", ("type", "created_at", "last_used_at"))
    register(
        TotpUse, about="Which code of your authenticator app was used last.",
        erase=delete(lambda user: TotpUse.objects.filter(user_id=user.pk)), reason="A number that only guards the next log-in.",
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
        find=lambda user: LogEntry.objects.filter(user_id=user.pk), erase=_anonymise_log,
        reason="The lines stay, under the number of the account; names are taken out of them.",
    )  # fmt: skip
    register(
        AuditEntry, about="What was done to your account, and what you did as staff.",
        fields=("at", "action", "target", "reason", "detail"), find=_audit_of,
        reason="Proof of what staff did: it can only be added to, and names people by number.",
    )  # fmt: skip
    register(
        User.groups.through, about="Your part in the staff.", fields=("group__name",),
        find=lambda user: User.groups.through.objects.filter(user_id=user.pk), erase=lambda user: user.groups.clear(),
    )  # fmt: skip
    register(
        User.user_permissions.through, about="Rights of your own in the staff.", fields=("permission__codename",),
        find=lambda user: User.user_permissions.through.objects.filter(user_id=user.pk),
        erase=lambda user: user.user_permissions.clear(),
    )  # fmt: skip
    register(
        User, about="Your account.", find=lambda user: User.objects.filter(pk=user.pk), erase=anonymise,
        fields=("username", "email", "date_joined", "last_login", "is_guest", "banned_until", "ban_reason", "muted_until"),
    )  # fmt: skip


def _register_rows_of_user(model: type[Model], about: str, fields: tuple[str, ...]) -> None:
    def find(user: User) -> QuerySet[Model]:
        return model._default_manager.filter(user_id=user.pk)

    register(model, about=about, find=find, fields=fields, erase=delete(find))


def _unsent_mails(user: User) -> QuerySet[OutboxMessage]:
    to_any = Q(pk=None)
    for address in addresses_of(user):
        to_any |= Q(payload__to__contains=[address])
    return OutboxMessage.objects.filter(to_any, sent_at=None)


def _audit_of(user: User) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(Q(actor_id=user.pk) | Q(target=f"user:{user.pk}"))


def _anonymise_log(user: User) -> None:
    about = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    about.update(object_repr=f"user {user.pk}", change_message="")


def anonymise(user: User) -> None:
    """Remove everything from the row that identifies the user. The row stays, because the ledger and the audit refer to it."""
    user.username, user.email = f"erased_{user.pk}", ""
    user.set_unusable_password()
    user.is_guest, user.guest_key = False, None
    user.is_active = user.is_staff = user.is_superuser = False
    user.banned_until = user.muted_until = user.last_login = None
    user.ban_reason = ""
    user.erased_at = timezone.now()
    user.save()
