"""Locking the clan of an action. Its row is a shared row: it comes after all characters, and whoever changes members, ranks or settings
holds it."""

from clans.models import Clan
from clans.models.ids import ClanId
from clans.queries.membership import Membership, access_membership, clan_of
from clans.rules.rank import Capability
from game.actions.player_action import ActionContext
from game.actions.transaction import TransactionContext
from game.models.ids import CharacterId
from game.rules.errors import GameError


def lock_clan(context: TransactionContext, clan: ClanId) -> Clan:
    """The living clan, locked. GameError not_found."""
    found = context.lock_shared(Clan, [clan])
    if not found or found[0].disbanded_at is not None:
        raise GameError("not_found", "That clan does not exist any more.")
    return found[0]


def lock_own_clan(context: ActionContext, capability: Capability | None = None) -> Membership:
    """The clan of the actor, locked, with the actor's rank as it is under the lock. Four statements. GameError: no_clan, forbidden
    (the rank lacks the capability)."""
    own = clan_of(context.character.id)
    if own is not None:
        context.lock_shared(Clan, [own])
    found = access_membership(context.character.id)
    if capability is not None:
        found.require(capability)
    return found


def mate(membership: Membership, character: CharacterId) -> Membership:
    """Another member of the locked clan. GameError not_found (member)."""
    try:
        found = access_membership(character)
    except GameError:
        found = None
    if found is None or found.clan.pk != membership.clan.pk:
        raise GameError("not_found", "There is nobody like that in your clan.", field="member")
    return found
