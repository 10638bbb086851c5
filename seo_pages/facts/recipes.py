"""The page above both crafts, with every recipe by name."""

from game.content import wiki_urls
from seo_pages.facts import addresses
from seo_pages.facts.guides import NAMES, TemplateFacts, guide_cover
from seo_pages.facts.head import head, title
from seo_pages.facts.world import WikiWorld
from seo_pages.site import Site


def recipes_page(world: WikiWorld, site: Site) -> TemplateFacts:
    count = len(world.item_index.recipes)
    page = head(
        site, wiki_urls.RECIPES, name="Recipes", title=title("Recipes", f"how to make all {count}, forge and alchemy"),
        description=f"All {count} recipes of Vampires vs Werewolves, for forge and alchemy: what each makes, from which level, and what goes in.",
        crumbs=[], section="", **guide_cover(world, [r for r in world.item_index.recipes if r.craft == "forge"], world.places[0].slug),
    )  # fmt: skip
    crafts = [
        {"name": NAMES[c][0], "lead": NAMES[c][1], "href": addresses.GUIDES[c],
         "recipes": [{"name": r.name, "href": world.guides.address["recipe"][r.slug], "level": r.level}
                     for r in world.item_index.recipes if r.craft == c]}
        for c in ("forge", "alchemy")
    ]  # fmt: skip
    return "crafts.html", page | {"crafts": crafts}
