"""Names, choices and slugs of catalogue entries."""

from game.content import catalogue
from game.presenters.bonuses import item_bonus, item_rarity
from game.presenters.choices import class_choices, item_choices, item_slug
from game.presenters.emblem import emblem_svg
from game.presenters.names import asset_name, class_name, entry_name, item_name, monster_name, place_name, wiki_path
from game.presenters.slug_search import slugs_named

DRAWN = [
    ("item", "clerks-sabre"), ("monster", "flour-rat"), ("place", "old-mill"), ("class", "courtblade"), ("crest", "vampire"),
    ("character", "0"), ("character", "23"),
]  # fmt: skip
UNKNOWN = [
    ("item", "long-gone"), ("class", "x"), ("crest", "human"), ("character", "24"), ("character", "00"), ("dragon", "x"),
]  # fmt: skip


def test_a_slug_that_left_the_catalogue_is_its_own_name() -> None:
    for name in (item_name, monster_name, place_name, class_name, asset_name):
        assert name("long-gone") == "long-gone"
    assert entry_name("item", "long-gone") is None and item_rarity("long-gone") is None


def test_names_and_wiki_paths_by_kind() -> None:
    assert (asset_name("gold"), asset_name("clerks-sabre")) == ("gold", "Clerk's Sabre")
    assert (entry_name("place", "old-mill"), wiki_path("place", "old-mill")) == ("The Old Mill", "/wiki/locations/old-mill/")
    assert monster_name("flour-rat") == entry_name("monster", "flour-rat") != "flour-rat"


def test_an_item_is_found_by_its_slug_or_its_name() -> None:
    for typed in ("clerks-sabre", " clerks-sabre ", "Clerk's Sabre", "CLERK'S SABRE"):
        assert item_slug(typed) == "clerks-sabre"
    assert item_slug("Excalibur") is None
    assert len(item_choices()) == len(catalogue().items) and len(class_choices()) == len(catalogue().classes)


def test_rows_are_searched_by_the_name_of_any_entry_however_it_is_typed() -> None:
    assert slugs_named("Clerk’s  sabre") == slugs_named("clerks sabre") == slugs_named("clerks-sabre") == ["clerks-sabre"]
    assert slugs_named("the old mill") == ["old-mill"] and slugs_named("flour rat") == ["flour-rat"]
    assert slugs_named("three-before-supper") == ["three-before-supper"] and slugs_named("nothing") == []


def test_upgrades_raise_what_an_item_gives() -> None:
    plain, better = item_bonus("clerks-sabre", 0), item_bonus("clerks-sabre", 10)
    assert plain == {"attack": 6, "crit": 10} and all(better[stat] > plain[stat] for stat in plain)


def test_everything_that_has_an_emblem_is_drawn_and_nothing_else() -> None:
    for kind, slug in DRAWN:
        drawn = emblem_svg(kind, slug)
        assert drawn and drawn.startswith(b"<svg"), (kind, slug)
    for kind, slug in UNKNOWN:
        assert emblem_svg(kind, slug) is None, (kind, slug)
