"""The news as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from game.presenters.news import NewsLine

TITLE, AUTHOR, SINCE = "News of Veyrholt", "The clerks of Veyrholt", "2026-01-01"
"""SINCE: the date in the tag URIs (RFC 4151). It never changes, because the ids of all entries are made with it."""
TITLE_MAX = 90


def atom_feed(lines: Sequence[NewsLine], site: str) -> str:
    """lines: the newest first. site: the site's address. The same lines give the same feed, whenever it is asked for."""
    base = site.rstrip("/")
    host = urlsplit(base).hostname or "vvw"
    updated = max((line.changed_at for line in lines), default=datetime(2026, 1, 1, tzinfo=UTC))
    entries = "".join(_entry(line, base, host) for line in lines)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n'
        f"<id>tag:{host},{SINCE}:news</id>\n<title>{TITLE}</title>\n<updated>{_moment(updated)}</updated>\n"
        f"<author><name>{AUTHOR}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(f"{base}/news/atom.xml")}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(f"{base}/news/")}/>\n{entries}</feed>\n'
    )


def _entry(line: NewsLine, base: str, host: str) -> str:
    text = _clean(line.text)
    return (
        f"<entry>\n<id>tag:{host},{SINCE}:news/{line.id}</id>\n<title>{escape(_short(text))}</title>\n"
        f"<published>{_moment(line.at)}</published>\n<updated>{_moment(line.changed_at)}</updated>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(f"{base}/news/{line.id}/")}/>\n'
        f"<category term={quoteattr(line.kind.slug)} label={quoteattr(line.kind.title)}/>\n"
        f'<content type="text">{escape(text)}</content>\n</entry>\n'
    )


def _short(text: str) -> str:
    """The first sentence, or as many words as fit."""
    first = text.partition(". ")[0].removesuffix(".")
    return first if len(first) <= TITLE_MAX else f"{first[:TITLE_MAX].rpartition(' ')[0]}…"


def _clean(text: str) -> str:
    """Without the signs that XML 1.0 forbids."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff")
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
