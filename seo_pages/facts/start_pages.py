"""The pages where a reader starts: front page, search, A to Z; and 404.html."""

from collections.abc import Iterator

from game.content import wiki_urls
from seo_pages.facts import addresses
from seo_pages.facts.front_page import front_page
from seo_pages.facts.guides import TemplateFacts
from seo_pages.facts.letters import LetterLink, letter_pages, letters, letters_page
from seo_pages.facts.search_page import missing_page, search_page
from seo_pages.facts.world import WikiWorld
from seo_pages.site import Site


def start_pages(world: WikiWorld, site: Site) -> Iterator[tuple[str, TemplateFacts]]:
    """(path of the file, (template, facts)) of each."""
    by = letters(world)
    links: list[LetterLink] = [
        {"text": letter.upper(), "href": addresses.letter(letter), "count": len(refs)} for letter, refs in by.items()
    ]
    yield addresses.file_path(wiki_urls.WIKI), ("index.html", front_page(world, site, links))
    yield addresses.file_path(wiki_urls.SEARCH), ("search.html", search_page(world, site, links))
    yield "404.html", ("missing.html", missing_page(world, site, links))
    yield addresses.file_path(wiki_urls.LETTERS), ("letters.html", letters_page(world, site, links))
    for letter, refs in by.items():
        for address, facts in letter_pages(world, site, links, letter, refs):
            yield addresses.file_path(address), ("letters.html", facts)
