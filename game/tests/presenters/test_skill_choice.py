"""The choice of a player whose new skill found no free slot."""

from game.content import catalogue
from game.models import Character
from game.presenters.odds import hunter_now
from game.presenters.skill_choice import SkillChoice, skill_choice
from game.queries.sheet import derived
from game.tests.presenters.unsaved import NOW, unsaved_character

SKILLS = catalogue().class_skills["courtblade"]


def choice_of(character: Character) -> SkillChoice | None:
    return skill_choice(character, hunter_now(character, derived(character, []), NOW))


def test_each_skill_in_use_may_be_replaced_and_the_best_is_first() -> None:
    used = [skill.slug for skill in SKILLS[:3]]
    new = SKILLS[3]
    choice = choice_of(
        unsaved_character(class_slug="courtblade", level=new.level, loadout=used, place="old-mill", strength=20, hp=1)
    )
    assert choice and choice.skill == new.slug and choice.place.slug == "old-mill"
    assert sorted(option.replaced for option in choice.options) == sorted(used)
    for option in choice.options:
        assert option.loadout == [new.slug if slug == option.replaced else slug for slug in used]
    chances = [option.odds.percent for option in choice.options]
    assert chances == sorted(chances, reverse=True) and choice.now.percent > 0, "with full health, whatever is left of it"


def test_nothing_is_asked_with_a_free_slot_with_the_skill_in_use_or_before_the_first_hunt() -> None:
    used, level = [skill.slug for skill in SKILLS[:3]], SKILLS[3].level
    for fields in (
        {"loadout": used[:2], "place": "old-mill"},
        {"loadout": [*used[:2], SKILLS[3].slug], "place": "old-mill"},
        {"loadout": used, "place": ""},
    ):
        assert choice_of(unsaved_character(class_slug="courtblade", level=level, **fields)) is None
