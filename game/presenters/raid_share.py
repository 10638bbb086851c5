"""What a link to a raid shows on other sites."""

from msgspec import Struct

from game.content import catalogue
from game.content.names import monster_name
from game.presenters.raid_card import sharing_text
from game.presenters.raid_frames import title_of
from game.queries.raid import RaidView


class RaidShareTags(Struct, frozen=True):
    """picture: the path of the raid's own picture, None until it is settled."""

    path: str
    title: str
    text: str
    picture: str | None
    picture_text: str | None


def raid_share_tags(raid: RaidView) -> RaidShareTags:
    title = f"{title_of(raid.boss)}: a raid on {monster_name(raid.boss)}"
    if raid.is_on or raid.stored_state == "open":
        known = catalogue().raid_bosses.get(raid.boss)
        return RaidShareTags(f"/raids/{raid.id}/", title, known.call if known else "A raid in Veyrholt.", None, None)
    alt = f"{monster_name(raid.boss)} above the roofs of Veyrholt, before the curve of its health in the fight"
    return RaidShareTags(f"/raids/{raid.id}/", title, sharing_text(raid), f"/raids/{raid.id}/card.png", alt)
