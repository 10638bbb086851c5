"""The report as text: a heading and a table for each question."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from vvw_site.foundation.logs.report.counts import BAD_LEVELS, LogCounts

BAR, ROWS, BY_DAY_FROM = 50, 20, 72
"""The length of the longest bar; the most rows of a table; so many hours are shown by day."""
Row = Sequence[str]


def report(counts: LogCounts) -> Iterator[str]:
    """Its lines, without the closing one."""
    if counts.requests:
        yield from _traffic(counts)
        yield from _statuses(counts)
    yield from _errors(counts)
    if counts.requests:
        yield from _routes(counts)
        yield from _agents(counts)
    if len(counts.processes):
        yield from _processes(counts)


def moment(time: datetime | None) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S}" if time else "-"


def _traffic(counts: LogCounts) -> Iterator[str]:
    by_day = len(counts.hours) > BY_DAY_FROM
    sums: dict[str, list[int]] = {}
    for (hour,), count in sorted(counts.hours):
        both = sums.setdefault(hour[:10] if by_day else f"{hour}:00", [0, 0])
        both[0] += count.requests
        both[1] += count.failed
    most = max(requests for requests, _ in sums.values())
    yield f"Requests by {'day' if by_day else 'hour'} (UTC)"
    for when, (requests, failed) in sums.items():
        bar = "#" * max(1, round(BAR * requests / most))
        yield f"  {when}  {requests:>9,}  {bar}{f'  {failed:,} failed (5xx)' if failed else ''}"
    yield ""


def _statuses(counts: LogCounts) -> Iterator[str]:
    yield "Answers by class of status"
    for first in sorted({status // 100 for status in counts.statuses}):
        found = sorted((s for s in counts.statuses if s // 100 == first), key=lambda status: -counts.statuses[status])
        number = sum(counts.statuses[status] for status in found)
        each = ", ".join(f"{status or 'none'}: {counts.statuses[status]:,}" for status in found[:6])
        yield f"  {f'{first}xx' if first else 'none'}  {number:>9,}  {number / counts.requests:6.1%}  {each}"
    yield ""


def _errors(counts: LogCounts) -> Iterator[str]:
    found = sorted(counts.events, key=lambda item: (BAD_LEVELS.index(item[0][0]), -item[1].lines))
    yield "Errors and warnings of our processes by event"
    yield from _table(
        ("lines", "level", "event", "newest", "its request id"),
        [(f"{n.lines:,}", level, event, moment(n.newest), n.request_id) for (level, event), n in found],
    )


def _routes(counts: LogCounts) -> Iterator[str]:
    rows = [((n.durations.percentile(0.95), n.durations.longest), key, n) for key, n in counts.routes]
    rows.sort(key=lambda row: row[0], reverse=True)
    yield "Slowest routes, in seconds, by p95 (at most a tenth too high; sockets are left out)"
    yield from _table(
        ("requests", "p50", "p95", "max", "failed", "route"),
        [
            (f"{n.durations.total:,}", f"{n.durations.percentile(0.5):.3f}", f"{p95:.3f}", f"{longest:.3f}", f"{n.failed:,}", " ".join(key))
            for (p95, longest), key, n in rows
        ],
    )  # fmt: skip


def _agents(counts: LogCounts) -> Iterator[str]:
    found = sorted(counts.agents, key=lambda item: -item[1].requests)
    yield "Browsers, crawlers and programs (pages: answers 200 to addresses that end with a slash)"
    yield from _table(
        ("requests", "pages", "304", "4xx", "5xx", "bytes", "agent"),
        [
            (f"{n.requests:,}", f"{n.pages:,}", f"{n.unchanged:,}", f"{n.refused:,}", f"{n.failed:,}", size(n.bytes), agent)
            for (agent,), n in found
        ],
    )


def _processes(counts: LogCounts) -> Iterator[str]:
    every = counts.requests + counts.others
    found = sorted(counts.processes, key=lambda item: -item[1].lines)
    yield "Lines by tier and version"
    yield from _table(
        ("lines", "share", "tier", "version"),
        [(f"{n.lines:,}", f"{n.lines / every:.1%}", tier, version) for (tier, version), n in found],
    )


def _table(heading: Row, rows: list[Row]) -> Iterator[str]:
    """At most ROWS rows; columns of figures are aligned to the right. Ends with an empty line."""
    shown: Iterable[Row] = [heading, *rows[:ROWS]] if rows else []
    widths = [max(len(row[column]) for row in shown) for column in range(len(heading))] if rows else []
    for row in shown:
        cells = [
            cell.rjust(width) if all(r[column][:1].isdigit() for r in rows) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"  {'  '.join(cells)}".rstrip()
    if not rows:
        yield "  none"
    elif len(rows) > ROWS:
        yield f"  and {len(rows) - ROWS:,} more"
    yield ""


def size(count: int) -> str:
    """Bytes in the largest unit of which there is one."""
    amount, unit = float(count), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
