"""Invitations of a clan, by name: send, take back, accept and decline."""

from django.db.models.functions import Now
from msgspec import Struct

from clans.actions import members
from clans.actions.locked_clan import lock_clan, lock_own_clan
from clans.actions.log import log
from clans.models import Invitation, Member
from clans.models.ids import ClanId
from clans.queries.joining import access_invitation, declined_lately
from clans.rules.joining import DECLINED_DAYS
from clans.rules.perk import invitations_most
from game.actions.notices import notify
from game.actions.player_action import ActionContext, action
from game.content.names import people_of
from game.models.ids import CharacterId
from game.models.notice_choice import CLAN
from game.queries.blocks import check_not_blocked
from game.rules.errors import GameError


class Invited(Struct, frozen=True):
    invitation: int
    character: int


class InvitationEnded(Struct, frozen=True):
    """state: of models/invitation.py."""

    invitation: int
    state: str
    tag: str


@action("invite_to_clan", Invited, parties=["to"])
def invite(context: ActionContext, *, to: CharacterId) -> Invited:
    """Invite a character of the clan's faction. GameError: no_clan, forbidden, not_found (to), wrong_faction, in_a_clan, blocked,
    nothing_to_do (an invitation waits), too_early (it declined within DECLINED_DAYS), too_much (as many wait as may)."""
    membership = lock_own_clan(context, "invite")
    clan, guest = membership.clan, context.parties.get(to)
    if guest is None or guest.deleted_at is not None or guest.user_id is None:
        raise GameError("not_found", "There is nobody with that name.", field="to")
    check_not_blocked(context.character, guest)
    if guest.faction != clan.faction:
        raise GameError(
            "wrong_faction",
            f"{guest.name} is a {guest.faction}; {clan.name} is a clan of {people_of(clan.faction)}.",
            field="to",
        )
    if Member.objects.filter(character_id=to).exists():
        raise GameError("in_a_clan", f"{guest.name} is in a clan already.", field="to")
    pending = Invitation.objects.filter(clan=clan, state=Invitation.PENDING)
    waiting = set(pending.values_list("character_id", flat=True))
    if to in waiting:
        raise GameError("nothing_to_do", f"{guest.name} has an invitation of yours already.", field="to")
    if len(waiting) >= (most := invitations_most(clan.perks)):
        raise GameError("too_much", f"{most} invitations wait. Take some back first.", field="to")
    if declined_lately(clan.id, to, context.now):
        words = f"{guest.name} declined an invitation of {clan.name}. It can invite again {DECLINED_DAYS} days after that."
        raise GameError("too_early", words, field="to")
    made = Invitation.objects.create(clan=clan, character_id=to, made_by_id=context.character.id, made_at=context.now)
    log(clan, "invited", actor=context.character.id, subject=to)
    notify(to, f"You are invited into {clan.name}.", "/play/clan/", kind=CLAN)
    return Invited(made.pk, to)


@action("accept_invitation", InvitationEnded)
def accept(context: ActionContext, *, invitation: int) -> InvitationEnded:
    """Join the clan that invited. GameError: not_found, nothing_to_do (it was taken back, or has lapsed), clan_full, in_a_clan, blocked
    (the one who invited)."""
    found = access_invitation(invitation, character_id=context.character.id)
    clan = lock_clan(context, ClanId(found.clan_id))
    check_not_blocked(context.character, found.made_by, field="id")
    _end(found, Invitation.ACCEPTED)
    members.join(clan, context.character)
    log(clan, "joined", actor=context.character.id, by="invitation")
    return InvitationEnded(invitation, Invitation.ACCEPTED, clan.tag)


@action("decline_invitation", InvitationEnded)
def decline(context: ActionContext, *, invitation: int) -> InvitationEnded:
    """This clan cannot invite the character for DECLINED_DAYS from now on. GameError: not_found, nothing_to_do."""
    found = access_invitation(invitation, character_id=context.character.id)
    _end(found, Invitation.DECLINED)
    return InvitationEnded(invitation, Invitation.DECLINED, found.clan.tag)


@action("take_back_invitation", InvitationEnded)
def take_back(context: ActionContext, *, invitation: int) -> InvitationEnded:
    """GameError: no_clan, forbidden, not_found, nothing_to_do (it was answered)."""
    membership = lock_own_clan(context, "invite")
    found = access_invitation(invitation, clan_id=membership.clan.id)
    _end(found, Invitation.WITHDRAWN)
    return InvitationEnded(invitation, Invitation.WITHDRAWN, membership.clan.tag)


def _end(invitation: Invitation, state: str) -> None:
    """One of two at once ends it."""
    pending = Invitation.objects.filter(pk=invitation.pk, state=Invitation.PENDING)
    if not pending.update(state=state, ended_at=Now()):
        raise GameError("nothing_to_do", "That invitation is not open any more.", field="id")
