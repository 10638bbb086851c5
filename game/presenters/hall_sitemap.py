"""The sitemap of the hall of fame."""

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from game.presenters.raid_sitemap import HEAD


def hall_sitemap_xml(seasons: Iterable[tuple[int, datetime]], site: str) -> str:
    """seasons: (number, when it ended). site: the site's address."""
    base = escape(site.rstrip("/"))
    rows = "".join(
        f"<url><loc>{base}/hall/{number}/</loc><lastmod>{at.astimezone(UTC).isoformat(timespec='seconds')}</lastmod></url>\n"
        for number, at in seasons
    )
    return f"{HEAD}<url><loc>{base}/hall/</loc></url>\n{rows}</urlset>\n"
