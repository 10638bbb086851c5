"""The character sheet: show it, spend attribute points, choose skills."""

from typing import Annotated

from msgspec import Meta, Struct

from game.actions import character as actions
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Slug
from game.content.vocabulary import Attribute
from game.presenters.character import ATTRIBUTE_MAX, LOADOUT_SIZE, class_skills
from game.queries.sheet import Worn, derived, worn_by
from game.rules.sheet import Derived


class PointsBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Points to add, by attribute."""

    points: dict[Attribute, Annotated[int, Meta(ge=0, le=ATTRIBUTE_MAX)]]


class Skills(Struct, frozen=True, forbid_unknown_fields=True):
    """Slugs of skills, in the order in which a fight tries them."""

    skills: Annotated[list[Slug], Meta(max_length=LOADOUT_SIZE, examples=[["opening-courtesy", "pour-a-glass"]])]


class Learnable(Struct, frozen=True):
    """A skill of the class. level: the lowest level that can choose it."""

    skill: str
    name: str
    level: int
    text: str


class CharacterSheet(Struct, frozen=True):
    """attributes: points without gear. worn: item slugs by slot. gear: worn items by slot, with upgrades and fights left."""

    attributes: dict[str, int]
    unspent: int
    stats: Derived
    worn: dict[str, str]
    loadout: list[str]
    skills: list[Learnable]
    gear: dict[str, Worn]


class CharacterSheetEndpoint(Endpoint):
    @endpoint(CharacterSheet)
    def get(self, request: ApiRequest[None]) -> CharacterSheet:
        """Attributes, unspent points, worn items, loadout, and the skills of the class."""
        me = request.character
        gear = worn_by(me)
        skills = [Learnable(s.slug, s.name, s.level, s.text) for s in class_skills(me.class_slug)]
        return CharacterSheet(
            me.attributes, me.unspent, derived(me, gear.values()), {slot: thing.item for slot, thing in gear.items()},
            me.loadout, skills, gear,
        )  # fmt: skip


class PointsEndpoint(Endpoint):
    @endpoint(actions.Spent, body=PointsBody, changes=True)
    def post(self, request: ApiRequest[PointsBody]) -> actions.Spent:
        """Spend points on attributes."""
        return actions.spend_points(request.actor, points={str(name): points for name, points in request.body.points.items()})


class LoadoutEndpoint(Endpoint):
    @endpoint(actions.Loadout, body=Skills, changes=True, refuses="level_too_low")
    def post(self, request: ApiRequest[Skills]) -> actions.Loadout:
        """Choose up to three skills for fights."""
        return actions.choose_loadout(request.actor, skills=request.body.skills)
