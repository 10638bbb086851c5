"""Lists of monsters: all, by rank, region, level and family."""

from collections.abc import Iterator

from game.content import wiki_urls
from game.content.vocabulary import MONSTERS
from seo_pages import words
from seo_pages.facts import addresses, intros
from seo_pages.facts.hub import SECTIONS, Hub
from seo_pages.facts.world import WikiWorld


def monster_hubs(world: WikiWorld) -> Iterator[Hub]:
    monsters, top = world.monsters, [SECTIONS["monsters"]]
    bosses = [m for m in monsters if m.rank == "boss"]
    elites = [m for m in monsters if m.rank == "elite"]
    lead = (
        f"The {words.count(len(monsters), 'creature')} that walk Veyrholt after second bell: {len(elites)} elites and "
        f"{len(bosses)} bosses among them. Each page says where it is met, what it leaves and what its numbers mean for you."
    )
    yield Hub("monsters", wiki_urls.MONSTERS, "Monsters", lead, monsters)
    yield Hub("monsters", wiki_urls.BOSSES, "Bosses", intros.bosses(bosses), bosses, top, "Rank", "Bosses")
    yield Hub("monsters", wiki_urls.ELITES, "Elites", intros.elites(elites), elites, top, "Rank", "Elites")
    for r in world.regions:
        of = world.monsters_in[r.slug]
        yield Hub(
            "monsters",
            f"{wiki_urls.MONSTERS}{r.slug}/",
            f"Monsters of {r.name}",
            intros.region_monsters(world, r, of),
            of,
            top,
            "Regions",
            r.name,
        )
    for low in range(1, 61, 10):
        of = [m for m in monsters if low <= m.level < low + 10]
        name = f"Monsters of levels {low} to {low + 9}"
        yield Hub(
            "monsters",
            addresses.band("monsters", low, low + 9),
            name,
            intros.monster_band(low, of),
            of,
            top,
            "Levels",
            f"{low}–{low + 9}",
        )
    for family in MONSTERS:
        of = [m for m in monsters if m.family == family]
        name = words.plural(family)
        yield Hub("monsters", addresses.breed(family), name, intros.breed(world, family, of), of, top, "Families", name)
