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

    recipe: Annotated[Slug, Meta(examples=["block-a-tricorn"])]
    times: Annotated[int, Meta(ge=1, le=actions.TIMES_MAX)] = 1


class ForgeEndpoint(Endpoint):
    @endpoint(Workshop)
    def get(self, request: ApiRequest[None]) -> Workshop:
        """Damaged items, possible upgrades, and the recipes for the character's level and a few levels above."""
        me, held = request.character, held_by(request.character)
        worn = {h.slot: h.as_worn for h in held if h.slot}
        ingredients = recipe_presenter.ingredients_of(held)
        repairs = [_damaged(offer) for offer in presenter.repair_offers(held)]
        upgrades = [_upgradable(offer) for offer in presenter.upgrade_offers(held)]
        recipes = [
            _recipe(recipe_presenter.craft_offer(me, worn, ingredients, recipe)) for recipe in recipe_presenter.recipes_for(me)
        ]
        return Workshop(me.gold, repairs, sum(repair.cost for repair in repairs), upgrades, recipes)


def _damaged(offer: presenter.RepairOffer) -> Damaged:
    held = offer.thing
    return Damaged(held.id, held.item.slug, held.item.name, held.equipped, held.item.durability, held.left, offer.cost)


def _upgradable(offer: presenter.UpgradeOffer) -> Upgradable:
    held = offer.thing
    return Upgradable(held.id, held.item.slug, held.item.name, held.equipped, held.upgrade, offer.cost, offer.gains)


def _recipe(offer: recipe_presenter.CraftOffer) -> RecipeView:
    r = offer.recipe
    needs = [Needed(need.item.slug, need.quantity, need.have) for need in offer.needs]
    return RecipeView(r.slug, r.name, r.craft, r.level, r.makes, r.quantity, r.gold, needs, offer.most)


class RepairEndpoint(Endpoint):
    @endpoint(actions.Mended, body=RepairBody, changes=True, refuses="nothing_to_mend not_enough_gold")
    def post(self, request: ApiRequest[RepairBody]) -> actions.Mended:
        """Repair one item, or everything that is damaged."""
        body: RepairBody = request.body
        if body.all and body.id is UNSET:
            return actions.repair_all(request.actor)
        if body.all or body.id is UNSET:
            raise GameError("invalid", "Send the id of one item, or all: true.", field="id")
        return actions.repair(request.actor, holding=HoldingId(body.id))


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
