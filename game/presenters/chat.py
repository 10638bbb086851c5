"""Rooms and messages prepared for display: what a room is called, the parts of a text, and the cards of what it names."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from game.content import catalogue
from game.presenters.correspondent import GONE
from game.presenters.names import entry_name, monster_name, place_name, wiki_path
from game.queries.chat import RoomLine, StoredMessage
from game.queries.chat_rooms import FACTION, PRIVATE, chat_room_kinds
from game.rules.chat import CARDS_MAX, LEVEL, TAKE_BACK_SECONDS, TEXT_MAX, links_in, mention_spans

__all__ = ["TEXT_MAX", "ChatPage", "chat_page", "message_view", "room_view"]
WITHDRAWN = {"taken_back": "taken back", "hidden": "hidden by the staff", "erased": "gone with its author"}
"""What stands in the place of a text."""
RAID_STATES = {"open": "is on", "won": "was won", "escaped": "got away", "called_off": "was called off"}


class TextPart(Struct, frozen=True):
    """A piece of a text. url: where it leads, "" for plain words. is_name: it mentions somebody."""

    text: str
    url: str = ""
    is_name: bool = False


class ChatCard(Struct, frozen=True):
    """kind: item, battle or raid. picture: kind and slug of its emblem. rarity: of an item."""

    kind: str
    url: str
    title: str
    line: str
    picture: tuple[str, str]
    rarity: str = ""


class MessageView(Struct, frozen=True):
    """author: id. name: None if it was erased. parts: none if the message is withdrawn; then `withdrawn` says why. own, names_me,
    can_be_taken_back: for one reader."""

    number: int
    id: int
    author: int
    name: str | None
    shown_name: str
    emblem: int
    faction: str
    tag: str
    at: datetime
    parts: list[TextPart]
    cards: list[ChatCard]
    withdrawn: str
    own: bool = False
    names_me: bool = False
    can_be_taken_back: bool = False


class RoomView(Struct, frozen=True):
    """unread: how many messages after the last one that was seen, 0 for the room that is open."""

    id: int
    kind: str
    title: str
    icon: str
    about: str
    unread: int
    at: datetime | None
    is_open: bool


class ChatPage(Struct, frozen=True):
    """room: the one that is open, None without one. earlier: number before which the page with earlier messages ends, None if there are
    none. last: number up to which the page shows. is_newest: whether it shows the newest. locked: why the reader cannot write, ""."""

    rooms: list[RoomView]
    room: RoomView | None
    log: list[MessageView]
    earlier: int | None
    last: int
    is_newest: bool
    is_new: bool
    locked: str
    is_muted: bool
    slow_seconds: int
    me: int
    my_name: str
    take_back_seconds: int = TAKE_BACK_SECONDS


def chat_page(
    rooms: Sequence[RoomLine], room: RoomLine | None, found: Sequence[StoredMessage], size: int, *, me: int, my_name: str, level: int,
    before: int | None, site: str, now: datetime, is_muted: bool = False,
) -> ChatPage:  # fmt: skip
    """found: up to `size` and one more, oldest first; that one says that there are earlier ones."""
    shown = list(found)[-size:]
    views = [message_view(message, site, me=me, my_name=my_name, now=now) for message in shown]
    last = shown[-1].number if shown else 0
    opened = room_view(room, is_open=True) if room else None
    is_newest = before is None
    return ChatPage(
        rooms=_listed(rooms, room), room=opened, log=views, earlier=shown[0].number if len(found) > size else None,
        last=room.last if room and is_newest else last, is_newest=is_newest, is_new=bool(room and room.last > room.seen and is_newest),
        locked=_locked(room, level, is_muted), is_muted=is_muted, slow_seconds=room.slow_seconds if room else 0, me=me, my_name=my_name,
    )  # fmt: skip


def room_view(room: RoomLine, *, is_open: bool = False) -> RoomView:
    kind = chat_room_kinds()[room.kind]
    about = {FACTION: "Everybody of your faction", PRIVATE: "Between the two of you"}.get(room.kind, kind.word.capitalize())
    unread = 0 if is_open else max(0, room.last - room.seen)
    return RoomView(room.id, room.kind, _title(room), kind.icon, about, unread, room.at, is_open)


def message_view(
    message: StoredMessage, site: str, *, me: int = 0, my_name: str = "", now: datetime | None = None
) -> MessageView:
    """site: the address of the site. Without a reader, as live readers get it."""
    own = message.author == me
    young = now is not None and now - message.at < timedelta(seconds=TAKE_BACK_SECONDS)
    names_me = bool(my_name) and any(name.lower() == my_name.lower() for name in message.mentions)
    return MessageView(
        message.number, message.id, message.author, message.name, message.name or GONE, message.emblem, message.faction, message.tag,
        message.at, _parts(message, site), _cards(message, site), WITHDRAWN.get(message.state, ""), own, names_me,
        own and young and message.state == "shown",
    )  # fmt: skip


def _listed(rooms: Sequence[RoomLine], opened: RoomLine | None) -> list[RoomView]:
    """In the order of the kinds, then the newest first. The open one stands where it belongs."""
    order = list(chat_room_kinds())
    newest = sorted(rooms, key=lambda room: (order.index(room.kind), -(room.at.timestamp() if room.at else 0), -room.id))
    return [room_view(room, is_open=opened is not None and room.id == opened.id) for room in newest]


def _title(room: RoomLine) -> str:
    if room.kind == FACTION:
        return {"vampire": "The vampires", "werewolf": "The werewolves"}.get(room.title, room.title)
    return room.title or GONE.capitalize()


def _locked(room: RoomLine | None, level: int, is_muted: bool) -> str:
    if room is None:
        return ""
    if level < LEVEL:
        return f"You can write from level {LEVEL} on. Until then, listen: it is worth it."
    if is_muted:
        return "You are muted: you can read, and not write."
    return "" if room.writes else chat_room_kinds()[room.kind].refused_words


def _parts(message: StoredMessage, site: str) -> list[TextPart]:
    """The text in pieces: plain words, names that can be found, and addresses of this site."""
    known = {name.lower(): name for name in message.mentions}
    marks = [
        (start, end, f"/characters/{known[name.lower()]}/", True)
        for start, end, name in mention_spans(message.text) if name.lower() in known
    ]  # fmt: skip
    marks += [(link.start, link.end, link.path, False) for link in links_in(message.text, site)]
    parts, at = [], 0
    for start, end, url, is_name in sorted(marks):
        if start < at:
            continue
        if start > at:
            parts.append(TextPart(message.text[at:start]))
        parts.append(TextPart(message.text[start:end], url, is_name))
        at = end
    if at < len(message.text):
        parts.append(TextPart(message.text[at:]))
    return parts


def _cards(message: StoredMessage, site: str) -> list[ChatCard]:
    battles, raids = {b.id: b for b in message.battles}, {r.id: r for r in message.raids}
    cards: dict[str, ChatCard] = {}
    for link in links_in(message.text, site)[:CARDS_MAX]:
        if link.kind == "item" and (item := catalogue().items.get(link.key)) is not None:
            line = f"{item.rarity}, level {item.level}"
            cards[link.path] = ChatCard("item", wiki_path("item", link.key), item.name, line, ("item", link.key), item.rarity)
        elif link.kind == "battle" and (battle := battles.get(int(link.key))) is not None:
            title = f"{battle.hunter} {'beat' if battle.won else 'fell to'} {monster_name(battle.monster)}"
            cards[link.path] = ChatCard("battle", link.path, title, place_name(battle.place), ("monster", battle.monster))
        elif link.kind == "raid" and (raid := raids.get(int(link.key))) is not None:
            title = entry_name("monster", raid.boss) or monster_name(raid.boss)
            line = f"The raid {RAID_STATES[raid.state]}"
            cards[link.path] = ChatCard("raid", link.path, title, line, ("monster", raid.boss))
    return list(cards.values())
