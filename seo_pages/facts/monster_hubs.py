"""Lists of monsters: all, by rank, region, level and family."""

from collections.abc import Iterator

from game.content import wiki_urls
from game.content.vocabulary import MONSTERS
from seo_pages import nouns, words
from seo_pages.facts import addresses, intros
from seo_pages.facts.hub import SECTIONS, Hub
from seo_pages.facts.world import WikiWorld

SECTION = SECTIONS["monsters"]


def monster_hubs(world: WikiWorld) -> Iterator[Hub]:
    yield from _all_and_by_rank(world)
    yield from _by_region(world)
    yield from _by_level(world)
    yield from _by_family(world)


def _all_and_by_rank(world: WikiWorld) -> Iterator[Hub]:
    bosses = [m for m in world.monsters if m.rank == "boss"]
    elites = [m for m in world.monsters if m.rank == "elite"]
    lead = (
        f"The {words.count(len(world.monsters), 'creature')} that walk Veyrholt after second bell: {len(elites)} elites and "
        f"{len(bosses)} bosses among them. Each page says where it is met, what it leaves and what its numbers mean for you."
    )
    yield Hub("monsters", wiki_urls.MONSTERS, "Monsters", lead, world.monsters)
    yield Hub("monsters", wiki_urls.BOSSES, "Bosses", intros.bosses(bosses), bosses, [SECTION], "Rank", "Bosses")
    yield Hub("monsters", wiki_urls.ELITES, "Elites", intros.elites(elites), elites, [SECTION], "Rank", "Elites")


def _by_region(world: WikiWorld) -> Iterator[Hub]:
    for r in world.regions:
        monsters = world.monsters_in[r.slug]
        name, lead = f"Monsters of {r.name}", intros.region_monsters(world, r, monsters)
        yield Hub("monsters", addresses.region_monsters(r.slug), name, lead, monsters, [SECTION], "Regions", r.name)


def _by_level(world: WikiWorld) -> Iterator[Hub]:
    for low in range(1, 61, 10):
        high = low + 9
        monsters = [m for m in world.monsters if low <= m.level <= high]
        name, lead = f"Monsters of levels {low} to {high}", intros.monster_band(low, monsters)
        yield Hub("monsters", addresses.band("monsters", low, high), name, lead, monsters, [SECTION], "Levels", f"{low}–{high}")


def _by_family(world: WikiWorld) -> Iterator[Hub]:
    for family in MONSTERS:
        monsters = [m for m in world.monsters if m.family == family]
        name, lead = nouns.heading(family), intros.breed(world, family, monsters)
        yield Hub("monsters", addresses.breed(family), name, lead, monsters, [SECTION], "Families", name)
