"""The public pages that every visitor can read: the sitemap for people, and the one for search engines."""

from msgspec import Struct

from game.content import wiki_urls
from game.queries.board_kinds import board_kinds


class SiteMapGroup(Struct, frozen=True):
    """pages: (address, name)."""

    title: str
    pages: tuple[tuple[str, str], ...]


ABOUT = (
    ("/help/", "Help"), ("/changes/", "What changed"), ("/status/", "State of the site"), ("/contact/", "Contact"),
    ("/privacy/", "Privacy"), ("/terms/", "Terms"), ("/sitemap/", "All pages"),
)  # fmt: skip
"""What every page's foot leads to."""
GROUPS = (
    SiteMapGroup("The game", (
        ("/", "The city gate"), ("/play/", "Play"), ("/raids/", "The raid of the hour"), ("/play/raids/", "Times of the raids"),
        ("/events/", "Events"), ("/news/", "News of Veyrholt"),
    )),
    SiteMapGroup("The players", (
        ("/leaderboards/", "Leaderboards"), ("/hall/", "Hall of fame"), ("/clans/", "Clans"), ("/clans/ladder/", "Wars of clans"),
        ("/fairness/", "Dice anyone can check"),
    )),
    SiteMapGroup("The wiki", (
        (wiki_urls.WIKI, "The whole wiki"), (wiki_urls.ITEMS, "Items"), (wiki_urls.MONSTERS, "Monsters"), (wiki_urls.LOCATIONS, "Places"),
        (wiki_urls.CLASSES, "Classes"), (wiki_urls.SKILLS, "Skills"), (wiki_urls.RECIPES, "Recipes"), (wiki_urls.SEARCH, "Search the wiki"),
    )),
    SiteMapGroup("Your account", (
        ("/accounts/login/", "Log in"), ("/accounts/signup/", "Sign up"), ("/accounts/password/reset/", "A forgotten password"),
        ("/accounts/data/", "Your data"),
    )),
    SiteMapGroup("About the site", (*ABOUT, ("/api/docs/", "For programs: the API"))),
)  # fmt: skip


def listed() -> list[str]:
    """Pages that search engines should know of and that are in no other sitemap. The state of the site is of no use to them, and
    pages of one battle are not for them: there are millions, alike, and they move to the archive."""
    boards = [f"/leaderboards/{category}/" for category in board_kinds()]
    return [
        "/",
        "/fairness/",
        "/play/raids/",
        "/clans/ladder/",
        *boards,
        *(address for address, _ in ABOUT if address != "/status/"),
    ]
