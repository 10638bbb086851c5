"""Staff actions on an account and its characters: sanctions, end sessions, restore a character, set a rank."""

from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils import timezone

from accounts.actions.sessions import end_all
from accounts.models import User
from accounts.models.ids import UserId
from accounts.queries.rank import GROUPS, Rank, rank_of
from game.actions import character as characters
from game.actions import ledger
from game.actions.sanctions import FOR_GOOD, impose, lift
from game.actions.staff_action import StaffContext, staff_action
from game.models import Character, Sanction
from game.models.ids import CharacterId
from game.queries.sanctions import is_active, is_barred_from_reports
from game.rules.errors import GameError
from game.rules.sanctions import BAN, BANNING, MODERATOR_BAN, MUTE, NO_REPORTS, SUSPENSION, WARNING

_SLACK = timedelta(minutes=15)
"""A form may be open for a while before it is sent."""


@staff_action("ban", Rank.MODERATOR)
def ban(context: StaffContext, *, user: UserId, until: datetime) -> None:
    """Suspend an account until a moment (FOR_GOOD: for ever) and log it out everywhere.

    A moderator bans for seven days at the most, and does not change a longer ban. GameError: invalid, not_found, forbidden.
    """
    account = context.user(user)
    _check_until(until)
    check_ban(context, account, until)
    context.write(f"user:{user}")
    impose(context, account, BAN if until >= FOR_GOOD else SUSPENSION, until)


@staff_action("unban", Rank.MODERATOR)
def unban(context: StaffContext, *, user: UserId) -> None:
    """End a suspension. The next count of the leaderboards lists the characters again. GameError: not_found, forbidden, nothing_to_do."""
    account = context.user(user)
    if account.banned_until is None or not account.is_banned:
        raise GameError("nothing_to_do", "This account is not suspended.")
    check_ban(context, account, timezone.now())
    context.write(f"user:{user}", was_until=account.banned_until.isoformat())
    lift(context, account, is_active(context.now) & Q(kind__in=BANNING), Sanction.STAFF, [BAN])
    context.notify_user(account, "Your account is no longer suspended.")


@staff_action("mute", Rank.MODERATOR)
def mute(context: StaffContext, *, user: UserId, until: datetime) -> None:
    """Until a moment, the account can play but not write messages. GameError: invalid, not_found, forbidden."""
    account = context.user(user)
    _check_until(until)
    context.write(f"user:{user}")
    impose(context, account, MUTE, until)


@staff_action("unmute", Rank.MODERATOR)
def unmute(context: StaffContext, *, user: UserId) -> None:
    """End a mute. GameError: not_found, forbidden, nothing_to_do."""
    account = context.user(user)
    if account.muted_until is None or not account.is_muted:
        raise GameError("nothing_to_do", "This account is not muted.")
    context.write(f"user:{user}", was_until=account.muted_until.isoformat())
    lift(context, account, is_active(context.now) & Q(kind=MUTE), Sanction.STAFF, [MUTE])
    context.notify_user(account, "You are no longer muted.")


@staff_action("bar_reports", Rank.MODERATOR)
def bar_reports(context: StaffContext, *, user: UserId, until: datetime) -> None:
    """Until a moment (FOR_GOOD: for ever), the account cannot report anything. GameError: invalid, not_found, forbidden."""
    account = context.user(user)
    _check_until(until)
    context.write(f"user:{user}")
    impose(context, account, NO_REPORTS, until)


@staff_action("unbar_reports", Rank.MODERATOR)
def unbar_reports(context: StaffContext, *, user: UserId) -> None:
    """End a ban from reporting. GameError: not_found, forbidden, nothing_to_do."""
    account = context.user(user)
    if not is_barred_from_reports(user, context.now):
        raise GameError("nothing_to_do", "This account may report.")
    context.write(f"user:{user}")
    lift(context, account, is_active(context.now) & Q(kind=NO_REPORTS), Sanction.STAFF)
    context.notify_user(account, "You may report things again.")


@staff_action("warn", Rank.MODERATOR)
def warn(context: StaffContext, *, user: UserId) -> None:
    """A warning without a report. GameError: not_found, forbidden."""
    account = context.user(user)
    context.write(f"user:{user}")
    impose(context, account, WARNING, None)


@staff_action("end_sessions", Rank.MODERATOR)
def end_sessions(context: StaffContext, *, user: UserId) -> None:
    """Log an account out everywhere: browsers and API tokens. GameError: not_found, forbidden."""
    account = context.user(user)
    context.write(f"user:{user}")
    end_all(account)
    context.notify_user(account, "You were logged out everywhere.")


@staff_action("restore", Rank.GAME_MASTER)
def restore(context: StaffContext, *, character: CharacterId) -> None:
    """Bring a deleted character back: within 72 hours, later by administrators, never after its account was erased.

    GameError: not_found, forbidden, nothing_to_do, too_many_characters.
    """
    owner = Character.objects.filter(pk=character).values_list("user_id", flat=True).first()
    if owner is None:
        raise GameError("not_found", "There is no such character, or its account was erased for good.")
    context.user(owner)
    target = Character.objects.get(pk=character)
    if target.deleted_at is None:
        raise GameError("nothing_to_do", f"{target.name} is alive.")
    late = context.rank >= Rank.ADMINISTRATOR
    characters.restore(user_id=owner, character_id=character, late=late)
    context.write(ledger.of(character), deleted_at=target.deleted_at.isoformat())
    context.notify([character], f"{target.name} was brought back.")


@staff_action("set_rank", Rank.ADMINISTRATOR)
def set_rank(context: StaffContext, *, user: UserId, rank: str) -> None:
    """Give a rank below the actor's own, or make the account a player again. Superusers may also make superusers.

    rank: a name of Rank in lower case. GameError: invalid, not_found, forbidden, nothing_to_do.
    """
    if rank.upper() not in Rank.__members__:
        raise GameError("invalid", "Choose one of the ranks.", field="rank")
    wanted = Rank[rank.upper()]
    account = context.user(user)
    if wanted >= context.rank and context.rank < Rank.SUPERUSER:
        raise GameError("forbidden", "You can give ranks below your own only.", field="rank")
    if account.is_guest and wanted > Rank.PLAYER:
        raise GameError("invalid", "A guest cannot be staff: it has to sign up first.", field="rank")
    before = rank_of(account)
    if wanted == before and account.is_staff == (wanted > Rank.PLAYER):
        raise GameError("nothing_to_do", f"The account is {wanted.title.lower()} already.", field="rank")
    context.write(f"user:{user}", before=before.name.lower())
    account.groups.remove(*Group.objects.filter(name__in=GROUPS))
    if wanted.title in GROUPS:
        account.groups.add(Group.objects.get(name=wanted.title))
    User.objects.filter(pk=user).update(is_staff=wanted > Rank.PLAYER, is_superuser=wanted == Rank.SUPERUSER)
    context.notify_user(account, f"Your rank is now {wanted.title.lower()}.")


def _check_until(until: datetime) -> None:
    if until.tzinfo is None or not timezone.now() < until <= FOR_GOOD:
        raise GameError("invalid", "Choose a moment that is still to come.", field="until")


def check_ban(context: StaffContext, account: User, until: datetime) -> None:
    """Moderators may neither set nor change a ban of more than seven days. GameError forbidden."""
    if context.rank > Rank.MODERATOR:
        return
    most = timezone.now() + timedelta(seconds=MODERATOR_BAN) + _SLACK
    if until > most or (account.banned_until is not None and account.banned_until > most):
        raise GameError("forbidden", "Moderators suspend for up to seven days: ask a game master for more.", field="until")
