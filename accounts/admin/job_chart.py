"""A drawing of how long the last runs of a job took: one bar each, the first on the left, the latest on the right."""

from collections.abc import Sequence
from datetime import UTC

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from vvw_site.foundation.jobs.models import JobRun

WIDTH, HEIGHT, TOP, LEFT, BOTTOM = 720, 180, 12, 52, 24
BARS = 50


def job_chart(runs: Sequence[JobRun], title: str) -> SafeString:
    """runs: the latest first. Empty without a run that has ended."""
    ended = [run for run in reversed(runs) if run.seconds is not None]
    if not ended:
        return SafeString("")
    most = max(0.1, *(run.seconds or 0.0 for run in ended))
    width, low = (WIDTH - LEFT) / BARS, HEIGHT - BOTTOM
    step = (WIDTH - LEFT - width) / max(1, len(ended) - 1)
    bars = format_html_join("", '<rect class="vvw-bar vvw-bar-{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>', (
        (run.state, f"{LEFT + i * step + 1:.1f}", f"{low - _height(run, most):.1f}", f"{width - 2:.1f}",
         f"{_height(run, most):.1f}", f"{_moment(run)}: {in_seconds(run.seconds)}, {run.state}")
        for i, run in enumerate(ended)
    ))  # fmt: skip
    failed = sum(run.state == JobRun.FAILED for run in ended)
    words = f"{title}: the last {len(ended)} runs, the longest took {in_seconds(most)}, {failed} of them failed."
    return format_html(
        '<svg class="vvw-chart" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<line class="vvw-axis" x1="{}" y1="{}" x2="{}" y2="{}"/><line class="vvw-axis" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text x="{}" y="{}" text-anchor="end">{}</text><text x="{}" y="{}" text-anchor="end">0 s</text>'
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>{}</svg>',
        WIDTH, HEIGHT, words, LEFT, low + 0.5, WIDTH, low + 0.5, LEFT, TOP + 0.5, WIDTH, TOP + 0.5, LEFT - 6, TOP + 5,
        in_seconds(most), LEFT - 6, low + 4, LEFT, HEIGHT - 6, _moment(ended[0]), WIDTH, HEIGHT - 6,
        _moment(ended[-1]) if len(ended) > 1 else "", bars,
    )  # fmt: skip


def in_seconds(seconds: float | None) -> str:
    """Such as `0.03 s`, `12 s` or `4 min 10 s`."""
    if seconds is None:
        return "—"
    if seconds >= 60:
        return f"{int(seconds // 60)} min {int(seconds % 60)} s"
    return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.2g} s" if seconds >= 0.1 else f"{seconds:.2f} s"


def _height(run: JobRun, most: float) -> float:
    return max(2.0, (run.seconds or 0.0) / most * (HEIGHT - BOTTOM - TOP))


def _moment(run: JobRun) -> str:
    return f"{run.started_at.astimezone(UTC):%d %b %H:%M}"
