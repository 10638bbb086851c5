"""How the list of clans can be ordered and filtered."""

from typing import Literal

from msgspec import Struct

LadderOrder = Literal["level", "size", "new"]
ORDERS: dict[str, str] = {"level": "Level and contribution", "size": "Members", "new": "Newest"}
PAGE = 25
PAGES_MOST = 400
SEARCH_MOST = 20


class LadderChoice(Struct, frozen=True):
    """What of the list somebody wants to see. search: a part of a name, or a tag. faction: "" for both. recruiting: "open", "application",
    "any" of these two, or "" for all clans. page: from 1."""

    search: str = ""
    faction: str = ""
    recruiting: str = ""
    order: str = "level"
    page: int = 1

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out, so that a place on the list is a rank."""
        return not (self.search or self.faction or self.recruiting)
