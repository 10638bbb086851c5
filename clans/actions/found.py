"""Founding and disbanding a clan."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from msgspec import Struct

from clans.actions.locked_clan import lock_own_clan
from clans.actions.log import log
from clans.actions.members import end_clan, tell_members, wear_tag
from clans.models import Clan, Member, RankRights
from clans.queries.chat import CLAN_ROOM
from clans.queries.membership import check_in_no_clan, members_with
from clans.queries.news import KIND, subject_of
from clans.queries.treasury import reference_of
from clans.rules.clan import FOUNDING_GOLD, FOUNDING_LEVEL, REFUND_HOURS, TAG_FREE_DAYS, clean_tag
from clans.rules.rank import CHOSEN_RANKS, DEFAULT_DAILY_GOLD, DEFAULTS
from game.actions import ledger
from game.actions.character_names import check_name
from game.actions.chat_rooms import open_rooms
from game.actions.news import record
from game.actions.player_action import ActionContext, action
from game.models import LedgerAccount
from game.models.transfer import GOLD
from game.rules.errors import GameError
from vvw_site.foundation.naming import contains_slur, is_reserved, skeleton


class ClanFounded(Struct, frozen=True):
    """gold: what the founder has left."""

    clan: int
    tag: str
    gold: int


class ClanDisbanded(Struct, frozen=True):
    """refund: gold that came back to who disbanded it."""

    clan: int
    refund: int


@action("found_clan", ClanFounded)
def found(context: ActionContext, *, name: str, tag: str) -> ClanFounded:
    """Found a clan of the character's faction, with a bank of its own, and lead it. It costs FOUNDING_GOLD.

    GameError: invalid (name, tag), level_too_low, in_a_clan, name_taken (name, tag), not_enough_gold.
    """
    founder = context.character
    name, tag = check_names(name, tag)
    if founder.level < FOUNDING_LEVEL:
        raise GameError("level_too_low", f"Founding a clan takes level {FOUNDING_LEVEL}.")
    check_in_no_clan(founder.id)
    free_names()
    account = LedgerAccount.objects.create(kind=LedgerAccount.CLAN)
    clan = Clan.objects.create(
        name=name, skeleton=skeleton(name), tag=tag, faction=founder.faction, account=account, leader_id=founder.id,
        founder_id=founder.id, founded_at=context.now,
    )  # fmt: skip
    Member.objects.create(clan=clan, character_id=founder.id, rank="leader")
    RankRights.objects.bulk_create(
        RankRights(clan=clan, rank=rank, capabilities=sorted(DEFAULTS[rank]), daily_gold=DEFAULT_DAILY_GOLD[rank])
        for rank in CHOSEN_RANKS
    )
    wear_tag([founder.id], tag, 0)
    log(clan, "founded", actor=founder.id)
    open_rooms(CLAN_ROOM, [str(clan.pk)])
    record(KIND, f"founded:{clan.pk}", "{0} founded {1}.", people=[founder.id], subjects=[subject_of(clan.pk)])
    fee = ledger.Move(ledger.of(founder.id), "sink:clan", GOLD, FOUNDING_GOLD)
    ledger.post([fee], reason="clan_founded", reference=reference_of(clan.id))
    return ClanFounded(clan.pk, tag, founder.gold - FOUNDING_GOLD)


@action("disband_clan", ClanDisbanded, parties_of=members_with)
def disband(context: ActionContext, *, name: str) -> ClanDisbanded:
    """End the character's own clan. name: the clan's, typed as a confirmation. What its bank holds goes to the leader.

    GameError: no_clan, forbidden (only the leader), invalid (name), too_early (members came in the meantime).
    """
    membership = lock_own_clan(context)
    clan = membership.clan
    if membership.rank != "leader":
        raise GameError("forbidden", "Only the leader can disband a clan.")
    if name.strip().lower() != clan.name.lower():
        raise GameError("invalid", f"Type the name of the clan, {clan.name}, to disband it.", field="name")
    members = set(Member.objects.filter(clan=clan).values_list("character_id", flat=True))
    if not members <= {context.character.id, *context.parties}:
        raise GameError("too_early", "Somebody joined at this moment. Look again, and repeat it.", retry_after=1)
    tell_members(clan, f"{clan.name} was disbanded.", but=context.character.id)
    end_clan(clan, context.character.id)
    refund = FOUNDING_GOLD if context.now < clan.founded_at + timedelta(hours=REFUND_HOURS) else 0
    if refund:
        back = ledger.Move("faucet:refund", ledger.of(context.character.id), GOLD, refund)
        ledger.post([back], reason="clan_refund", reference=reference_of(clan.id))
    return ClanDisbanded(clan.pk, refund)


def check_names(name: str, tag: str) -> tuple[str, str]:
    """Both as they are stored. GameError invalid (name, tag)."""
    check_name(name)
    tag = clean_tag(tag)
    if contains_slur(tag) or is_reserved(tag):
        raise GameError("invalid", "That tag cannot be used. Choose another.", field="tag")
    return name, tag


def free_names() -> None:
    """Names of clans that were disbanded long enough ago are free from now on."""
    ended = Q(holds_names=True, disbanded_at__lt=timezone.now() - timedelta(days=TAG_FREE_DAYS))
    Clan.objects.filter(ended).update(holds_names=False)
