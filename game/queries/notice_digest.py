"""Who is due a daily mail with notices, and which."""

from datetime import date

from msgspec import Struct

from accounts.models.ids import UserId
from vvw_site.foundation.database.statement import Statement

SHOWN = 8
"""So many notices of a character stand in a mail; the others are counted."""
COUNTED = 100


class DigestNotice(Struct, frozen=True):
    kind: str
    text: str
    link: str


class CharacterDigest(Struct, frozen=True):
    """What a character was told since the last mail and has not read. last: its last notice when this was read. count: up to COUNTED;
    notices: the newest SHOWN of them, newest first."""

    character: int
    name: str
    last: int
    count: int
    notices: list[DigestNotice]

    @property
    def more(self) -> int:
        """How many are counted and not shown."""
        return self.count - len(self.notices)


class DueDigest(Struct, frozen=True):
    user: UserId
    characters: list[CharacterDigest]


def due_digests(day: date, *, after: int, limit: int) -> list[DueDigest]:
    """Of users with ids above `after`, in the order of their ids, who have had no mail on this day. One statement.

    Numbers and notices are of one snapshot, and a notice commits together with its number, so none up to `last` comes later.
    """
    return _DUE.rows(day=day.isoformat(), after=after, limit=limit)


# Served by one_choice_per_kind_of_notice (a scan of those who chose anything), the characters of a user, and notices_unread.
_DUE = Statement(f"""
SELECT json_build_object('user', u.user_id, 'characters', json_agg(json_build_object(
    'character', c.id, 'name', c.name, 'last', s.last, 'count', f.count, 'notices', f.notices) ORDER BY c.id))::text
FROM (SELECT user_id, array_agg(kind) AS kinds FROM game_noticechoice WHERE channel = 'mail' AND user_id > %(after)s::bigint
    GROUP BY user_id) u
JOIN game_character c ON c.user_id = u.user_id AND c.deleted_at IS NULL
JOIN game_noticesequence s ON s.character_id = c.id AND s.last > s.mailed
CROSS JOIN LATERAL (
    SELECT count(*) AS count, json_agg(json_build_object('kind', kind, 'text', text, 'link', link) ORDER BY id DESC)
        FILTER (WHERE nth <= {SHOWN}) AS notices
    FROM (SELECT n.id, n.kind, n.text, n.link, row_number() OVER (ORDER BY n.id DESC) AS nth FROM game_notice n
        WHERE n.character_id = c.id AND n.read_at IS NULL AND n.number > s.mailed AND n.kind = ANY(u.kinds)
        ORDER BY n.id DESC LIMIT {COUNTED}) n
) f
WHERE f.count > 0 AND NOT EXISTS (SELECT FROM game_noticedigest d WHERE d.user_id = u.user_id AND d.day = %(day)s::date)
GROUP BY u.user_id ORDER BY u.user_id LIMIT %(limit)s
""", DueDigest)  # noqa: S608 (constants of the code) # fmt: skip
