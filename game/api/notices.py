"""The character's notices, marking them as read, and what the user wants to hear about."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from game.actions import notice_choices as choices
from game.actions.actor import UserActor
from game.actions.notices import put_away
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Id
from game.queries.notice_choices import choices_of
from game.queries.notices import notices_of, unread_of

PAGE = 50
Kind = Literal["letter", "raid_begins", "raid_pays", "missions", "reward", "clan", "friend", "chat", "staff"]
Channel = Literal["page", "mail", "none"]
Before = Annotated[int, Meta(ge=1, lt=10**18)]


class NoticesQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """before: `next` of the page before. kind: only notices of this kind."""

    before: Before | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET


class NoticeEntry(Struct, frozen=True):
    """link: a path of this site, or empty."""

    id: int
    kind: str
    text: str
    link: str
    at: datetime
    read: bool


class NoticeList(Struct, frozen=True):
    """unread, unread_letters: how many in all, counted up to 100. next: `before` of the next page; null on the last one."""

    unread: int
    unread_letters: int
    notices: list[NoticeEntry]
    next: int | None


class NoticesToRead(Struct, frozen=True, forbid_unknown_fields=True):
    ids: Annotated[list[Id], Meta(min_length=1, max_length=100)]


class NoticesRead(Struct, frozen=True):
    """count: how many of them were unread."""

    count: int


class NoticeChannels(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the user wants notices of each kind. A kind that is left out stays as it is."""

    letter: Channel | UnsetType = UNSET
    raid_begins: Channel | UnsetType = UNSET
    raid_pays: Channel | UnsetType = UNSET
    missions: Channel | UnsetType = UNSET
    reward: Channel | UnsetType = UNSET
    clan: Channel | UnsetType = UNSET
    friend: Channel | UnsetType = UNSET
    chat: Channel | UnsetType = UNSET
    staff: Literal["page", "mail"] | UnsetType = UNSET


class ChosenChannels(Struct, frozen=True):
    """choices: `page`, `mail` or `none` by kind."""

    choices: dict[str, str]


class NoticesEndpoint(Endpoint):
    @endpoint(NoticeList, query=NoticesQuery)
    def get(self, request: ApiRequest[NoticesQuery]) -> NoticeList:
        """The character's notices, 50 a page, newest first. None counts as read by it."""
        ask, me = request.query, request.character
        found = notices_of(me.id, PAGE + 1, ask.before or None, ask.kind or "")
        page, unread = found[:PAGE], unread_of(me.id)
        entries = [NoticeEntry(n.pk, n.kind, n.text, n.link, n.at, n.read_at is not None) for n in page]
        return NoticeList(unread.notices, unread.letters, entries, page[-1].pk if len(found) > PAGE else None)


class ReadNoticesEndpoint(Endpoint):
    @endpoint(NoticesRead, body=NoticesToRead, changes=True)
    def post(self, request: ApiRequest[NoticesToRead]) -> NoticesRead:
        """Mark these notices as read. Ids of other characters change nothing."""
        return NoticesRead(put_away(request.actor, notices=request.body.ids).count)


class NoticeChoicesEndpoint(Endpoint):
    @endpoint(ChosenChannels, plays=False)
    def get(self, request: ApiRequest[None]) -> ChosenChannels:
        """Where the user wants notices of each kind: on the page, also in a daily mail, or nowhere."""
        return ChosenChannels(choices_of(request.caller.user_id))

    @endpoint(ChosenChannels, body=NoticeChannels, changes=True, plays=False)
    def put(self, request: ApiRequest[NoticeChannels]) -> ChosenChannels:
        """Choose for some kinds or all. `mail` needs a verified address; what the staff did cannot be switched off."""
        wanted = {
            kind: value for kind in NoticeChannels.__struct_fields__ if (value := getattr(request.body, kind)) is not UNSET
        }
        chosen = choices.choose_notices(UserActor(request.caller.user_id, request.key), choices=wanted)
        return ChosenChannels(chosen.choices)
