"""Declaring war on another clan, and answering a declaration."""

from datetime import datetime, timedelta
from typing import cast

from django.db import connection
from msgspec import Struct

from clans.actions.locked_clan import lock_own_clan
from clans.actions.log import log
from clans.actions.war_end import WarNews, is_due, on_war_declared, page_of, settle_by_score
from clans.models import Clan, War, WarSide
from clans.models.ids import ClanId
from clans.queries.membership import Membership, access_membership, clan_of
from clans.queries.treasury import code_of, gold_of
from clans.queries.war import open_war_of, peace_until
from clans.queries.war_sources import war_sources
from clans.rules.war import LEVELS_APART, NOTICE_HOURS, PEACE_DAYS, WAR_HOURS, may_fight, places, war_fee
from game.actions import ledger
from game.actions.notices import NewNotice, notify_all
from game.actions.player_action import ActionContext, action
from game.models import LedgerAccount
from game.models.holder import of_escrow
from game.models.ids import AccountId, CharacterId
from game.models.notice_choice import CLAN
from game.models.transfer import GOLD
from game.rules.errors import GameError


class WarDeclared(Struct, frozen=True):
    """fee: what the bank of the clan paid."""

    war: int
    fee: int
    begins_at: datetime
    ends_at: datetime


class WarAnswered(Struct, frozen=True):
    war: int
    fee: int


@action("declare_war", WarDeclared)
def declare(context: ActionContext, *, clan: ClanId) -> WarDeclared:
    """Declare war on another clan. The bank pays the fee into the war's escrow. The members of both clans at this moment fight; the war begins
    after NOTICE_HOURS and lasts WAR_HOURS.

    GameError: no_clan, forbidden (the rank), not_found, invalid (clan: the own one, or levels too far apart), too_early (a war of either
    clan is on, or both have peace), not_enough_gold.
    """
    own, other = _lock_both(context, clan)
    _settle_due(context, [own.clan, other])
    _check_peace(context, own.clan, other)
    sizes = _sizes(own.clan.id, ClanId(other.pk))
    (mine, my_level), (theirs, their_level) = sizes[own.clan.pk], sizes[other.pk]
    if not may_fight(my_level, their_level):
        raise GameError(
            "invalid",
            f"The average levels of both clans are {my_level} and {their_level}. They may be at most {LEVELS_APART} apart.",
            field="clan",
        )
    fee = war_fee(own.clan.level)
    war = _open(context, fee, places(mine, theirs))
    _pay(own.clan, war, fee)
    sides = WarSide.objects.bulk_create([
        WarSide(war=war, clan=own.clan, side="attacker", by_id=context.character.id, paid=fee, fighters=mine, level=my_level),
        WarSide(war=war, clan=other, side="defender", fighters=theirs, level=their_level),
    ])  # fmt: skip
    _freeze(war, sides)
    log(own.clan, "war_declared", actor=context.character.id, war=war.pk, other=other.name, fee=fee)
    log(other, "war_declared", war=war.pk, other=other.name, by=own.clan.name)
    news = WarNews(war.id, own.clan.id, other.id)
    for listener in on_war_declared:
        listener(news)
    return WarDeclared(war.pk, fee, war.begins_at, war.ends_at)


@action("answer_war", WarAnswered)
def answer(context: ActionContext) -> WarAnswered:
    """Pay the same fee as the clan that declared war on the own clan: the winner gets both. Without it the war takes place as well.

    GameError: no_clan, forbidden, nothing_to_do (no declaration waits for an answer), not_enough_gold.
    """
    own = lock_own_clan(context, "war")
    found = open_war_of(own.clan.id)
    war = next(iter(context.lock_shared(War, [found])), None) if found is not None else None
    side = (
        None if war is None else WarSide.objects.filter(war=war, clan=own.clan, side="defender", paid=0, is_open=True).first()
    )
    if war is None or side is None or war.begins_at <= context.now:
        raise GameError("nothing_to_do", "No declaration waits for an answer. It can be answered once, until the war begins.")
    _pay(own.clan, war, war.fee)
    WarSide.objects.filter(pk=side.pk).update(paid=war.fee, by=context.character.id)
    log(own.clan, "war_answered", actor=context.character.id, war=war.pk, fee=war.fee)
    return WarAnswered(war.pk, war.fee)


