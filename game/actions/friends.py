"""Friends and mentors: ask, accept, decline, take back, end.

Friendships and mentorships are between characters: nobody is told which characters belong to one account. Each action locks the
actor's user before the two characters. A block locks both users (blocks.py), so it comes before or after an action, never between
its checks and its writes.
"""

from msgspec import Struct

from accounts.models.ids import UserId
from game.actions.friends_end import end_mentorships
from game.actions.notices import notify, put_away_about
from game.actions.player_action import ActionContext, action
from game.actions.tokens import check_not_banned
from game.models import Character, FriendRequest, Friendship, Mentorship
from game.models import notice_choice as kinds
from game.models.friend_request import FRIEND, KINDS, MENTOR, PUPIL
from game.models.ids import CharacterId
from game.queries.blocks import blocked
from game.queries.friends import BetweenTwo, between_two
from game.rules import friends as rules
from game.rules.errors import GameError

MIRRORED = {FRIEND: FRIEND, MENTOR: PUPIL, PUPIL: MENTOR}
"""The same request, from the other's side."""
WHAT = {FRIEND: "friend", MENTOR: "mentor", PUPIL: "pupil"}


class FriendAnswer(Struct, frozen=True):
    """state: asked, or what the other is now to the actor: friend, mentor, pupil; or none. character: the other."""

    state: str
    character: int


def link_to(character: CharacterId) -> str:
    """Where notices about a character lead. An erasure finds them by it (friends_forget.py)."""
    return f"/play/friends/#c{character}"


@action("ask_friend", FriendAnswer, parties=["to"], lock_user=True)
def ask(context: ActionContext, *, to: CharacterId, kind: str) -> FriendAnswer:
    """Ask another to be one's friend, mentor or pupil. If the other has asked for the same, the two are that at once.

    GameError: invalid (kind, name), not_found, banned, blocked, nothing_to_do, too_early, too_fast, too_much, level_too_low.
    """
    other, found = _read(context, to, kind)
    if found.asks:
        return _begin(context, other, found, kind)
    _check_new(context, other, found, kind)
    if found.asked:
        raise GameError("nothing_to_do", f"You have asked {other.name} already, and wait for an answer.", field="name")
    if found.wait:
        raise GameError(
            "too_early", f"{other.name} did not take your last request. Wait a week before you ask again.", field="name",
            retry_after=found.wait,
        )  # fmt: skip
    rules.check_counts(found.counts, other.name)
    mine = FriendRequest.objects.filter(asker_id=context.character.id, asked_id=to, kind=kind)
    mine.delete()  # closed more than a week ago
    FriendRequest.objects.create(asker_id=context.character.id, asked_id=to, kind=kind)
    wish = {FRIEND: "your friend", MENTOR: "taught by you", PUPIL: "your mentor"}[kind]
    _tell(other, context.character, f"wants to be {wish}.")
    return FriendAnswer("asked", to)


@action("accept_friend", FriendAnswer, parties=["asker"], lock_user=True)
def accept(context: ActionContext, *, asker: CharacterId, kind: str) -> FriendAnswer:
    """Accept an open request. kind: as it was asked. GameError: invalid (kind), not_found, banned, blocked, too_much,
    level_too_low."""
    other, found = _read(context, asker, MIRRORED.get(kind, kind))
    if not found.asks:
        raise GameError("not_found", f"{other.name} does not ask you that, or not any more.", field="name")
    return _begin(context, other, found, MIRRORED[kind])


@action("decline_friend", FriendAnswer, parties=["asker"])
def decline(context: ActionContext, *, asker: CharacterId, kind: str) -> FriendAnswer:
    """Decline an open request. The asker is not told, and cannot ask the same for a week. GameError: invalid, not_found."""
    _close(context, asker, context.character.id, kind)
    put_away_about(context.character.id, link_to(asker), context.now)
    return FriendAnswer("none", asker)


@action("take_back_friend_request", FriendAnswer, parties=["asked"])
def take_back(context: ActionContext, *, asked: CharacterId, kind: str) -> FriendAnswer:
    """Take back an open request. The same cannot be asked again for a week. GameError: invalid, not_found."""
    _close(context, context.character.id, asked, kind)
    return FriendAnswer("none", asked)


