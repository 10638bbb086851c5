"""Buying perks for the clan with the gold of its bank."""

from msgspec import Struct

from clans.actions.changed import changed
from clans.actions.locked_clan import lock_own_clan
from clans.actions.log import log
from clans.models import Clan
from clans.queries.treasury import code_of, gold_of, reference_of
from clans.rules.perk import PERKS
from game.actions import ledger
from game.actions.player_action import ActionContext, action
from game.models.transfer import GOLD
from game.rules.errors import GameError


class PerkBought(Struct, frozen=True):
    """gold: what the bank has left."""

    perk: str
    gold: int


@action("buy_clan_perk", PerkBought)
def buy_perk(context: ActionContext, *, perk: str) -> PerkBought:
    """Buy a perk for good. The clan's lock makes sure that it is paid once.

    GameError: not_found (perk), no_clan, forbidden (the rank), nothing_to_do (the clan has it), level_too_low, not_done (another perk comes
    first), not_enough_gold.
    """
    wanted = PERKS.get(perk)
    if wanted is None:
        raise GameError("not_found", "There is no such perk.", field="perk")
    own = lock_own_clan(context, "perks")
    clan = own.clan
    if perk in clan.perks:
        raise GameError("nothing_to_do", f"{clan.name} has that already.", field="perk")
    if clan.level < wanted.level:
        raise GameError("level_too_low", f"That takes a clan of level {wanted.level}.", field="perk")
    if wanted.after and wanted.after not in clan.perks:
        raise GameError("not_done", f"“{PERKS[wanted.after].title}” comes first.", field="perk")
    gold = gold_of(clan)
    if gold < wanted.price:
        raise GameError("not_enough_gold", f"It costs {wanted.price:,} gold, and the bank has {gold:,}.", field="perk")
    move = ledger.Move(code_of(clan), "sink:clan", GOLD, wanted.price)
    ledger.post([move], reason="clan_perk", reference=reference_of(clan.id))
    Clan.objects.filter(pk=clan.pk).update(perks=[*clan.perks, perk])
    log(clan, "perk", actor=context.character.id, perk=perk, title=wanted.title, price=wanted.price)
    changed(clan.id)
    return PerkBought(perk, gold - wanted.price)
