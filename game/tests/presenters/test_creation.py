"""The form for a new character."""

from game.content import catalogue
from game.presenters.creation import creation_page, faction_of


def test_every_class_stands_on_its_side_with_its_skills() -> None:
    page = creation_page()
    assert [side for side, _ in page.sides] == ["vampire", "werewolf"]
    shown = [c for _, classes in page.sides for c in classes]
    assert sorted(c.slug for c in shown) == sorted(c.slug for c in catalogue().classes.values() if c.faction)
    assert all(page.skills[c.slug] for c in shown)


def test_a_class_decides_the_faction() -> None:
    assert (faction_of("courtblade"), faction_of("redclaw"), faction_of("paladin")) == ("vampire", "werewolf", "")
