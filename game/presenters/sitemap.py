"""A sitemap of pages that the game makes."""

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemap_xml(folder: str, pages: Iterable[tuple[int | str, datetime]], site: str, *, has_list: bool) -> str:
    """folder: of the pages, such as "/raids/". pages: (the last part of the address, when it changed last). site: the site's address.
    has_list: the folder's own page belongs in it too."""
    base = escape(site.rstrip("/")) + folder
    whole = f"<url><loc>{base}</loc></url>\n" if has_list else ""
    rows = "".join(
        f"<url><loc>{base}{part}/</loc><lastmod>{at.astimezone(UTC).isoformat(timespec='seconds')}</lastmod></url>\n"
        for part, at in pages
    )
    return f"{HEAD}{whole}{rows}</urlset>\n"


def list_of_pages(addresses: Iterable[str], site: str) -> str:
    """A sitemap of single pages. addresses: such as "/help/"."""
    base = escape(site.rstrip("/"))
    return HEAD + "".join(f"<url><loc>{base}{address}</loc></url>\n" for address in addresses) + "</urlset>\n"
