"""What the end of the season would do if it came now. One statement, which reads all characters: some seconds for a million."""

from msgspec import Struct

from game.models.ids import SeasonId
from game.queries.board_kinds import board_kinds
from game.queries.season_figures import HAS_SOMETHING, figure_sql
from game.rules.season_reward import PLACES, gold_of_board
from vvw_site.foundation.database.statement import statement

SHOWN = 3
"""Places of each board in the preview."""


class Leader(Struct, frozen=True, array_like=True):
    """character: its id."""

    character: int
    name: str
    score: int


class BoardPreview(Struct, frozen=True):
    """ranked: characters with a score. leaders: the first SHOWN."""

    slug: str
    title: str
    unit: str
    ranked: int
    leaders: list[Leader]

    @property
    def letters(self) -> int:
        return min(self.ranked, PLACES)

    @property
    def gold(self) -> int:
        return gold_of_board(self.ranked)


class SeasonPreview(Struct, frozen=True):
    """results: characters that would be archived. baselines: of the next season."""

    results: int
    baselines: int
    boards: list[BoardPreview]

    @property
    def letters(self) -> int:
        return sum(board.letters for board in self.boards)

    @property
    def gold(self) -> int:
        return sum(board.gold for board in self.boards)


def preview_of(season: SeasonId) -> SeasonPreview:
    kinds = list(board_kinds().values())
    results, baselines, boards = statement(_sql()).row(season=season, shown=SHOWN)
    return SeasonPreview(results, baselines, [
        BoardPreview(kind.slug, kind.title, kind.season_unit or kind.unit, ranked, [Leader(*row) for row in leaders])
        for kind, (ranked, leaders) in zip(kinds, boards, strict=True)
    ])  # fmt: skip


def _sql() -> str:
    kinds = list(board_kinds().values())
    numbers = range(len(kinds))
    best = f"greatest({', '.join(f's{n}' for n in numbers)}) > 0"
    boards = ", ".join(
        f"""json_build_array((SELECT count(*) FROM figure WHERE is_ranked AND s{n} > 0), coalesce((
    SELECT json_agg(json_build_array(id, name, s{n}) ORDER BY s{n} DESC, id) FROM (
        SELECT id, name, s{n} FROM figure WHERE is_ranked AND s{n} > 0 ORDER BY s{n} DESC, id LIMIT %(shown)s
    ) first), '[]'::json))"""  # noqa: S608
        for n in numbers
    )
    return f"""WITH {figure_sql(kinds)}
SELECT json_build_array((SELECT count(*) FROM figure WHERE is_ranked AND {best}),
    (SELECT count(*) FROM figure WHERE {HAS_SOMETHING}), json_build_array({boards}))::text"""  # noqa: S608
