"""The list of clans: searched, filtered, ordered, a page at a time, in one statement; and the addresses for the sitemap."""

from datetime import datetime

from msgspec import Struct

from clans.rules.crest import Crest, crest_slug
from clans.rules.ladder import PAGE, LadderChoice
from vvw_site.foundation.database.statement import Statement


class LadderRow(Struct, frozen=True, array_like=True):
    name: str
    tag: str
    faction: str
    admission: str
    crest: Crest
    level: int
    contribution: int
    size: int
    founded_at: datetime

    @property
    def picture(self) -> str:
        """The crest's name in the address of its picture."""
        return crest_slug(self.tag, self.crest)


class LadderPage(Struct, frozen=True, array_like=True):
    """found: clans that match, on all pages. living: all that there are."""

    found: int
    living: int
    rows: list[LadderRow]


def ladder(choice: LadderChoice) -> LadderPage:
    """A page of the living clans. One statement."""
    like = choice.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    page: LadderPage = _LADDERS[choice.order].row(
        like=f"%{like}%", search=choice.search, faction=choice.faction, recruiting=choice.recruiting,
        after=(choice.page - 1) * PAGE, page=PAGE,
    )  # fmt: skip
    return page


def listed_clans() -> list[tuple[int | str, datetime]]:
    """(tag, when its log was written last) of the living clans, the newest first, for the sitemap. One statement."""
    return [(tag, at) for tag, at in _LISTED.rows()]


_ORDERS = {
    "level": "k.level DESC, k.contribution DESC, k.id",
    "size": "k.size DESC, k.contribution DESC, k.id",
    "new": "k.id DESC",
}
# Served by ladder_by_level, ladder_by_size and the primary key.
_LADDERS = {
    name: Statement(
        f"""WITH fitting AS NOT MATERIALIZED (
    SELECT * FROM clans_clan WHERE disbanded_at IS NULL
        AND (%(search)s::text = '' OR name ILIKE %(like)s::text OR tag = upper(%(search)s::text))
        AND (%(faction)s::text = '' OR faction = %(faction)s::text)
        AND (%(recruiting)s::text = '' OR admission = %(recruiting)s::text OR (%(recruiting)s::text = 'any' AND admission <> 'invitation'))
), shown AS (
    SELECT k.* FROM fitting k ORDER BY {order} LIMIT %(page)s::int OFFSET %(after)s::int
)
SELECT json_build_array((SELECT count(*) FROM fitting), (SELECT count(*) FROM clans_clan WHERE disbanded_at IS NULL),
    coalesce((SELECT json_agg(json_build_array(k.name, k.tag, k.faction, k.admission, k.crest, k.level, k.contribution, k.size, k.founded_at)
        ORDER BY {order}) FROM shown k), '[]'))::text""",  # noqa: S608 (constants of the code)
        LadderPage,
    )
    for name, order in _ORDERS.items()
}
# Served by log_of_clan.
_LISTED = Statement(
    """SELECT json_build_array(k.tag, coalesce((SELECT l.at FROM clans_clanlogentry l WHERE l.clan_id = k.id ORDER BY l.id DESC LIMIT 1),
    k.founded_at))::text
FROM clans_clan k WHERE k.disbanded_at IS NULL ORDER BY k.id DESC LIMIT 50000""",
    tuple[str, datetime],
)
