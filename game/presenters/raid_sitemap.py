"""The sitemap of ended raids."""

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def raid_sitemap_xml(raids: Iterable[tuple[int, datetime]], site: str) -> str:
    """raids: (id, when it ended). site: the site's address."""
    base = escape(site.rstrip("/"))
    rows = "".join(
        f"<url><loc>{base}/raids/{raid}/</loc><lastmod>{at.astimezone(UTC).isoformat(timespec='seconds')}</lastmod></url>\n"
        for raid, at in raids
    )
    return f"{HEAD}{rows}</urlset>\n"
