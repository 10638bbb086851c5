"""Members whose character leaves the game, and leaders who are banned or away."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now
from msgspec import Struct

from clans.actions import members
from clans.actions.log import log
from clans.actions.succession import succeed
from clans.models import Application, Clan, Member
from clans.models.ids import ClanId
from clans.rules.succession import AWAY_DAYS, NOTICE_DAYS
from game.actions.notices import notify
from game.actions.transaction import CHARACTERS, TransactionContext, in_transaction
from game.models.ids import CharacterId
from game.models.notice_choice import CLAN
from vvw_site.foundation.database.clock import database_now


class Succession(Struct, frozen=True):
    """How many leaders were given notice, and how many clans got another leader."""

    warned: int = 0
    succeeded: int = 0


def leave_clans(characters: Sequence[CharacterId]) -> None:
    """These characters leave the game, and so their clans; what they wrote to clans is taken out. The caller holds their locks."""
    ended = Application.objects.filter(character_id__in=characters)
    ended.filter(state=Application.PENDING).update(state=Application.LAPSED, decided_at=Now())
    ended.exclude(text="").update(text="")
    found = dict(Member.objects.filter(character_id__in=characters).values_list("character_id", "clan_id"))
    if not found:
        return
    clans = {clan.pk: clan for clan in TransactionContext(locked=CHARACTERS).lock_shared(Clan, sorted(set(found.values())))}
    for member in Member.objects.filter(character_id__in=list(found)).order_by("pk"):
        clan = clans[member.clan_id]
        log(clan, "left", subject=CharacterId(member.character_id), why="gone")
        # A character that was let go can be restored, and then has what the bank of its clan held.
        members.leave(clan, member, heir=CharacterId(member.character_id))


def replace_banned_leader(user: int) -> None:
    """Clans that a banned account leads get another leader at once, if they have a member who can lead. In the transaction of the ban."""
    led = Clan.objects.filter(leader__user_id=user, disbanded_at__isnull=True).order_by("pk").values_list("pk", flat=True)
    for clan in TransactionContext(locked=CHARACTERS).lock_shared(Clan, list(led)):
        if clan.disbanded_at is None and clan.leader is not None and clan.leader.user_id == user:
            succeed(clan, why="banned")


def pass_on_leads() -> Succession:
    """Give notice to leaders who are away, and pass the lead on where a week has gone by since. Leaders who came back keep it.

    Four statements where nothing is due. Each clan that is due has a transaction of its own."""
    now = database_now()
    unseen = Q(leader__seen_at__lt=now - timedelta(days=AWAY_DAYS))
    Clan.objects.filter(~unseen, leader_warned_at__isnull=False).update(leader_warned_at=None)
    away = unseen & Q(disbanded_at__isnull=True)
    warned = succeeded = 0
    for pk in Clan.objects.filter(away, leader_warned_at__isnull=True).values_list("pk", flat=True):
        warned += in_transaction(lambda pk=pk: _warn(ClanId(pk), away))  # type: ignore[misc]
    due = Q(leader_warned_at__lt=now - timedelta(days=NOTICE_DAYS))
    for pk in Clan.objects.filter(away & due).values_list("pk", flat=True):
        succeeded += in_transaction(lambda pk=pk: _pass_on(ClanId(pk), away & due))  # type: ignore[misc]
    return Succession(warned, succeeded)


def _warn(pk: ClanId, away: Q) -> bool:
    TransactionContext().lock_shared(Clan, [pk])
    clan = Clan.objects.filter(away, pk=pk, leader_warned_at__isnull=True).first()
    if clan is None or clan.leader_id is None:
        return False
    Clan.objects.filter(pk=pk).update(leader_warned_at=Now())
    text = (
        f"You were not seen for {AWAY_DAYS} days. In a week another member will lead {clan.name}, unless you come back before."
    )
    notify(CharacterId(clan.leader_id), text, "/play/clan/", kind=CLAN)
    members.tell_members(
        clan, f"The leader of {clan.name} is away. In a week the next in order leads.", but=CharacterId(clan.leader_id)
    )
    return True


def _pass_on(pk: ClanId, due: Q) -> bool:
    TransactionContext().lock_shared(Clan, [pk])
    clan = Clan.objects.filter(due, pk=pk).first()
    if clan is None:
        return False
    return succeed(clan, why="away") is not None
