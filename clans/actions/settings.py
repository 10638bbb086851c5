"""What a clan decides about itself: how people join, and what the ranks may do."""

from collections.abc import Sequence

from msgspec import Struct

from clans.actions.changed import changed
from clans.actions.locked_clan import lock_own_clan
from clans.actions.log import log
from clans.models import Clan, RankRights
from clans.queries.membership import capabilities_of
from clans.rules.clan import check_admission
from clans.rules.rank import CAPABILITIES, CHOSEN_RANKS, Capability, Rank, is_above, may_grant
from game.actions.player_action import ActionContext, action
from game.rules.errors import GameError

GOLD_MOST = 1_000_000_000


class AdmissionChosen(Struct, frozen=True):
    admission: str


class RightsChanged(Struct, frozen=True):
    rank: str
    capabilities: list[str]
    daily_gold: int


@action("choose_admission", AdmissionChosen)
def choose_admission(context: ActionContext, *, admission: str) -> AdmissionChosen:
    """GameError: invalid (admission), no_clan, forbidden."""
    chosen = check_admission(admission)
    membership = lock_own_clan(context, "admission")
    if membership.clan.admission != chosen:
        Clan.objects.filter(pk=membership.clan.pk).update(admission=chosen)
        log(membership.clan, "admission", actor=context.character.id, before=membership.clan.admission, after=chosen)
        changed(membership.clan.id)
    return AdmissionChosen(chosen)


@action("change_rights", RightsChanged)
def change_rights(context: ActionContext, *, rank: Rank, capabilities: Sequence[str], daily_gold: int) -> RightsChanged:
    """Choose what a rank below one's own may do. Only what one may do oneself is given or taken, and no daily limit above the own one.

    GameError: invalid (rank, capabilities, daily_gold), no_clan, forbidden.
    """
    wanted = _checked(rank, capabilities, daily_gold)
    own = lock_own_clan(context, "ranks")
    if not is_above(own.rank, rank):
        raise GameError("forbidden", "You can change only ranks below yours.", field="rank")
    rights = RankRights.objects.get(clan=own.clan, rank=rank)
    before = capabilities_of(rights)
    if not may_grant(own.capabilities, before, wanted):
        raise GameError("forbidden", "You can give and take only what your own rank may do.", field="capabilities")
    if own.daily_gold is not None and daily_gold > own.daily_gold and daily_gold != rights.daily_gold:
        raise GameError("forbidden", "You can set no limit above your own.", field="daily_gold")
    RankRights.objects.filter(pk=rights.pk).update(capabilities=sorted(wanted), daily_gold=daily_gold)
    log(
        own.clan, "rights", actor=context.character.id, rank=rank, given=sorted(wanted - before), taken=sorted(before - wanted),
        daily_gold=daily_gold,
    )  # fmt: skip
    return RightsChanged(rank, sorted(wanted), daily_gold)


def _checked(rank: str, capabilities: Sequence[str], daily_gold: int) -> frozenset[Capability]:
    if rank not in CHOSEN_RANKS:
        raise GameError("invalid", "Choose officer, veteran or initiate.", field="rank")
    if unknown := set(capabilities) - set(CAPABILITIES):
        raise GameError("invalid", f"There is no right called {min(unknown)[:20]}.", field="capabilities")
    if not 0 <= daily_gold <= GOLD_MOST:
        raise GameError("invalid", f"The daily limit is a number from 0 to {GOLD_MOST:,}.", field="daily_gold")
    return frozenset(capability for capability in CAPABILITIES if capability in capabilities)
