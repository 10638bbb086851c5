"""The forge: what can be mended, made better and made, and having it done."""

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
    """left of durability: fights that it still lasts, and lasts when whole. cost in gold."""

    id: int
    item: str
    name: str
    equipped: bool
    durability: int
    left: int
    cost: int


class Upgradable(Struct, frozen=True):
    """cost of the next upgrade; null: it is as good as it gets. gains: each stat, now and after it."""

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
    """gold: the fee. most: how often it could be made now."""

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
    """mend_all: gold for mending everything."""

    gold: int
    mend: list[Damaged]
    mend_all: int
    upgrade: list[Upgradable]
    recipes: list[RecipeView]


class Repairs(Struct, frozen=True, forbid_unknown_fields=True):
    """One holding by its id, or all that is damaged: one of the two."""

    id: Id | UnsetType = UNSET
    all: bool = False


class Work(Struct, frozen=True, forbid_unknown_fields=True):
    """recipe: its slug."""

    recipe: Slug
    times: Annotated[int, Meta(ge=1, le=actions.TIMES_MAX)] = 1


class ForgeEndpoint(Endpoint):
    @endpoint(Workshop)
    def get(self, request: ApiRequest[None]) -> Workshop:
        """What is damaged, what can be made better, and the recipes of the character's level with the next few."""
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
    @endpoint(actions.Mended, body=Repairs, changes=True, refuses="nothing_to_mend not_enough_gold")
    def post(self, request: ApiRequest[Repairs]) -> actions.Mended:
        """Mend one thing, or everything that is damaged."""
        wanted: Repairs = request.body
        if wanted.all and wanted.id is UNSET:
            return actions.repair_all(request.actor)
        if wanted.all or wanted.id is UNSET:
            raise GameError("invalid", "Give the id of one thing, or all: true.", field="id")
        return actions.repair(request.actor, holding=HoldingId(wanted.id))


class UpgradeEndpoint(Endpoint):
    @endpoint(actions.Bettered, changes=True, refuses="cannot_upgrade_more not_enough_gold")
    def post(self, request: ApiRequest[None], id: int) -> actions.Bettered:
        """Make a thing better by one."""
        return actions.upgrade(request.actor, holding=HoldingId(id))


class CraftEndpoint(Endpoint):
    @endpoint(actions.Crafted, body=Work, changes=True, refuses="level_too_low missing_ingredients not_enough_gold")
    def post(self, request: ApiRequest[Work]) -> actions.Crafted:
        """Make what a recipe makes, once unless told how often."""
        return actions.craft(request.actor, recipe=request.body.recipe, times=request.body.times)
