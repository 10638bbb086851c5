"""Friends, requests, mentors and pupils, and whether friends see when the player was here."""

from datetime import datetime
from typing import Annotated, Literal

from django.utils import timezone
from msgspec import UNSET, Meta, Struct, UnsetType

from game.actions import friends as actions
from game.actions.actor import UserActor
from game.actions.friends import FriendAnswer
from game.actions.hidden_seen import hide_seen
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import NO_NUL, Line
from game.models.ids import CharacterId
from game.presenters.friends import bonus_until
from game.queries.friends import Person, count_friends, friends_of, hides_seen, mentors_of, requests_of
from game.queries.mail import recipient_named
from game.rules.errors import GameError

PAGE = 100
Kind = Literal["friend", "mentor", "pupil"]
After = Annotated[str, Meta(max_length=20, pattern=NO_NUL)]


class FriendsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """after: `next` of the page before."""

    after: After | UnsetType = UNSET


class FriendEntry(Struct, frozen=True, rename={"class_slug": "class"}):
    """seen_on: the day (UTC) on which the character was last in the city; null if its player hides it. since: when it began."""

    name: str
    level: int
    class_slug: str
    faction: str
    clan: str
    seen_on: str | None
    since: datetime


class FriendRequestEntry(Struct, frozen=True):
    """kind: what the asked one would be to the asker. sent: whether you asked."""

    kind: str
    sent: bool
    name: str
    level: int
    at: datetime


class FriendList(Struct, frozen=True):
    """friends: by name. count: of all. next: `after` of the next page; null on the last one. requests: those that wait. hides_seen:
    whether your friends do not see when you were here."""

    friends: list[FriendEntry]
    count: int
    next: str | None
    requests: list[FriendRequestEntry]
    hides_seen: bool


class PupilEntry(FriendEntry, frozen=True):
    """bonus_until: how long the pupil's last level gives you more XP; null if it does not."""

    bonus_until: datetime | None


class MentorList(Struct, frozen=True):
    """bonus: percent of XP that you have now as a mentor."""

    mentor: FriendEntry | None
    pupils: list[PupilEntry]
    bonus: int


class FriendNamed(Struct, frozen=True, forbid_unknown_fields=True):
    """kind: in requests, what the asked one would be to the asker; to end something, what the other is to you."""

    name: Line
    kind: Kind = "friend"


class FriendState(Struct, frozen=True):
    """state: `asked`, or what the other is to you now: `friend`, `mentor`, `pupil` or `none`."""

    name: str
    state: str


class SeenSetting(Struct, frozen=True, forbid_unknown_fields=True):
    hidden: bool


class FriendsEndpoint(Endpoint):
    @endpoint(FriendList, query=FriendsQuery)
    def get(self, request: ApiRequest[FriendsQuery]) -> FriendList:
        """Your friends, 100 a page by name, and the requests that wait for an answer."""
        me = request.character.id
        found = friends_of(me, PAGE + 1, request.query.after or "")
        requests = [FriendRequestEntry(r.kind, r.sent, r.person.name, r.person.level, r.person.at) for r in requests_of(me)]
        return FriendList(
            [_entry(one) for one in found[:PAGE]], count_friends(me), found[PAGE - 1].name if len(found) > PAGE else None, requests,
            hides_seen(request.caller.user_id),
        )  # fmt: skip


class FriendRequestsEndpoint(Endpoint):
    @endpoint(
        FriendState,
        status=201,
        body=FriendNamed,
        changes=True,
        refuses="blocked nothing_to_do too_early too_fast too_much level_too_low",
    )
    def post(self, request: ApiRequest[FriendNamed]) -> FriendState:
        """Ask somebody to be your friend, mentor or pupil. If the other asks the same of you, you are that at once."""
        other = _named(request.body)
        return _state(request.body, actions.ask(request.actor, to=other, kind=request.body.kind))


class AcceptFriendEndpoint(Endpoint):
    @endpoint(FriendState, body=FriendNamed, changes=True, refuses="blocked nothing_to_do too_much level_too_low")
    def post(self, request: ApiRequest[FriendNamed]) -> FriendState:
        """Accept a request."""
        other = _named(request.body)
        return _state(request.body, actions.accept(request.actor, asker=other, kind=request.body.kind))


class DeclineFriendEndpoint(Endpoint):
    @endpoint(FriendState, body=FriendNamed, changes=True)
    def post(self, request: ApiRequest[FriendNamed]) -> FriendState:
        """Decline a request. The asker is not told, and cannot ask the same for a week."""
        other = _named(request.body)
        return _state(request.body, actions.decline(request.actor, asker=other, kind=request.body.kind))


class TakeBackFriendRequestEndpoint(Endpoint):
    @endpoint(FriendState, body=FriendNamed, changes=True)
    def post(self, request: ApiRequest[FriendNamed]) -> FriendState:
        """Take back a request of yours. You cannot ask the same for a week."""
        other = _named(request.body)
        return _state(request.body, actions.take_back(request.actor, asked=other, kind=request.body.kind))


class EndFriendEndpoint(Endpoint):
    @endpoint(FriendState, body=FriendNamed, changes=True)
    def post(self, request: ApiRequest[FriendNamed]) -> FriendState:
        """End a friendship, leave a mentor, or send a pupil away."""
        other = _named(request.body)
        return _state(request.body, actions.end(request.actor, other=other, kind=request.body.kind))


class MentorsEndpoint(Endpoint):
    @endpoint(MentorList)
    def get(self, request: ApiRequest[None]) -> MentorList:
        """Your mentor and your pupils."""
        lines, now = mentors_of(request.character.id), timezone.now()
        pupils = []
        for line in lines:
            if line.teaches:
                entry = _entry(line.person)
                fields = {name: getattr(entry, name) for name in FriendEntry.__struct_fields__}
                pupils.append(PupilEntry(**fields, bonus_until=bonus_until(line, now)))
        mentor = next((_entry(line.person) for line in lines if not line.teaches), None)
        return MentorList(mentor, pupils, request.character.mentor_bonus)


class HiddenSeenEndpoint(Endpoint):
    @endpoint(SeenSetting, body=SeenSetting, changes=True, plays=False)
    def put(self, request: ApiRequest[SeenSetting]) -> SeenSetting:
        """Choose whether friends see the day on which you were last in the city. It holds for all your characters."""
        chosen = hide_seen(UserActor(request.caller.user_id, request.key), hidden=request.body.hidden)
        return SeenSetting(chosen.hidden)


def _entry(person: Person) -> FriendEntry:
    day = None if person.seen_at is None else person.seen_at.date().isoformat()
    return FriendEntry(person.name, person.level, person.class_slug, person.faction, person.clan_tag, day, person.at)


def _named(body: FriendNamed) -> CharacterId:
    """Somebody who was let go is found too: the same key gets the first answer."""
    try:
        return recipient_named(body.name, deleted=None).id
    except GameError as error:
        raise GameError(error.code, error.message, field="name") from None


def _state(body: FriendNamed, answer: FriendAnswer) -> FriendState:
    return FriendState(body.name, answer.state)
