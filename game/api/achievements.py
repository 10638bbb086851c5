"""The character's achievements, and the title that it wears."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from game.actions.titles import TitleWorn, wear_title
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.presenters.achievements import AchievementState, own_lines, titles_of
from game.queries.achievements import own_achievements


class AchievementEntry(Struct, frozen=True):
    """state: earned, open, coming (nothing counts for it yet) or hidden: then the slug is empty, and name and goal are not told.
    count: as of the last count, some minutes ago. rare: how many players have it, in words. title: that it gives, or empty."""

    slug: str
    name: str
    text: str
    state: AchievementState
    group: str
    count: int
    target: int
    rare: str
    title: str
    gold: int
    earned_at: datetime | None


class TitleEntry(Struct, frozen=True):
    slug: str
    text: str
    worn: bool


class AchievementList(Struct, frozen=True):
    """titles: that the character may wear."""

    achievements: list[AchievementEntry]
    titles: list[TitleEntry]


class TitleToWear(Struct, frozen=True, forbid_unknown_fields=True):
    """title: a slug of `titles`; empty for none."""

    title: Annotated[str, Meta(pattern=r"^([a-z0-9_]+(-[a-z0-9_]+)*)?$", max_length=60)]


class AchievementsEndpoint(Endpoint):
    @endpoint(AchievementList)
    def get(self, request: ApiRequest[None]) -> AchievementList:
        """All achievements with what is counted for them, and the titles that the character may wear."""
        me = request.character
        found = own_achievements(me.id)
        entries = [
            AchievementEntry(
                one.slug, one.name, one.text, one.state, one.group, one.count, one.target, one.rare, one.title, one.gold, one.at
            )
            for one in own_lines(found)
        ]
        return AchievementList(entries, [TitleEntry(t.slug, t.text, t.worn) for t in titles_of(found, me.title)])


class TitleEndpoint(Endpoint):
    @endpoint(TitleWorn, body=TitleToWear, changes=True, refuses="not_found")
    def post(self, request: ApiRequest[TitleToWear]) -> TitleWorn:
        """Wear a title, or none."""
        return wear_title(request.actor, title=request.body.title)
