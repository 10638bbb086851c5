"""A skill of a class or of beasts, with its numbers in words."""

from typing import TypedDict

from game.content.schema import ClassSkill
from game.rules import tuning
from seo_pages import words
from seo_pages.facts import addresses
from seo_pages.facts.world import WikiWorld


class SkillFacts(TypedDict):
    """href: empty if the skill is on no page."""

    slug: str
    name: str
    text: str
    does: str
    cooldown: str
    level: int
    href: str


def skill(world: WikiWorld, s: ClassSkill) -> SkillFacts:
    """A skill with its numbers in words."""
    does = {
        "strike": f"a blow of {s.power} % of the attack",
        "bleed": f"a blow of {s.power} %, then {s.extra} % of the attack a round for {words.count(s.rounds, 'round')}",
        "drain": f"a blow of {s.power} % that heals by {s.extra} % of the harm",
        "stun": f"a blow of {s.power} %; {s.extra} % chance that the foe loses its next turn",
        "execute": f"a blow of {s.power} %, or {s.power + s.extra} % against a foe below {tuning.EXECUTE_BELOW_PERCENT} % health",
        "ward": f"swallows the next {words.count(s.rounds, 'blow')}",
        "bless": f"attack {s.extra} % higher for {words.count(s.rounds, 'turn')}",
        "mend": f"heals {s.extra} % of full health, once below {tuning.MEND_BELOW_PERCENT} %",
    }[s.kind]
    href = world.guides.address["skill"].get(s.slug, "") if s.of == "beast" else f"{addresses.class_page(s.of)}#{s.slug}"
    return {
        "slug": s.slug,
        "name": s.name,
        "text": s.text,
        "does": does,
        "cooldown": words.count(s.cooldown, "round"),
        "level": s.level,
        "href": href,
    }
