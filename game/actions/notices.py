"""Notices for players: write one or many, and mark them as read."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import connection
from msgspec import Struct

from game.actions.player_action import ActionContext, action
from game.actions.transaction import EffectContext
from game.models import Notice
from game.models.ids import CharacterId
from game.models.notice_choice import STAFF


class NewNotice(Struct, frozen=True):
    """kind: models/notice_choice.py. text: 300 characters at most; the rest is cut. link: a path of this site."""

    character: CharacterId
    kind: str
    text: str
    link: str = ""


class SentNotice(Struct, frozen=True):
    """A notice that was written, with its number among those of its character."""

    id: int
    character: CharacterId
    number: int


class PutAway(Struct, frozen=True):
    count: int


on_noticed: list[Callable[[Sequence[SentNotice]], None]] = []
"""Called after the commit of each notice, in the process that wrote it."""
on_counts_changed: list[Callable[[Sequence[CharacterId]], None]] = []
"""Called after the commit when characters have read notices or letters, or deleted letters: what is unread changed."""


def notify(character: CharacterId, text: str, link: str = "", *, kind: str = STAFF) -> None:
    """Write a notice for a character, in the caller's transaction. One statement."""
    notify_all([NewNotice(character, kind, text, link)])


def notify_all(notices: Sequence[NewNotice]) -> int:
    """Write these notices in the caller's transaction, in one statement. Returns how many: a character whose player does not want a
    kind, or who belongs to nobody, gets none. The numbers of each character are locked until the commit, in the order of their ids."""
    if not notices:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {
            "characters": [n.character for n in notices], "kinds": [n.kind for n in notices],
            "texts": [n.text[:300] for n in notices], "links": [n.link[:200] for n in notices],
        })  # fmt: skip
        sent = [SentNotice(*row) for row in cursor.fetchall()]
    announce(sent)
    return len(sent)


def announce(sent: Sequence[SentNotice]) -> None:
    """Tell the listeners once the notices are committed."""

    def tell() -> None:
        for listener in on_noticed:
            listener(sent)

    if sent:
        EffectContext().after_commit(tell)


def tell_counts_changed(characters: Iterable[CharacterId]) -> None:
    """Tell the listeners, once the transaction is committed, that these characters have another number of unread things."""
    changed = list(characters)

    def tell() -> None:
        for listener in on_counts_changed:
            listener(changed)

    if changed:
        EffectContext().after_commit(tell)


def put_away_about(character: CharacterId, link: str, now: datetime) -> None:
    """Mark the character's notices that lead to this address as read, in the caller's transaction. One statement."""
    Notice.objects.filter(character_id=character, link=link, read_at__isnull=True).update(read_at=now)
    tell_counts_changed([character])


@action("put_away", PutAway)
def put_away(context: ActionContext, *, notices: list[int]) -> PutAway:
    """Mark these notices of the character as read: only the ones that the player was shown."""
    unread = Notice.objects.filter(character_id=context.character.pk, pk__in=notices, read_at__isnull=True)
    count = unread.update(read_at=context.now)
    if count:
        tell_counts_changed([context.character.id])
    return PutAway(count)


_COUNTED = """wanted AS (
    SELECT g.*, row_number() OVER (PARTITION BY g.character_id ORDER BY g.nth DESC) AS from_last
    FROM given g JOIN game_character c ON c.id = g.character_id AND c.user_id IS NOT NULL
    LEFT JOIN game_noticechoice ch ON ch.user_id = c.user_id AND ch.kind = g.kind
    WHERE ch.channel IS DISTINCT FROM 'none'
), counted AS (
    INSERT INTO game_noticesequence AS s (character_id, last)
    SELECT character_id, count(*) FROM wanted GROUP BY character_id ORDER BY character_id
    ON CONFLICT (character_id) DO UPDATE SET last = s.last + excluded.last RETURNING character_id, last
)"""
_INSERTED = """INSERT INTO game_notice (character_id, kind, number, text, link, at)
SELECT w.character_id, w.kind, c.last - w.from_last + 1, w.text, w.link, statement_timestamp()
FROM wanted w JOIN counted c USING (character_id) ORDER BY w.character_id, w.nth
RETURNING id, character_id, number"""
NUMBERED = f"{_COUNTED} {_INSERTED}"
"""The rest of a statement that writes notices, after `WITH given AS (SELECT character_id, kind, text, link, nth …),`; nth: their order.
It returns what SentNotice holds."""
NOTICED = f"{_COUNTED}, noticed AS ({_INSERTED})"
"""The same for a statement that goes on: `noticed` has the rows. An empty `given` writes nothing."""
SENT = (
    "(SELECT coalesce(json_agg(json_build_object('id', id, 'character', character_id, 'number', number)), '[]') FROM noticed)"
)
"""What NOTICED wrote, as a JSON list of SentNotice."""
_WRITE = f"""WITH given AS (
    SELECT * FROM unnest(%(characters)s::bigint[], %(kinds)s::text[], %(texts)s::text[], %(links)s::text[])
    WITH ORDINALITY AS g(character_id, kind, text, link, nth)
), {NUMBERED}"""  # noqa: S608 (constants of the code)