def _lock_both(context: ActionContext, clan: ClanId) -> tuple[Membership, Clan]:
    """Both clans, locked in one statement."""
    own = clan_of(context.character.id)
    locked = {found.pk: found for found in context.lock_shared(Clan, [clan] if own is None else [own, clan])}
    membership = access_membership(context.character.id)
    membership.require("war")
    if clan == membership.clan.pk:
        raise GameError("invalid", "That is your own clan.", field="clan")
    other = locked.get(clan)
    if other is None or other.disbanded_at is not None:
        raise GameError("not_found", "That clan does not exist any more.", field="clan")
    return membership, other


def _settle_due(context: ActionContext, clans: list[Clan]) -> None:
    """Wars of these clans whose time is over end now. GameError too_early: one goes on."""
    ids = sorted(set(WarSide.objects.filter(clan__in=clans, is_open=True).values_list("war", flat=True)))
    if not ids:
        return
    for war in context.lock_shared(War, ids):
        if is_due(war, context.now):
            settle_by_score(war, context.now)
        elif war.state == War.OPEN:
            wait = max(1, int((war.ends_at - context.now).total_seconds()))
            raise GameError(
                "too_early", "One of the two clans is at war. A clan has one war at a time.", field="clan", retry_after=wait
            )


def _check_peace(context: ActionContext, one: Clan, other: Clan) -> None:
    until = peace_until(one.id, other.id)
    if until is not None and until > context.now:
        wait = int((until - context.now).total_seconds()) + 1
        raise GameError(
            "too_early", f"After a war the same two clans have peace for {PEACE_DAYS} days, until {until:%-d %B, %H:%M} UTC.",
            field="clan", retry_after=wait,
        )  # fmt: skip


def _open(context: ActionContext, fee: int, counted: int) -> War:
    """A new war with its escrow. Three statements."""
    with connection.cursor() as cursor:
        lasts = ", ".join(f"'{source.slug}', {source.last}" for source in war_sources().values())
        cursor.execute(f"SELECT jsonb_build_object({lasts})::text::json")
        floors = cursor.fetchone()[0]
    begins = context.now + timedelta(hours=NOTICE_HOURS)
    return War.objects.create(
        escrow=LedgerAccount.objects.create(kind=LedgerAccount.ESCROW), fee=fee, places=counted, declared_at=context.now, begins_at=begins,
        ends_at=begins + timedelta(hours=WAR_HOURS), counted_to=begins, floors=floors,
    )  # fmt: skip


def _pay(clan: Clan, war: War, fee: int) -> None:
    """The fee goes from the bank into the escrow. GameError not_enough_gold. The clan is locked, so nobody else takes gold out."""
    gold = gold_of(clan)
    if gold < fee:
        raise GameError("not_enough_gold", f"The fee is {fee:,} gold, and the bank of {clan.name} has {gold:,}.")
    move = ledger.Move(code_of(clan), of_escrow(AccountId(war.escrow_id)), GOLD, fee)
    ledger.post([move], reason="clan_war", reference=f"war:{war.pk}")


def _sizes(*clans: ClanId) -> dict[int, tuple[int, int]]:
    """Members and their average level, by clan. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SIZES, {"clans": list(clans)})
        return {clan: (members, level) for clan, members, level in cursor.fetchall()}


def _freeze(war: War, sides: list[WarSide]) -> None:
    """Write down who fights, and tell all of them. Two statements."""
    by_clan = {side.clan_id: side for side in sides}
    with connection.cursor() as cursor:
        cursor.execute(_FREEZE, {"war": war.pk, "clans": list(by_clan), "sides": [side.pk for side in sides]})
        fighters = cast("list[tuple[CharacterId, int]]", cursor.fetchall())
    attacker, defender = sides
    texts = {
        attacker.pk: f"{attacker.clan.name} declared war on {defender.clan.name}. It begins in {NOTICE_HOURS} hours.",
        defender.pk: f"{attacker.clan.name} declared war on your clan. It begins in {NOTICE_HOURS} hours.",
    }
    notify_all([NewNotice(character, CLAN, texts[side], page_of(war.id)) for character, side in sorted(fighters)])


# Served by members_of_clan.
_SIZES = """
SELECT m.clan_id, count(*), avg(c.level)::int FROM clans_member m JOIN game_character c ON c.id = m.character_id
WHERE m.clan_id = ANY (%(clans)s) GROUP BY m.clan_id
"""
_FREEZE = """
INSERT INTO clans_warfighter (war_id, side_id, character_id, points)
SELECT %(war)s, s.side, m.character_id, 0
FROM clans_member m JOIN unnest(%(clans)s::bigint[], %(sides)s::bigint[]) AS s(clan, side) ON s.clan = m.clan_id ORDER BY m.character_id
RETURNING character_id, side_id
"""
