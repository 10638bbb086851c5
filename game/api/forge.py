"""The forge: list repairs, upgrades and recipes; repair, upgrade and craft."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from game.actions import forge as actions
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Id, Slug
from game.models.ids import HoldingId
from game.presenters import forge as presenter
from game.presenters import recipes as recipe_presenter
from game.queries.inventory import held_by
from game.rules.errors import GameError


class Damaged(Struct, frozen=True):
    """durability: fights that the item lasts when whole. left: fights that it still lasts. cost: gold for its repair."""

    id: int
    item: str
    name: str
    equipped: bool
    durability: int
    left: int
    cost: int


class Upgradable(Struct, frozen=True):
    """cost: gold for the next upgrade, null at the highest one. gains: the stats that it changes, before and after."""

    id: int
    item: str
    name: str
    equipped: bool
    upgrade: int
    cost: int | None
    gains: list[presenter.Gain]


class Needed(Struct, frozen=True):
    item: str
    quantity: int
    have: int


class RecipeView(Struct, frozen=True):
    """gold: the fee. makes: slug of the product. most: how many times the character could craft it now."""

    recipe: str
    name: str
    craft: str
    level: int
    makes: str
    quantity: int
    gold: int
    needs: list[Needed]
    most: int


class Workshop(Struct, frozen=True):
    """mend: damaged items. mend_all: gold for repairing all of them."""

    gold: int
    mend: list[Damaged]
    mend_all: int
    upgrade: list[Upgradable]
    recipes: list[RecipeView]


class RepairBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Exactly one of the two: the id of one holding, or all: true for everything that is damaged."""

    id: Id | UnsetType = UNSET
    all: bool = False


class CraftBody(Struct, frozen=True, forbid_unknown_fields=True):
    """recipe: slug. times: how many times to craft it."""

    recipe: Slug
    times: Annotated[int, Meta(ge=1, le=actions.TIMES_MAX)] = 1


class ForgeEndpoint(Endpoint):
    @endpoint(Workshop)
    def get(self, request: ApiRequest[None]) -> Workshop:
        """Damaged items, possible upgrades, and the recipes for the character's level and a few levels above."""
        me, held = request.character, held_by(request.character)
        worn, have, mend = (
            {h.slot: h.as_worn for h in held if h.slot},
            recipe_presenter.ingredients_of(held),
            presenter.repair_offers(held),
        )
        return Workshop(
            me.gold,
            [Damaged(m.thing.id, m.thing.item.slug, m.thing.item.name, m.thing.equipped, m.thing.item.durability,
                     m.thing.left, m.cost) for m in mend],
            sum(m.cost for m in mend),
            [Upgradable(b.thing.id, b.thing.item.slug, b.thing.item.name, b.thing.equipped, b.thing.upgrade, b.cost, b.gains)
             for b in presenter.upgrade_offers(held)],
            [_recipe(recipe_presenter.craft_offer(me, worn, have, recipe)) for recipe in recipe_presenter.recipes_for(me)],
        )  # fmt: skip


def _recipe(m: recipe_presenter.CraftOffer) -> RecipeView:
    r = m.recipe
    needs = [Needed(n.item.slug, n.quantity, n.have) for n in m.needs]
    return RecipeView(r.slug, r.name, r.craft, r.level, r.makes, r.quantity, r.gold, needs, m.most)


class RepairEndpoint(Endpoint):
    @endpoint(actions.Mended, body=RepairBody, changes=True, refuses="nothing_to_mend not_enough_gold")
    def post(self, request: ApiRequest[RepairBody]) -> actions.Mended:
        """Repair one item, or everything that is damaged."""
        wanted: RepairBody = request.body
        if wanted.all and wanted.id is UNSET:
            return actions.repair_all(request.actor)
        if wanted.all or wanted.id is UNSET:
            raise GameError("invalid", "Send the id of one item, or all: true.", field="id")
        return actions.repair(request.actor, holding=HoldingId(wanted.id))


class UpgradeEndpoint(Endpoint):
    @endpoint(actions.Bettered, changes=True, refuses="cannot_upgrade_more not_enough_gold")
    def post(self, request: ApiRequest[None], id: int) -> actions.Bettered:
        """Upgrade an item by one level."""
        return actions.upgrade(request.actor, holding=HoldingId(id))


class CraftEndpoint(Endpoint):
    @endpoint(actions.Crafted, body=CraftBody, changes=True, refuses="level_too_low missing_ingredients not_enough_gold")
    def post(self, request: ApiRequest[CraftBody]) -> actions.Crafted:
        """Craft a recipe, `times` times (once by default)."""
        return actions.craft(request.actor, recipe=request.body.recipe, times=request.body.times)
