"""The page of one holding: what it does, and what would change by wearing it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from game.content import catalogue
from game.content.coming import coming_note
from game.content.schema import Item
from game.models import Character, Holding, Transfer
from game.models.ids import AccountId, CharacterId
from game.presenters.compare import Change, if_worn, may_wear
from game.presenters.item_history import HistoryStep, item_history
from game.queries.sheet import Worn, left_now
from game.rules.errors import GameError
from game.rules.forge import is_due_for_repair
from game.rules.trade import resale


class ItemPage(Struct, frozen=True):
    """worth: gold that a shop pays for one. left: fights it still lasts. here: what is worn in its slot now, worn_here: that
    item, None when it left the catalogue. changes: stats that would change by wearing it, none while it is worn.
    history: of an instance, newest first. coming: that it is of no use yet, empty if it is."""

    holding: Holding
    item: Item
    worth: int
    may_wear: bool
    left: int
    broken: bool
    due_for_repair: bool
    here: Worn | None
    worn_here: Item | None
    changes: list[Change]
    history: list[HistoryStep]
    coming: str


def item_page(
    character: Character, worn: dict[str, Worn], holding: Holding, steps: Sequence[Transfer] = (),
    characters: Mapping[CharacterId, Character] | None = None, accounts: Mapping[AccountId, str] | None = None,
) -> ItemPage:  # fmt: skip
    """steps, characters, accounts: the history of an instance, from history_steps and characters_in of queries.ledger, and account_names.

    GameError not_found when the item left the catalogue.
    """
    item = catalogue().items.get(holding.item)
    if item is None:
        raise GameError("not_found", "Nobody remembers what that was.")
    left = left_now(holding.durability, holding.worn_from, character.fights)
    here = worn.get(item.slot or "")
    thing = Worn(holding.item, holding.upgrade, left)
    return ItemPage(
        holding=holding,
        item=item,
        worth=resale(item.price),
        may_wear=may_wear(character, item),
        left=left,
        broken=item.slot is not None and left == 0,
        due_for_repair=item.slot is not None and is_due_for_repair(item.durability, left),
        here=here,
        worn_here=catalogue().items.get(here.item) if here else None,
        changes=if_worn(character, worn, item, thing) if item.slot and holding.slot is None else [],
        history=item_history(steps, characters or {}, accounts),
        coming=coming_note(item),
    )
