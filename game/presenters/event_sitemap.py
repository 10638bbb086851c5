"""The sitemap of the events of the world: their list, and the page of each."""

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from game.presenters.raid_sitemap import HEAD


def event_sitemap_xml(events: Iterable[tuple[int, datetime]], site: str) -> str:
    """events: (id, when it was changed last). site: the site's address."""
    base = escape(site.rstrip("/"))
    rows = "".join(
        f"<url><loc>{base}/events/{event}/</loc><lastmod>{at.astimezone(UTC).isoformat(timespec='seconds')}</lastmod></url>\n"
        for event, at in events
    )
    return f"{HEAD}<url><loc>{base}/events/</loc></url>\n{rows}</urlset>\n"
