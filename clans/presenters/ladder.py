"""The list of clans."""

from urllib.parse import urlencode

from msgspec import Struct

from clans.queries.ladder import LadderPage, LadderRow
from clans.rules.ladder import ORDERS, PAGE, PAGES_MOST, SEARCH_MOST, LadderChoice

__all__ = ["FACTIONS", "ORDERS", "PAGES_MOST", "RECRUITING", "SEARCH_MOST", "LadderLine", "LadderView", "ladder_view"]
FACTIONS = {"": "Both sides", "vampire": "Vampires", "werewolf": "Werewolves"}
RECRUITING = {"": "All clans", "any": "Taking people", "open": "Open to all", "application": "By application"}
JOINING = {"open": "Open", "application": "By application", "invitation": "By invitation"}


class LadderLine(Struct, frozen=True):
    """place: on the whole ladder; None when something is filtered out. joining: how people join, in two words."""

    clan: LadderRow
    place: int | None
    joining: str
    is_own: bool


class LadderView(Struct, frozen=True):
    """orders: (address, title, whether it is this one). found, living: how many clans match, and how many there are. newer, older: the
    addresses of the neighbouring pages, "" for none. own_tag: of the reader's clan."""

    choice: LadderChoice
    lines: list[LadderLine]
    found: int
    living: int
    pages: int
    newer: str
    older: str
    orders: list[tuple[str, str, bool]]
    factions: dict[str, str]
    recruiting_kinds: dict[str, str]
    own_tag: str


def ladder_view(choice: LadderChoice, page: LadderPage, own_tag: str) -> LadderView:
    first = (choice.page - 1) * PAGE + 1
    lines = [
        LadderLine(row, first + i if choice.is_whole else None, JOINING[row.admission], row.tag == own_tag)
        for i, row in enumerate(page.rows)
    ]
    pages = min(PAGES_MOST, max(1, -(-page.found // PAGE)))
    return LadderView(
        choice, lines, page.found, page.living, pages,
        newer=_address(choice, min(choice.page - 1, pages)) if choice.page > 1 else "",
        older=_address(choice, choice.page + 1) if choice.page < pages else "",
        orders=[(_address(choice, 1, order), title, order == choice.order) for order, title in ORDERS.items()],
        factions=FACTIONS, recruiting_kinds=RECRUITING, own_tag=own_tag,
    )  # fmt: skip


def _address(choice: LadderChoice, page: int, order: str = "") -> str:
    order = order or choice.order
    values = {
        "search": choice.search, "faction": choice.faction, "recruiting": choice.recruiting,
        "order": "" if order == "level" else order, "page": str(page) if page > 1 else "",
    }  # fmt: skip
    kept = {name: value for name, value in values.items() if value}
    return f"/clans/?{urlencode(kept)}" if kept else "/clans/"
