"""What members do about membership: join an open clan, leave, expel, promote, hand the lead over."""

from django.db.models.functions import Now
from msgspec import Struct

from clans.actions import members
from clans.actions.changed import changed
from clans.actions.locked_clan import lock_clan, lock_own_clan, mate
from clans.actions.log import log
from clans.actions.succession import lead
from clans.models import Member
from clans.models.ids import ClanId
from clans.rules.rank import CHOSEN_RANKS, Rank, is_above, may_change
from game.actions.notices import notify
from game.actions.player_action import ActionContext, action
from game.models.ids import CharacterId
from game.models.notice_choice import CLAN
from game.rules.errors import GameError


class Joined(Struct, frozen=True):
    clan: int
    tag: str


class MemberChanged(Struct, frozen=True):
    """rank: after it; empty when the member is gone."""

    clan: int
    member: int
    rank: str


@action("join_clan", Joined)
def join_open(context: ActionContext, *, clan: ClanId) -> Joined:
    """Join a clan that is open. GameError: not_found, forbidden (it is not open), wrong_faction, clan_full, in_a_clan."""
    locked = lock_clan(context, clan)
    if locked.admission != "open":
        raise GameError("forbidden", f"{locked.name} is not open to everybody. Apply, or ask for an invitation.")
    members.join(locked, context.character)
    log(locked, "joined", actor=context.character.id)
    return Joined(locked.pk, locked.tag)


@action("leave_clan", MemberChanged)
def leave(context: ActionContext) -> MemberChanged:
    """Leave one's clan. If it was the leader, the next one in order leads; if it was the last member, the clan is disbanded, and what its
    bank holds goes to him or her. GameError no_clan."""
    membership = lock_own_clan(context)
    log(membership.clan, "left", actor=context.character.id)
    members.leave(membership.clan, membership.member, heir=context.character.id)
    return MemberChanged(membership.clan.pk, context.character.id, "")


@action("expel_member", MemberChanged, parties=["member"])
def expel(context: ActionContext, *, member: CharacterId) -> MemberChanged:
    """Expel a member of a lower rank. GameError: no_clan, forbidden, not_found (member), invalid (oneself)."""
    membership = lock_own_clan(context, "expel")
    target = mate(membership, member)
    if member == context.character.id:
        raise GameError("invalid", "You cannot expel yourself. You can leave.", field="member")
    if not is_above(membership.rank, target.rank):
        raise GameError("forbidden", "You can expel only members of a lower rank than yours.", field="member")
    log(membership.clan, "expelled", actor=context.character.id, subject=member)
    members.leave(membership.clan, target.member)
    notify(member, f"You were expelled from {membership.clan.name}.", "/clans/", kind=CLAN)
    return MemberChanged(membership.clan.pk, member, "")


@action("change_rank", MemberChanged, parties=["member"])
def change_rank(context: ActionContext, *, member: CharacterId, rank: Rank) -> MemberChanged:
    """Promote or demote a member. Both ranks are below the own one. GameError: no_clan, forbidden, not_found (member), invalid (rank),
    nothing_to_do."""
    if rank not in CHOSEN_RANKS:
        raise GameError("invalid", "Choose officer, veteran or initiate.", field="rank")
    membership = lock_own_clan(context, "promote")
    target = mate(membership, member)
    if target.rank == rank:
        raise GameError("nothing_to_do", f"That member is {rank} already.", field="rank")
    if not may_change(membership.rank, target.rank, rank):
        raise GameError("forbidden", "You can give and take only ranks below yours.", field="rank")
    Member.objects.filter(pk=target.member.pk).update(rank=rank, rank_at=Now())
    kind = "promoted" if is_above(rank, target.rank) else "demoted"
    log(membership.clan, kind, actor=context.character.id, subject=member, before=target.rank, after=rank)
    notify(member, f"You are {rank} of {membership.clan.name} now.", "/play/clan/", kind=CLAN)
    changed(membership.clan.id)
    return MemberChanged(membership.clan.pk, member, rank)


@action("hand_over_clan", MemberChanged, parties=["member"])
def hand_over(context: ActionContext, *, member: CharacterId) -> MemberChanged:
    """Make another member the leader; who led becomes an officer. GameError: no_clan, forbidden (only the leader), not_found (member),
    invalid (oneself), banned (the account of the member)."""
    membership = lock_own_clan(context)
    if membership.rank != "leader":
        raise GameError("forbidden", "Only the leader can hand over the lead.")
    target = mate(membership, member)
    if member == context.character.id:
        raise GameError("invalid", "You lead this clan already.", field="member")
    owner = context.parties[member].user
    if owner is None or owner.is_banned or context.parties[member].deleted_at is not None:
        raise GameError("not_found", "That member cannot lead at present. Choose another.", field="member")
    lead(membership.clan, target.member)
    log(membership.clan, "handed_over", actor=context.character.id, subject=member)
    notify(member, f"You lead {membership.clan.name} now.", "/play/clan/", kind=CLAN)
    return MemberChanged(membership.clan.pk, member, "leader")
