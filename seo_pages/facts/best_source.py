"""The easiest source of an item, as a sentence."""

from seo_pages import words
from seo_pages.facts import closed_features
from seo_pages.facts.sources import ItemSources


def best_source(found: ItemSources) -> str:
    """The sentence has no links; it is empty if nothing gives the item yet."""
    if found["classes"]:
        return f"Each new {words.listed([c['name'] for c in found['classes']])} begins with it."
    if found["shops"]:
        shop = found["shops"][0]
        return (
            f"{shop['keeper']} sells it in {shop['region']['name']} for {shop['price_text']} gold, from level {shop['level']}."
        )
    if found["recipes"]:
        made = found["recipes"][0]
        where = "the forge" if made["craft"] == "forge" else "alchemy"
        return f"Made at {where} from level {made['level']} for {made['gold_text']} gold and {words.count(len(made['needs']), 'material')}."
    if found["grounds"]:
        best = found["grounds"][0]
        return (
            f"Best hunted at {best['place']['name']}: one in about {words.count(int(best['hunts'].replace(',', '')), 'hunt')}."
        )
    for mission in found["missions"]:
        if not mission["shut"]:
            return f"{mission['giver']} gives it for “{mission['name']}”."
    if found["drops"]:
        first = found["drops"][0]
        return f"{first['of']['name']} leaves it once in about {first['kills']} kills, in a dungeon{closed_features.suffix('dungeon')}."
    return ""
