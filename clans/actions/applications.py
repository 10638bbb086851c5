"""Applications: ask to join a clan, take it back, accept and refuse."""

from django.db.models.functions import Now
from msgspec import Struct

from clans.actions import members
from clans.actions.locked_clan import lock_clan, lock_own_clan
from clans.actions.log import log
from clans.models import Application, Clan, Invitation
from clans.models.ids import ClanId
from clans.queries.joining import access_application
from clans.queries.membership import check_in_no_clan
from clans.queries.treasury import members_who_may
from clans.rules.joining import APPLICATIONS_MOST, clean_text
from game.actions.notices import NewNotice, notify, notify_all
from game.actions.player_action import ActionContext, action
from game.content.names import people_of
from game.models import Character
from game.models.ids import CharacterId
from game.models.notice_choice import CLAN
from game.queries.blocks import check_not_blocked
from game.rules.errors import GameError

APPLICATIONS_PAGE = "/play/clan/applications/"


class Applied(Struct, frozen=True):
    application: int
    clan: int


class ApplicationEnded(Struct, frozen=True):
    """state: of models/application.py."""

    application: int
    state: str


@action("apply_to_clan", Applied)
def apply(context: ActionContext, *, clan: ClanId, text: str) -> Applied:
    """Ask to join. GameError: not_found, invalid (text), forbidden (by invitation only; open clans are joined), wrong_faction, in_a_clan,
    nothing_to_do (it waits already), too_much (APPLICATIONS_MOST wait), blocked (the leader)."""
    text = clean_text(text)
    me = context.character
    check_in_no_clan(me.id)
    pending = Application.objects.filter(character_id=me.id, state=Application.PENDING)
    waiting = list(pending.values_list("clan_id", flat=True))
    if clan in waiting:
        raise GameError("nothing_to_do", "Your application waits there already.")
    if len(waiting) >= APPLICATIONS_MOST:
        raise GameError("too_much", f"{APPLICATIONS_MOST} applications of yours wait. Take one back first.")
    locked = lock_clan(context, clan)
    if locked.admission == "invitation":
        raise GameError("forbidden", f"{locked.name} takes people by invitation only.")
    if locked.admission == "open":
        raise GameError("forbidden", f"{locked.name} is open: join it at once.")
    if locked.faction != me.faction:
        raise GameError("wrong_faction", f"{locked.name} is a clan of {people_of(locked.faction)}.")
    assert locked.leader is not None
    check_not_blocked(me, locked.leader, field="clan")
    made = Application.objects.create(clan=locked, character_id=me.id, text=text, asked_at=context.now)
    _tell_deciders(locked, f"Somebody asks to join {locked.name}.")
    return Applied(made.pk, clan)


@action("withdraw_application", ApplicationEnded)
def withdraw(context: ActionContext, *, application: int) -> ApplicationEnded:
    """Take one's own application back. GameError: not_found, nothing_to_do (it was decided)."""
    found = access_application(application, character_id=context.character.id)
    return _end(found, Application.WITHDRAWN, None)


@action("accept_application", ApplicationEnded, parties=["applicant"])
def accept(context: ActionContext, *, application: int, applicant: CharacterId) -> ApplicationEnded:
    """Take the applicant in; the character's other applications and invitations lapse. applicant: whose it is.

    GameError: not_found, no_clan, forbidden, nothing_to_do (it was decided), clan_full, in_a_clan."""
    membership = lock_own_clan(context, "accept")
    found = access_application(application, clan_id=membership.clan.id, character_id=applicant)
    newcomer = context.parties[applicant]
    if newcomer.deleted_at is not None or newcomer.user_id is None:
        raise GameError("not_found", "That character is gone.", field="id")
    check_not_blocked(context.character, newcomer, field="id")
    ended = _end(found, Application.ACCEPTED, context.character.id)
    members.join(membership.clan, newcomer)
    log(membership.clan, "joined", actor=context.character.id, subject=applicant)
    notify(applicant, f"{membership.clan.name} took you in.", "/play/clan/", kind=CLAN)
    return ended


@action("refuse_application", ApplicationEnded)
def refuse(context: ActionContext, *, application: int) -> ApplicationEnded:
    """GameError: not_found, no_clan, forbidden, nothing_to_do (it was decided)."""
    membership = lock_own_clan(context, "accept")
    found = access_application(application, clan_id=membership.clan.id)
    ended = _end(found, Application.REFUSED, context.character.id)
    notify(CharacterId(found.character_id), f"{membership.clan.name} did not take you in.", "/clans/", kind=CLAN)
    return ended


def lapse_others(character: Character) -> None:
    """Whatever else waits for the answer of this character, or of a clan about it, has lapsed: it is in a clan. Two statements."""
    Application.objects.filter(character_id=character.id, state=Application.PENDING).update(
        state=Application.LAPSED, decided_at=Now()
    )
    Invitation.objects.filter(character_id=character.id, state=Invitation.PENDING).update(
        state=Invitation.LAPSED, ended_at=Now()
    )


def _end(application: Application, state: str, decided_by: CharacterId | None) -> ApplicationEnded:
    """One of two at once ends it."""
    pending = Application.objects.filter(pk=application.pk, state=Application.PENDING)
    if not pending.update(state=state, decided_by=decided_by, decided_at=Now()):
        raise GameError("nothing_to_do", "That application was decided or taken back before.", field="id")
    return ApplicationEnded(application.pk, state)


def _tell_deciders(clan: Clan, text: str) -> None:
    """A notice for the leader and for all whose rank may accept. Two statements."""
    notify_all([NewNotice(pk, CLAN, text, APPLICATIONS_PAGE) for pk in members_who_may(clan, "accept")])
