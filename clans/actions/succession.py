"""Who leads a clan: handed over, or passed on because the leader is gone. The callers hold the clan's lock."""

from django.db import connection
from django.db.models.functions import Now

from clans.actions.changed import changed
from clans.actions.log import log
from clans.models import Clan, Member
from clans.rules.succession import Candidate, successor
from game.actions.notices import notify
from game.models.ids import CharacterId
from game.models.notice_choice import CLAN


def succeed(clan: Clan, *, why: str) -> CharacterId | None:
    """Give the lead to the next one in order. None if nobody else can lead: nothing changes then. why: "left", "banned" or "away". One who
    left has to be followed, if need be by a banned account. At most seven statements."""
    chosen = successor(_candidates(clan, banned=False))
    if chosen is None and why == "left":
        chosen = successor(_candidates(clan, banned=True))
    if chosen is None:
        return None
    member = Member.objects.get(pk=chosen)
    lead(clan, member)
    heir = CharacterId(member.character_id)
    log(clan, "succeeded", subject=heir, why=why)
    notify(heir, f"You lead {clan.name} now, because the leader is gone.", "/play/clan/", kind=CLAN)
    return heir


def lead(clan: Clan, member: Member) -> None:
    """Make this member the leader. Who led before, and is still a member, becomes an officer."""
    Member.objects.filter(clan=clan, rank="leader").exclude(pk=member.pk).update(rank="officer", rank_at=Now())
    Member.objects.filter(pk=member.pk).update(rank="leader", rank_at=Now())
    Clan.objects.filter(pk=clan.pk).update(leader=member.character_id, leader_warned_at=None)
    clan.leader_id = CharacterId(member.character_id)
    changed(clan.id)


def _candidates(clan: Clan, *, banned: bool) -> list[Candidate]:
    """All members but the leader. banned: also those of banned accounts."""
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {"clan": clan.pk, "leader": clan.leader_id, "banned": banned})
        return [Candidate(*row) for row in cursor.fetchall()]


# Served by members_of_clan.
_CANDIDATES = """
SELECT m.id, m.rank, extract(epoch FROM now() - m.rank_at)::bigint, extract(epoch FROM now() - m.joined_at)::bigint,
    extract(epoch FROM now() - c.seen_at)::bigint
FROM clans_member m JOIN game_character c ON c.id = m.character_id LEFT JOIN accounts_user u ON u.id = c.user_id
WHERE m.clan_id = %(clan)s AND m.character_id IS DISTINCT FROM %(leader)s
    AND (%(banned)s OR u.banned_until IS NULL OR u.banned_until <= now())
"""
