"""The character sheet."""

from game.content import catalogue
from game.presenters.character import LOADOUT_SIZE, character_page
from game.queries.sheet import Worn, derived
from game.rules import tuning
from game.tests.presenters.unsaved import unsaved_character

SKILLS = catalogue().class_skills["courtblade"]


def test_skills_are_learnt_from_their_level_and_the_loadout_is_filled_up() -> None:
    chosen = SKILLS[0].slug
    character = unsaved_character(level=SKILLS[1].level, loadout=[chosen, "a-skill-that-left"])
    page = character_page(character, derived(character, ()), {})
    assert [(s.slug, learnt) for s, learnt, _ in page.skills] == [(s.slug, s.level <= character.level) for s in SKILLS]
    assert [s.slug for s, _, taken in page.skills if taken] == [chosen]
    assert page.chosen == [chosen, "a-skill-that-left", ""] and len(page.chosen) == LOADOUT_SIZE


def test_attributes_have_their_soft_caps_and_gear_that_left_the_catalogue_has_no_item() -> None:
    character = unsaved_character(strength=30)
    worn = {"weapon": Worn("clerks-sabre", 1, 9), "head": Worn("long-gone", 0, 3)}
    page = character_page(character, derived(character, worn.values()), worn)
    assert page.attributes[0] == ("str", 30, tuning.SOFT_CAPS["str"]) and len(page.attributes) == len(tuning.ATTRIBUTES)
    assert [(slot, item and item.slug) for slot, item, _ in page.worn] == [("weapon", "clerks-sabre"), ("head", None)]