@action("end_friendship", FriendAnswer, parties=["other"])
def end(context: ActionContext, *, other: CharacterId, kind: str) -> FriendAnswer:
    """End a friendship, or what a mentor and a pupil are. kind: what the other is to the actor. A friend is not told; a mentor or a
    pupil is. GameError: invalid (kind), not_found."""
    _check_kind(kind)
    me = context.character.id
    if kind == FRIEND:
        ended = Friendship.objects.filter(one_id=min(me, other), other_id=max(me, other)).delete()[0]
    else:
        mentor, pupil = (other, me) if kind == MENTOR else (me, other)
        ended = end_mentorships(Mentorship.objects.filter(mentor_id=mentor, pupil_id=pupil))
    if not ended:
        raise GameError("not_found", f"That one is not your {WHAT[kind]}.", field="name")
    if kind != FRIEND and (party := context.parties.get(other)) is not None:
        _tell(party, context.character, "is no longer your " + WHAT[MIRRORED[kind]] + ".")
    return FriendAnswer("none", other)


def _read(context: ActionContext, to: CharacterId, kind: str) -> tuple[Character, BetweenTwo]:
    """The other, and what stands between the two. One statement. GameError: invalid, not_found, banned, blocked."""
    _check_kind(kind)
    check_not_banned(context.user)
    me, other = context.character, context.parties.get(to)
    if to == me.id:
        raise GameError("invalid", f"You cannot be your own {WHAT[kind]}.", field="name")
    if other is None or other.deleted_at is not None or other.user_id is None:
        raise GameError("not_found", "Nobody goes by that name.", field="name")
    if other.user_id == me.user_id:
        raise GameError("invalid", f"{other.name} is yours as well. Friends and mentors are other people.", field="name")
    mentor, pupil = (to, me.id) if kind == MENTOR else (me.id, to)
    found = between_two(
        user=UserId(context.user.pk), character=me.id, other_user=UserId(other.user_id), other=to, kind=kind,
        mirrored=MIRRORED[kind], mentor=mentor, pupil=pupil,
    )  # fmt: skip
    if found.blocked:
        raise blocked(other.name, field="name")
    return other, found


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise GameError("invalid", f"Choose one of {', '.join(KINDS)}.", field="kind")


def _check_new(context: ActionContext, other: Character, found: BetweenTwo, kind: str) -> None:
    """Whether the two can become that now. GameError."""
    if kind == FRIEND:
        if found.friends:
            raise GameError("nothing_to_do", f"{other.name} is your friend already.", field="name")
        return rules.check_room(found.counts, other.name)
    mentor, pupil = (other, context.character) if kind == MENTOR else (context.character, other)
    if found.teaches:
        raise GameError("nothing_to_do", f"{other.name} is your {WHAT[kind]} already.", field="name")
    rules.check_gap(mentor.level, pupil.level)
    if found.has_mentor:
        raise GameError("too_much", f"{pupil.name} has a mentor already. One is all that anybody can have.", field="name")
    if rules.free_seat(found.seats) is None:
        raise GameError("too_much", f"{mentor.name} has {rules.PUPILS_MOST} pupils already.", field="name")
    return None


def _begin(context: ActionContext, other: Character, found: BetweenTwo, kind: str) -> FriendAnswer:
    """The other asked for this, and now it is so. kind: what the other is to the actor."""
    _check_new(context, other, found, kind)
    me = context.character
    if kind == FRIEND:
        Friendship.objects.create(one_id=min(me.id, other.id), other_id=max(me.id, other.id))
    else:
        mentor, pupil = (other, me) if kind == MENTOR else (me, other)
        seat = rules.free_seat(found.seats) or 0
        Mentorship.objects.create(mentor_id=mentor.id, pupil_id=pupil.id, seat=seat, pupil_level=pupil.level)
    pair = FriendRequest.objects.filter(asker_id__in=(me.id, other.id), asked_id__in=(me.id, other.id))
    pair.filter(kind__in=(FRIEND,) if kind == FRIEND else (MENTOR, PUPIL)).delete()
    put_away_about(me.id, link_to(other.id), context.now)
    _tell(other, me, f"is your {WHAT[MIRRORED[kind]]} now.")
    return FriendAnswer(kind, other.id)


def _close(context: ActionContext, asker: CharacterId, asked: CharacterId, kind: str) -> None:
    _check_kind(kind)
    open_ones = FriendRequest.objects.filter(asker_id=asker, asked_id=asked, kind=kind, closed_at=None)
    if not open_ones.update(closed_at=context.now):
        raise GameError("not_found", "There is no such request, or not any more.", field="name")


def _tell(reader: Character, about: Character, words: str) -> None:
    """A notice that begins with the name, so that an erasure can take it out."""
    notify(reader.id, f"{about.name} {words}", link_to(about.id), kind=kinds.FRIEND)
