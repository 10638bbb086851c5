"""What achievements count of clans, from rows that are there anyway. A war that ends and a clan that rises write no character: they are counted
with whatever the character does next."""

from game.queries.achievement_sources import CountSource, figure_of, movements, register

DAYS = 14
"""How long somebody must have been a member before the level of the clan counts: a guest for an evening has not earned it."""

# Served by the unique indexes of members and fighters, and by the index of a clan's founder.
_CLANS = CountSource(
    "clans", ("clan", "clan_founded", "clan_war", "clan_level"), counted_as="most",
    sql=f"""SELECT k.id AS character_id, v.key, v.n, NULL::bigint AS last FROM known k
    LEFT JOIN clans_member m ON m.character_id = k.id LEFT JOIN clans_clan c ON c.id = m.clan_id
    CROSS JOIN LATERAL (VALUES
        ('clan', (m.id IS NOT NULL)::int::bigint),
        ('clan_founded', (SELECT count(*) FROM clans_clan f WHERE f.founder_id = k.id)),
        ('clan_war', (SELECT count(*) FROM clans_warfighter f JOIN clans_warside s ON s.id = f.side_id JOIN clans_war w ON w.id = f.war_id
            WHERE f.character_id = k.id AND f.points > 0 AND f.left_at IS NULL AND w.outcome = s.side)),
        ('clan_level', CASE WHEN m.joined_at <= statement_timestamp() - interval '{DAYS} days' THEN c.level::bigint END)) v(key, n)""",  # noqa: S608
)  # fmt: skip
# Each week's dues are one movement.
_DUES = CountSource(
    "clan_dues", ("clan_dues",), counted_as="adds", sql=movements("source", figure_of("clan_dues", "clan_dues", "1", gold=True))
)


def register_counts() -> None:
    register(_CLANS)
    register(_DUES)
