"""What a message may contain, what it names, and how often one may write."""

import re
import unicodedata

from msgspec import Struct

from game.rules.errors import GameError
from game.rules.mail import BLANK, MARKS_MAX

TEXT_MAX = 255
LEVEL = 3
"""From this level on one may write."""
PACE, PACE_SECONDS = 3, 5.0
"""So many messages an account may write in so many seconds."""
REPEAT_SECONDS = 60.0
"""The same text again in the same room is refused for so long."""
SLOW_MAX = 600
TAKE_BACK_SECONDS = 300
CONVERSATIONS_A_DAY = 20
"""Private rooms that one account opens."""
MENTIONS_MAX, CARDS_MAX = 5, 3
_RAW_MAX = 5 * TEXT_MAX
_MENTION = re.compile(r"(?<![A-Za-z0-9_@/.])@([A-Za-z0-9_]{3,20})(?![A-Za-z0-9_])")
_LINK = re.compile(
    r"(?<![A-Za-z0-9_])(?P<host>https?://[A-Za-z0-9.:\-\[\]]{1,100})?"
    r"(?P<path>/(?:wiki/items/(?P<item>[a-z0-9-]{1,60})|play/battles/(?P<battle>[1-9][0-9]{0,17})|raids/(?P<raid>[1-9][0-9]{0,17}))/?)"
    r"(?![A-Za-z0-9_/])"
)


class Link(Struct, frozen=True):
    """A part of a text that names something of this site. kind: item, battle, raid. key: its slug or number."""

    start: int
    end: int
    kind: str
    key: str
    path: str


class LastWords(Struct, frozen=True, array_like=True):
    """What an account wrote lately. ages: of its last PACE messages, in seconds, newest first. text, room: of the last one ("", 0
    before the first). in_room: seconds since its last one in this room, None without one."""

    ages: list[float]
    text: str
    room: int
    in_room: float | None


def clean_text(text: str) -> str:
    """One line as it is stored. GameError invalid (text). What is many times too long is refused unread."""
    if len(text) > _RAW_MAX:
        raise _too_long(len(text))
    text = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    kept, marks = [], 0
    for c in text:
        marks = marks + 1 if unicodedata.category(c) in ("Mn", "Me") else 0
        if marks <= MARKS_MAX:
            kept.append(c)
    text = "".join(kept)
    if not any(unicodedata.category(c)[0] not in "MZ" and c not in BLANK for c in text):
        raise GameError("invalid", "Write something first.", field="text")
    if len(text) > TEXT_MAX:
        raise _too_long(len(text))
    return text


def _too_long(length: int) -> GameError:
    return GameError(
        "invalid", f"A message has {TEXT_MAX} characters at the most; this one has {length:,}. Make it shorter.", field="text"
    )


def mentions_in(text: str) -> list[str]:
    """Names after an @, in lower case, each once, MENTIONS_MAX at the most."""
    return list(dict.fromkeys(found[1].lower() for found in _MENTION.finditer(text)))[:MENTIONS_MAX]


def mention_spans(text: str) -> list[tuple[int, int, str]]:
    """(start, end, name as written) of each mention."""
    return [(found.start(), found.end(), found[1]) for found in _MENTION.finditer(text)]


def links_in(text: str, host: str = "") -> list[Link]:
    """The addresses of items, battles and raids of this site. host: of the site, such as "https://example.org": an address with
    another host is none of ours."""
    found = []
    for match in _LINK.finditer(text):
        if match["host"] and match["host"].lower() != host.lower():
            continue
        kind = next(kind for kind in ("item", "battle", "raid") if match[kind])
        found.append(Link(match.start(), match.end(), kind, match[kind], match["path"].rstrip("/") + "/"))
    return found


def check_pace(last: LastWords) -> None:
    """GameError too_fast when the account has written PACE messages within PACE_SECONDS."""
    if len(last.ages) >= PACE and last.ages[PACE - 1] < PACE_SECONDS:
        raise GameError(
            "too_fast", f"That was fast: {PACE} messages in {PACE_SECONDS:.0f} seconds are the most. Take a breath.",
            field="text", retry_after=_wait(PACE_SECONDS - last.ages[PACE - 1]),
        )  # fmt: skip


def check_repeat(last: LastWords, room: int, text: str) -> None:
    """GameError too_fast when it is the account's last message again, in the same room, within REPEAT_SECONDS."""
    if last.ages and last.room == room and last.text == text and last.ages[0] < REPEAT_SECONDS:
        raise GameError(
            "too_fast", "You said exactly that just now, and it was heard. Say something else.",
            field="text", retry_after=_wait(REPEAT_SECONDS - last.ages[0]),
        )  # fmt: skip


def check_slow(last: LastWords, seconds: int) -> None:
    """seconds: of the room's slow mode. GameError too_fast."""
    if seconds and last.in_room is not None and last.in_room < seconds:
        raise GameError(
            "too_fast", f"This room is in slow mode: one message every {seconds} seconds for each of you.",
            field="text", retry_after=_wait(seconds - last.in_room),
        )  # fmt: skip


def check_level(level: int) -> None:
    """GameError level_too_low."""
    if level < LEVEL:
        raise GameError(
            "level_too_low", f"You can write from level {LEVEL} on. Until then, listen: it is worth it.", field="text"
        )


def _wait(seconds: float) -> int:
    """Whole seconds, at least one."""
    return max(1, int(-(-seconds // 1)))
